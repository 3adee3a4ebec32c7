import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {ResourceProvider} from '@tenantry/server';
import {BELONGINGS} from './belongings.ts';
import {SCHEMA} from './schema.ts';
import {workspaceProvider} from './provider.ts';

/** Jobs and volumes of the portal's users, in a database of the portal's own. */
export interface Workspace {
  /** What the server asks before a user is deleted, and tells what becomes of users. */
  readonly provider: ResourceProvider;
  /** Gives members of the team something to own. */
  furnish(team: readonly {readonly id: string; readonly username: string}[]): void;
  close(): void;
}

/** Opens the workspace in the data folder. */
export const openWorkspace = (dataFolder: string, {reset = false}: {readonly reset?: boolean} = {}): Workspace => {
  const folder = join(dataFolder, 'workspace');
  if (reset) {
    rmSync(folder, {recursive: true, force: true});
  }
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const database = new DatabaseSync(join(folder, 'workspace.sqlite'), {timeout: 2_000});
  database.exec(`pragma journal_mode = wal; ${SCHEMA}`);
  return {
    provider: workspaceProvider(database),
    furnish: (team) => {
      const addJob = database.prepare('insert into jobs (owner, name, state) values (?, ?, ?)');
      const addVolume = database.prepare('insert into volumes (owner, name, gibibytes) values (?, ?, ?)');
      for (const {id, username} of team) {
        const {jobs = [], volumes = []} = BELONGINGS[username] ?? {};
        jobs.forEach(([name, state]) => addJob.run(id, name, state));
        volumes.forEach(([name, gibibytes]) => addVolume.run(id, name, gibibytes));
      }
    },
    close: () => database.close(),
  };
};
