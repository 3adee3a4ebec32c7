import {build} from './build.mjs';
import {fromSource, runNode} from './processes.mjs';

/** Builds what is stale and runs the example portal with these arguments. Resolves with its exit status when it has ended. */
export async function start(args) {
  const built = await build();
  return built === 0 ? (await runNode([fromSource, 'examples/portal/server.ts', ...args])).status : built;
}
