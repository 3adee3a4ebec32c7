// Takes a data folder when it is told to, with its key, and says what came of it. Lets go of it when it is told so, or killed.
import {createHash} from 'node:crypto';
import {join} from 'node:path';
import {keyOfFolder} from '../../../packages/server/src/node/keys.ts';
import {FolderInUse, type FolderLock, lockFolder} from '../../../packages/server/src/node/lock.ts';

/** What came of it: the digest of the folder's key, or who else has the folder. */
export type Taken = {readonly key: string; readonly ms: number} | {readonly holder: number | undefined; readonly ms: number};

let lock: FolderLock | undefined;

const take = async (folder: string): Promise<Taken> => {
  const begun = performance.now();
  try {
    lock = await lockFolder(join(folder, 'database'));
    const key = createHash('sha256')
      .update(await keyOfFolder(folder))
      .digest('hex');
    return {key, ms: performance.now() - begun};
  } catch (error) {
    if (error instanceof FolderInUse) {
      return {holder: error.pid, ms: performance.now() - begun};
    }
    throw error;
  }
};

process.on('message', async (folder: string) => {
  await lock?.release();
  process.send?.(await take(folder));
});
process.send?.('ready');
