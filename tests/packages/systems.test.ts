// What the portal shows on its dashboard, by what it is started with.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {readOptions} from '../../examples/portal/options.ts';
import {openSystems} from '../../examples/portal/systems.ts';

const folder = mkdtempSync(join(tmpdir(), 'systems-'));
after(() => rmSync(folder, {recursive: true}));

const silent = {info: () => undefined, error: () => undefined};
const PORTAL = {tenant: 'demo', administrator: 'tenant.admin', logger: silent};

const open = async (...args: readonly string[]): Promise<unknown> =>
  (await openSystems(readOptions(args), PORTAL)).map(({name, simulated = false, sections}) => [name, simulated, sections]);

const HOST = ['this-machine', false, ['bareMetal']];

test('S0-17, S0-18: without a configuration there is this machine, and a cluster that says that it is simulated', async () => {
  assert.deepEqual(await open(), [HOST, ['simulation', true, ['virtualMachine', 'kubernetes', 'slurm']]]);
});

test('S0-18: nothing is simulated where nobody wants that', async () => {
  assert.deepEqual(await open('--no-simulation'), [HOST]);
});

test('S0-18: the simulated jobs are of people of the portal', async () => {
  const [, simulation] = await openSystems(readOptions([]), PORTAL);
  const jobs = (await simulation?.jobs?.({tenant: {id: 'ten_1', slug: 'demo'}, visible: 'all'}, new AbortController().signal)) ?? [];
  const owners = new Set(jobs.map(({owner}) => owner));
  assert.ok(owners.has('tenant.admin') && owners.has('hiroshi.sato'));
});

test('§8: what a configuration names is shown, and nothing else', async () => {
  const file = join(folder, 'mine.json');
  writeFileSync(file, JSON.stringify({providers: [{type: 'host', name: 'lab', tenants: {demo: {}}}]}));
  assert.deepEqual(await open('--config', file), [['lab', false, ['bareMetal']]]);
  await assert.rejects(open('--config', join(folder, 'none.json')), {name: 'ConfigurationError'});
});
