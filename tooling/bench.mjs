// `npm run bench` runs the programs of bench/, or the named ones, against a throw-away PostgreSQL.
import {startPostgresql} from './postgresql.mjs';
import {fromSource, runNode} from './processes.mjs';

const benches = ['list-users', 'client'];

/** As a small server of production has it, where the defaults are those of a toy. */
const settings = {shared_buffers: '1GB', effective_cache_size: '3GB', maintenance_work_mem: '512MB', max_wal_size: '4GB'};

/** Resolves with an exit status. */
export async function bench(names) {
  const unknown = names.filter((name) => !benches.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown bench: ${unknown.join(', ')}. There are: ${benches.join(', ')}.\n`);
    return 2;
  }
  const {url, stop} = await startPostgresql(settings);
  try {
    for (const name of names.length > 0 ? names : benches) {
      const {status} = await runNode([fromSource, `bench/${name}.ts`], {env: {TENANTRY_TEST_DATABASE_URL: url}});
      if (status !== 0) {
        return status;
      }
    }
    return 0;
  } finally {
    await stop();
  }
}
