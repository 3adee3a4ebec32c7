// `npm run bench` runs the programs of bench/, or the named ones.
import {meetNeeds} from './needs.mjs';
import {startPostgresql} from './postgresql.mjs';
import {fromSource, runNode} from './processes.mjs';

/** The programs, with what each needs beside the sources: a throw-away PostgreSQL, or what tests need. */
const benches = {'list-users': ['postgresql'], client: [], table: ['browser', 'build'], dashboard: ['browser', 'build']};

/** As a small server of production has it, where the defaults are those of a toy. */
const settings = {shared_buffers: '1GB', effective_cache_size: '3GB', maintenance_work_mem: '512MB', max_wal_size: '4GB'};

/** Meets the needs of a program. Answers the variables that it is to see, and what ends what was started. */
async function prepare(needs) {
  if (needs.includes('postgresql')) {
    const {url, stop} = await startPostgresql(settings);
    return {env: {TENANTRY_TEST_DATABASE_URL: url}, stop};
  }
  const {env, errors, stop} = await meetNeeds(new Set(needs));
  for (const error of errors.values()) {
    throw error;
  }
  return {env, stop};
}

/** Resolves with an exit status. */
export async function bench(names) {
  const unknown = names.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.\n`);
    return 2;
  }
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    const {env, stop} = await prepare(benches[name]);
    try {
      const {status} = await runNode([fromSource, `bench/${name}.ts`], {env});
      if (status !== 0) {
        return status;
      }
    } finally {
      await stop();
    }
  }
  return 0;
}
