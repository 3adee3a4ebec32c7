// What some parts of the tests need beside the sources. Each need is met once in a run, in this order.
import {build} from './build.mjs';
import {engines, wantedEngines} from './engines.mjs';
import {startPostgresql} from './postgresql.mjs';
import {fromSource, runNode} from './processes.mjs';
import {startSlurm} from './slurm.mjs';

const serverPreparation = 'packages/server/src/testing/prepare.ts';

/** An engine beside Chromium is looked for only where it is wanted. */
const engine = (name) => async () => (wantedEngines().includes(name) ? findEngine(name) : {});

const findEngine = (name) => ({env: {[engines[name].variable]: engines[name].find()}});

/**
 * Each answers the variables that the tests are to see, and `stop` where something has to be ended.
 * It is handed the variables of the needs before it.
 */
const ways = {
  browser: async () => findEngine('chromium'),
  firefox: engine('firefox'),
  webkit: engine('webkit'),

  postgresql: async () => {
    if (process.env.TENANTRY_TEST_DATABASE_URL) {
      return {};
    }
    const {url, stop} = await startPostgresql();
    return {env: {TENANTRY_TEST_DATABASE_URL: url}, stop};
  },

  /** A cluster with six nodes, and the port for its REST API, which the tests start and end themselves. */
  slurm: async () => {
    const {folder, port, stop} = await startSlurm();
    return {env: {TENANTRY_TEST_SLURM: folder, TENANTRY_TEST_SLURM_PORT: String(port)}, stop};
  },

  /** What every test database starts from, on PGlite and on PostgreSQL where there is one. */
  databases: async (env) => {
    if ((await runNode([fromSource, serverPreparation], {env})).status !== 0) {
      throw new Error(`${serverPreparation} failed.`);
    }
    return {};
  },

  build: async () => {
    if ((await build()) !== 0) {
      throw new Error('The build failed.');
    }
    return {};
  },
};

/**
 * Meets the named needs.
 * @param {Set<string>} names
 * @returns {Promise<{env: Record<string, string>, errors: Map<string, Error>, stop: () => Promise<void>}>}
 *   The variables of all, why some could not be met, and what ends everything that was started.
 */
export async function meetNeeds(names) {
  let env = {};
  const errors = new Map();
  const stops = [];
  for (const [name, way] of Object.entries(ways).filter(([need]) => names.has(need))) {
    try {
      const met = await way(env);
      env = {...env, ...met.env};
      stops.push(met.stop);
    } catch (error) {
      errors.set(name, error);
    }
  }
  const stop = async () => {
    for (const end of stops) {
      await end?.();
    }
  };
  return {env, errors, stop};
}
