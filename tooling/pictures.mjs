// `npm run pictures` makes the references of tests/pictures anew, all of them or those of the named elements; `-- guide` the pictures of the
// guide and of the README.
import {findBrowser} from './browser.mjs';
import {build} from './build.mjs';
import {fromSource, runNode} from './processes.mjs';

const run = async (script, args) => (await runNode([fromSource, script, ...args], {env: {CHROME_PATH: findBrowser()}})).status;

/** Answers an exit status. */
export async function writePictures(names) {
  if (!names.includes('guide')) {
    return run('tests/pictures/write.ts', names);
  }
  const built = await build();
  return built === 0 ? run('tests/journeys/guide-pictures.ts', []) : built;
}
