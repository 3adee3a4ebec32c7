// `npm run infra -- openstack`: real systems that take too long to install and start for every test run, and the tests against them.
import {runNodeTests} from './node-tests.mjs';
import {startOpenstack} from './openstack.mjs';
import {reportEnd, reportHeading, reportLine} from './report.mjs';
import {inWords} from './tally.mjs';
import {Unavailable} from './unavailable.mjs';

const systems = {openstack: {start: startOpenstack, variable: 'TENANTRY_OPENSTACK', tests: 'tests/infra/openstack/*.test.ts'}};

/** @returns {Promise<number>} An exit status. */
export async function infra([name = '']) {
  const system = Object.hasOwn(systems, name) ? systems[name] : undefined;
  if (!system) {
    reportLine(`Which system? There are: ${Object.keys(systems).join(', ')}.`);
    return 2;
  }
  reportHeading(name);
  const started = performance.now();
  try {
    const {access, stop} = await system.start();
    try {
      const tally = await runNodeTests([system.tests], {[system.variable]: JSON.stringify(access)}, {longestFile: 900_000});
      reportEnd(name, inWords(tally), performance.now() - started);
      return tally.failed > 0 ? 1 : 0;
    } finally {
      await stop();
    }
  } catch (error) {
    reportLine(error instanceof Unavailable ? error.message : error.stack);
    return 1;
  }
}
