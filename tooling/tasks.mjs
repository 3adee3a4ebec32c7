// The tasks behind the npm scripts. Started by run.mjs, on the bundled Node, with node_modules/.bin first in PATH.
import {dirname} from 'node:path';
import {listenForStop} from './processes.mjs';

const tasks = {
  build: async () => (await import('./build.mjs')).build(),
  start: async (args) => (await import('./start.mjs')).start(args),
  check: async () => (await import('./test.mjs')).check(),
  test: async (args) => (await import('./test.mjs')).test(args),
  soak: async (args) => (await import('./test.mjs')).soak(args),
  bench: async (args) => (await import('./bench.mjs')).bench(args),
  pictures: async (args) => (await import('./pictures.mjs')).writePictures(args),
  infra: async (args) => (await import('./infra.mjs')).infra(args),
  format: async () => (await import('./house.mjs')).format(),
};

const [name, ...args] = process.argv.slice(2);
const task = tasks[name];
if (!task) {
  process.stderr.write(`Unknown task: ${name}. There are: ${Object.keys(tasks).join(', ')}.\n`);
  process.exit(2);
}
process.chdir(dirname(import.meta.dirname));
listenForStop();
process.exit(await task(args));
