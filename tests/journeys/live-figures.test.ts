// The portal's dashboard beside the cluster that it simulates, whose jobs come and go.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {eventually} from './person.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';
import type {Visitor} from './visitor.ts';

/** The simulated jobs change twice a minute, but not always those that are looked at. */
const LONGEST_MS = 180_000;

suite('a dashboard that nobody touches', () => {
  const portal = portalForSuite();

  test('follows the jobs of its cluster, on the card of Slurm and in the list of jobs (S0-24)', {timeout: 240_000}, async () => {
    const admin = await portal.arrive();
    await admin.open('/');
    await admin.fill('Username', 'tenant.admin');
    await admin.fill('Password', adminPassword);
    await admin.press('Enter');
    await admin.isAt('/dashboard', 'Dashboard');
    await admin.find('button', 'Edit Dashboard');
    await Promise.all(
      [figuresOfSlurm, lastJobs].map(async (what) => {
        const before = await eventually('something to follow', async () => (await admin.page.evaluate(what)) || null);
        await eventually(`others than ${before}`, async () => (await admin.page.evaluate(what)) !== before, LONGEST_MS);
      }),
    );
    assert.equal(timesOpened(admin), 1);
    await admin.leave();
  });
});

const timesOpened = ({requests}: Visitor): number => requests.filter((request) => request === 'GET /').length;

/** Runs in the page: nodes by their states, what of them is in use, and jobs by theirs. */
const figuresOfSlurm = (): string => {
  const cards = document.querySelector('resource-dashboard')?.shadowRoot?.querySelectorAll('resource-card') ?? [];
  const card = [...cards].find((one) => 'kind' in one && one.kind === 'slurm');
  return [...(card?.shadowRoot?.querySelectorAll('tbody, ul, dl') ?? [])]
    .map(({textContent}) => textContent.replaceAll(/\s+/g, ' '))
    .join();
};

/** Runs in the page: the jobs that were submitted last, with their states. */
const lastJobs = (): string => {
  const list = document.querySelector('resource-dashboard')?.shadowRoot?.querySelector('job-list');
  return [...(list?.shadowRoot?.querySelectorAll('tbody :is(.job, .state)') ?? [])].map(({textContent}) => textContent.trim()).join();
};
