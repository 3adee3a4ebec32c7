// What the portal's own database says of jobs: a look beside the portal that has it open.
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';

/** What has become of a user's jobs, in the order in which they were made. */
export const jobStates = (dataFolder: string, userId: string): string[] => {
  const database = new DatabaseSync(join(dataFolder, 'workspace/workspace.sqlite'), {readOnly: true});
  try {
    const rows = database.prepare('select state from jobs where owner = ? order by id').all(userId);
    return rows.map(({state}) => String(state));
  } finally {
    database.close();
  }
};
