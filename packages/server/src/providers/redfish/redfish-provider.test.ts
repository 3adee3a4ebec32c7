import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {BareMetal} from '@tenantry/sdk/contract';
import type {ResourceQuery} from '../../resources/provider.ts';
import {ReplayedServers, systemOf} from '../../testing/redfish.ts';

const whoever = (slug: string, visible: ResourceQuery['visible'] = 'all'): ResourceQuery => ({tenant: {id: `ten_${slug}`, slug}, visible});
const {signal} = new AbortController();

const seenBy = async (servers: ReplayedServers, slug: string, visible?: ResourceQuery['visible']): Promise<BareMetal | undefined> =>
  (await servers.provider().summary(whoever(slug, visible), signal)).bareMetal;

test('power, health and size of servers are told, page by page', async () => {
  await using servers = await ReplayedServers.start();
  assert.deepEqual(await seenBy(servers, 'owner'), {
    total: 3,
    byState: {available: 1, onboarding: 0, provisioning: 1, active: 1, releasing: 0, maintenance: 0, failed: 0, unknown: 0},
    byPower: {on: 1, off: 1, transitioning: 1, unknown: 0},
    health: {healthy: 1, degraded: 1, unhealthy: 1, unknown: 0},
    capacity: {
      gpus: {total: null, inUse: null, byModel: []},
      cpuCores: {total: 192, inUse: null},
      memoryGiB: {total: 1536, inUse: null},
    },
  });
  assert.deepEqual(servers.replay.paths.slice(0, 2), ['/redfish/v1/Systems', '/redfish/v1/Systems?$skip=2']);
});

test('G6: a tenant sees its own servers, by their ids or UUIDs', async () => {
  await using servers = await ReplayedServers.start();
  assert.equal((await seenBy(servers, 'acme'))?.total, 2);
  assert.equal((await seenBy(servers, 'globex'))?.health.unhealthy, 1);
  assert.deepEqual(await servers.provider().summary(whoever('initech'), signal), {});
  assert.deepEqual(await servers.provider().list(whoever('initech'), signal), []);
});

test('G6: the name that a server gives itself makes it nobody’s', async () => {
  await using servers = await ReplayedServers.start();
  servers.systems = [systemOf('7', {HostName: '3', Name: '3', AssetTag: '3'})];
  assert.equal((await seenBy(servers, 'globex'))?.total, 0);
});

test('what nobody knows is unknown, and told to the log once', async () => {
  await using servers = await ReplayedServers.start();
  servers.systems = [
    systemOf('1', {PowerState: 'Dim', Status: {State: 'Odd', Health: null}, ProcessorSummary: {CoreCount: -1}, MemorySummary: null}),
  ];
  const {byState, byPower, health, capacity} = (await seenBy(servers, 'owner')) ?? {};
  assert.deepEqual([byState?.unknown, byPower?.unknown, health?.unknown], [1, 1, 1]);
  assert.deepEqual([capacity?.cpuCores.total, capacity?.memoryGiB.total], [null, null]);
  assert.deepEqual(
    servers.logger.entries.map(({fields}) => fields.value),
    ['Odd', 'Dim'],
  );
});

test('the catalog has the tenant’s servers', async () => {
  await using servers = await ReplayedServers.start();
  const provider = servers.provider();
  assert.deepEqual(await provider.list(whoever('acme'), signal), [
    {type: 'bareMetalServer', id: 'rack/1', label: 'node-1'},
    {type: 'bareMetalServer', id: 'rack/2', label: 'node-2'},
  ]);
  assert.deepEqual(await provider.list(whoever('acme', [{type: 'bareMetalServer', id: 'rack/3'}]), signal), []);
  assert.deepEqual(await provider.ownedBy(), []);
});

test('a link that leads elsewhere is not followed: nobody else is told who asks', async () => {
  await using elsewhere = await ReplayedServers.start();
  await using servers = await ReplayedServers.start();
  for (const link of [
    `${elsewhere.replay.origin}/redfish/v1/Systems/1`,
    elsewhere.replay.origin.slice(5),
    '/admin',
    'file:///etc/passwd',
    7,
  ]) {
    servers.systems = [systemOf('1', {'@odata.id': link})];
    await assert.rejects(seenBy(servers, 'owner'), {code: 'bad-response'}, String(link));
  }
  servers.replay.goWrong({body: {Members: [], 'Members@odata.nextLink': '/redfish/v1/Systems'}}, {where: /Systems$/});
  await assert.rejects(seenBy(servers, 'owner'), {code: 'bad-response'});
  assert.deepEqual(elsewhere.replay.asked, []);
});

test('what several ask for at the same time is asked once, and few servers at a time', async () => {
  await using servers = await ReplayedServers.start();
  servers.pageSize = 50;
  servers.systems = Array.from({length: 40}, (_, index) => systemOf(`${index}`));
  const late = Promise.withResolvers<void>();
  servers.replay.goWrong({after: late.promise}, {where: /Systems\/\d+$/});
  const provider = servers.provider();
  const given = Promise.all(Array.from({length: 10}, () => provider.summary(whoever('owner'), signal)));
  while (servers.replay.waiting < 8) {
    await new Promise((resume) => setImmediate(resume));
  }
  for (let turn = 0; turn < 100; turn += 1) {
    await new Promise((resume) => setImmediate(resume));
  }
  assert.equal(servers.replay.waiting, 8);
  late.resolve();
  await given;
  assert.equal(servers.replay.asked.length, 41);
});

test('without a user the secret is the token of a session', async () => {
  await using servers = await ReplayedServers.start();
  await assert.rejects(servers.provider({options: {}}).summary(whoever('owner'), signal), {code: 'unauthorized'});
  const [first] = servers.replay.asked;
  assert.deepEqual([first?.headers.get('x-auth-token'), first?.headers.get('authorization')], ['a-secret-password', null]);
});

test('a configuration that cannot be used is refused by the name of its member', async () => {
  await using servers = await ReplayedServers.start();
  assert.throws(() => servers.provider({options: {user: 'a:b'}}), /^Error: providers\.rack\.options\.user /);
  assert.throws(() => servers.provider({tenants: {acme: {}}}), /^Error: providers\.rack\.tenants\.acme\.hosts /);
});
