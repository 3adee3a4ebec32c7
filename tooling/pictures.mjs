// `npm run pictures` makes the references of tests/pictures anew, all of them or those of the named elements.
import {findBrowser} from './browser.mjs';
import {fromSource, runNode} from './processes.mjs';

/** Answers an exit status. */
export async function writePictures(tags) {
  return (await runNode([fromSource, 'tests/pictures/write.ts', ...tags], {env: {CHROME_PATH: findBrowser()}})).status;
}
