import {createHash} from 'node:crypto';
import {existsSync, globSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const cache = '.cache';

function fingerprint(patterns) {
  const hash = createHash('sha256');
  for (const file of globSync(patterns).toSorted()) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Runs `make` unless its outputs are there and its inputs are those of the last run that succeeded.
 * @returns {Promise<number>} Its exit status; 0 when there was nothing to do.
 */
export async function unlessFresh(name, inputs, outputs, make) {
  const stamp = join(cache, name);
  const wanted = fingerprint(inputs);
  if (outputs.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return 0;
  }
  const status = await make();
  if (status === 0) {
    mkdirSync(cache, {recursive: true});
    writeFileSync(stamp, wanted);
  }
  return status;
}
