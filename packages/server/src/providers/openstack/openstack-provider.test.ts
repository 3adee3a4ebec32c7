import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {BareMetal, VirtualMachine} from '@tenantry/sdk/contract';
import type {ResourceQuery} from '../../resources/provider.ts';
import type {Recorded} from '../../testing/kubernetes.ts';
import {PROJECT, ReplayedCloud} from '../../testing/openstack.ts';
import {SourceError} from '../source-error.ts';

const whoever = (slug: string, visible: ResourceQuery['visible'] = 'all'): ResourceQuery => ({tenant: {id: `ten_${slug}`, slug}, visible});
const {signal} = new AbortController();

interface Both {
  readonly virtualMachine: VirtualMachine;
  readonly bareMetal: BareMetal;
}

const seenBy = async (cloud: ReplayedCloud, slug: string, visible?: ResourceQuery['visible']): Promise<Both> => {
  const {virtualMachine, bareMetal} = await cloud.provider().summary(whoever(slug, visible), signal);
  assert.ok(virtualMachine && bareMetal);
  return {virtualMachine, bareMetal};
};

test('the machines of a project are told as Nova told them, with what the project may use', async () => {
  await using cloud = await ReplayedCloud.start();
  assert.deepEqual((await seenBy(cloud, 'acme')).virtualMachine, {
    total: 3,
    byState: {active: 2, building: 0, paused: 0, stopped: 1, shelved: 0, moving: 0, error: 0, deleting: 0, unknown: 0},
    capacity: {
      gpus: {total: null, inUse: 0, byModel: []},
      cpuCores: {total: 20, inUse: 6},
      memoryGiB: {total: 50, inUse: 12},
    },
  });
});

test('the nodes that a project owns and nobody leases are told as Ironic told them', async () => {
  await using cloud = await ReplayedCloud.start();
  assert.deepEqual((await seenBy(cloud, 'acme')).bareMetal, {
    total: 4,
    byState: {available: 1, onboarding: 1, provisioning: 0, active: 1, releasing: 0, maintenance: 1, failed: 0, unknown: 0},
    byPower: {on: 0, off: 1, transitioning: 0, unknown: 3},
    health: {healthy: 1, degraded: 1, unhealthy: 0, unknown: 2},
    capacity: {
      gpus: {total: 8, inUse: 0, byModel: [{model: 'bm.h200x8', total: 8, inUse: 0, mig: []}]},
      cpuCores: {total: 320, inUse: 64},
      memoryGiB: {total: 3584, inUse: 512},
    },
  });
});

test('G6: a node that is leased is the lessee’s; machines are those of the tenant’s projects, whatever the token sees', async () => {
  await using cloud = await ReplayedCloud.start();
  const {virtualMachine, bareMetal} = await seenBy(cloud, 'globex');
  assert.deepEqual([virtualMachine.total, bareMetal.total, bareMetal.byState.active], [0, 1, 1]);
  assert.deepEqual(bareMetal.capacity.gpus, {total: 8, inUse: 8, byModel: [{model: 'H200', total: 8, inUse: 8, mig: []}]});
  cloud.servers.push({...cloud.servers[0], id: 'other', tenant_id: 'tenant-a'});
  assert.equal((await seenBy(cloud, 'globex')).virtualMachine.total, 1);
  assert.equal((await seenBy(cloud, 'acme')).virtualMachine.total, 3);
});

test('G6: what is nobody’s is a tenant’s only where the whole cloud is', async () => {
  await using cloud = await ReplayedCloud.start();
  cloud.nodes = cloud.nodes.map((node) => ({...node, owner: null, lessee: null}));
  assert.equal((await seenBy(cloud, 'acme')).bareMetal.total, 0);
  assert.equal((await seenBy(cloud, 'owner')).bareMetal.total, 5);
});

test('a cloud that is a tenant’s alone is told whole: what hosts have and give, Placement says', async () => {
  await using cloud = await ReplayedCloud.start();
  const {virtualMachine, bareMetal} = await seenBy(cloud, 'owner');
  assert.deepEqual([virtualMachine.total, bareMetal.total], [3, 5]);
  // Three hosts, each with 10 cores that are given 16 times and 7.5 GiB that are given one and a half times.
  assert.deepEqual(virtualMachine.capacity, {
    gpus: {total: null, inUse: 0, byModel: []},
    cpuCores: {total: 480, inUse: 15},
    memoryGiB: {total: 33.75, inUse: 30},
  });
  cloud.inventories.inventories.VGPU = {total: 4, reserved: 0, allocation_ratio: 1};
  cloud.usages.usages.VGPU = 3;
  assert.deepEqual((await seenBy(cloud, 'owner')).virtualMachine.capacity.gpus, {
    total: 12,
    inUse: 9,
    byModel: [{model: 'VGPU', total: 12, inUse: 9, mig: []}],
  });
});

test('where a token may not read Placement, or there is none, capacity is not known and machines are', async () => {
  await using cloud = await ReplayedCloud.start();
  const unknown = {gpus: {total: null, inUse: 0, byModel: []}, cpuCores: {total: null, inUse: null}, memoryGiB: {total: null, inUse: null}};
  cloud.replay.goWrong({status: 403, body: {errors: [{status: 403}]}}, {where: /^\/18778/});
  assert.deepEqual((await seenBy(cloud, 'owner')).virtualMachine.capacity, unknown);
  cloud.replay.goRight();
  cloud.services = ['compute', 'baremetal'];
  assert.deepEqual((await seenBy(cloud, 'owner')).virtualMachine.capacity, unknown);
});

test('a token that sees its own project is not asked for more', async () => {
  await using cloud = await ReplayedCloud.start();
  const tenants = {acme: {projects: [PROJECT, 'elsewhere']}};
  const said = await cloud.provider({tenants, options: {allProjects: false}}).summary(whoever('acme'), signal);
  assert.ok(said.virtualMachine);
  assert.equal(said.virtualMachine.total, 3);
  // Of the other project nothing is known.
  assert.deepEqual(said.virtualMachine.capacity.cpuCores, {total: null, inUse: null});
  assert.deepEqual(
    cloud.replay.paths.filter((path) => path.includes('all_tenants') || path.includes('tenant_id')),
    [],
  );
});

test('a bound that is none, and GPUs that nobody can tell, are not known', async () => {
  await using cloud = await ReplayedCloud.start();
  Object.assign(cloud.limits.limits.absolute, {maxTotalCores: -1, maxTotalRAMSize: 1024});
  const specs = [{'resources:VGPU': '2'}, {'pci_passthrough:alias': 'gpu-h200:4,nic:1'}, {}];
  cloud.servers.forEach((server, index) => {
    server.flavor.extra_specs = specs[index];
  });
  assert.deepEqual((await seenBy(cloud, 'acme')).virtualMachine.capacity, {
    gpus: {total: null, inUse: null, byModel: []},
    cpuCores: {total: null, inUse: 6},
    memoryGiB: {total: 1, inUse: null},
  });
  Object.assign(cloud.servers[1]?.flavor.extra_specs, {'pci_passthrough:alias': 'gpu-h200:4'});
  assert.equal((await seenBy(cloud, 'acme')).virtualMachine.capacity.gpus.inUse, 6);
});

test('every status of Nova counts as its state, and one that nobody knows as unknown, once in the log', async () => {
  await using cloud = await ReplayedCloud.start();
  const statuses =
    'ACTIVE PASSWORD REBOOT HARD_REBOOT RESCUE BUILD REBUILD PAUSED SUSPENDED SHUTOFF SHELVED SHELVED_OFFLOADED MIGRATING RESIZE VERIFY_RESIZE REVERT_RESIZE ERROR DELETED SOFT_DELETED DREAMING DREAMING constructor';
  const [first] = cloud.servers;
  cloud.servers = statuses.split(' ').map((status, index) => ({...first, id: `${index}`, status}));
  assert.deepEqual((await seenBy(cloud, 'acme')).virtualMachine.byState, {
    active: 5,
    building: 2,
    paused: 2,
    stopped: 1,
    shelved: 2,
    moving: 4,
    error: 1,
    deleting: 2,
    unknown: 3,
  });
  assert.deepEqual(
    cloud.logger.entries.map(({fields}) => fields.value),
    ['DREAMING', 'CONSTRUCTOR'],
  );
});

test('every state of Ironic counts as its own, maintenance before all others', async () => {
  await using cloud = await ReplayedCloud.start();
  const states: readonly [string, ...string[]][] = [
    ['failed', 'error', 'deploy failed', 'clean failed', 'rescue failed', 'service failed'],
    ['available', 'available'],
    ['onboarding', 'enroll', 'verifying', 'manageable', 'inspecting', 'inspect wait', 'adopting'],
    ['provisioning', 'deploying', 'wait call-back', 'deploy hold', 'unrescuing'],
    ['active', 'active', 'rescue', 'rescuing', 'rescue wait', 'servicing', 'service wait', 'service hold'],
    ['releasing', 'deleting', 'cleaning', 'clean wait', 'clean hold'],
    ['unknown', 'dreaming', 'toString'],
  ];
  const node = {...cloud.nodes[1]} as Recorded;
  for (const [state, ...words] of states) {
    cloud.nodes = words.map((word) => ({...node, uuid: word, provision_state: word}));
    const {byState} = (await seenBy(cloud, 'acme')).bareMetal;
    assert.equal(byState[state as keyof typeof byState], words.length, state);
    cloud.nodes = cloud.nodes.map((one) => ({...one, maintenance: true}));
    assert.equal((await seenBy(cloud, 'acme')).bareMetal.byState.maintenance, words.length, state);
  }
});

test('power and health of nodes are told as far as Ironic knows them', async () => {
  await using cloud = await ReplayedCloud.start();
  const node = {...cloud.nodes[1]} as Recorded;
  cloud.nodes = [
    {power_state: 'power on'},
    {power_state: 'power off', target_power_state: 'power on'},
    {power_state: 'error'},
    {power_state: 'power on', fault: 'power failure'},
    {power_state: 'power on', provision_state: 'deploy failed'},
    {power_state: null},
  ].map((members, index) => ({...node, uuid: `${index}`, ...members}));
  const {byPower, health} = (await seenBy(cloud, 'acme')).bareMetal;
  assert.deepEqual(byPower, {on: 3, off: 0, transitioning: 1, unknown: 2});
  assert.deepEqual(health, {healthy: 2, degraded: 0, unhealthy: 3, unknown: 1});
});

test('lists are turned over page by page at the service’s address, wherever it believes itself to be', async () => {
  await using cloud = await ReplayedCloud.start();
  cloud.pageSize = 1;
  const {virtualMachine, bareMetal} = await seenBy(cloud, 'owner');
  assert.deepEqual([virtualMachine.total, bareMetal.total], [3, 5]);
  const endless = {body: {servers: [], servers_links: [{rel: 'next', href: 'http://x/?marker=again'}]}};
  cloud.replay.goWrong(endless, {where: /servers/});
  const said = await cloud.provider().summary(whoever('owner'), signal);
  assert.ok(said.failures?.virtualMachine instanceof SourceError && said.failures.virtualMachine.code === 'bad-response');
});

test('a token that is refused is replaced once, and one that ends before it does', async () => {
  await using cloud = await ReplayedCloud.start();
  const provider = cloud.provider();
  const signIns = (): number => cloud.replay.paths.filter((path) => path.endsWith('/auth/tokens')).length;
  const ask = () => provider.summary(whoever('acme'), signal);
  await ask();
  await ask();
  assert.equal(signIns(), 1);
  cloud.tokens.clear();
  await ask();
  assert.equal(signIns(), 2);
  cloud.clock.advance({minutes: 59, seconds: 30});
  await ask();
  assert.equal(signIns(), 3);
  cloud.replay.goWrong({status: 401, body: {error: {code: 401}}}, {where: /servers|nodes/});
  await assert.rejects(ask(), {code: 'unauthorized'});
  assert.equal(signIns(), 4);
});

test('signing in goes on when nobody waits any more, so that a slow Keystone is not asked in vain for ever', async () => {
  await using cloud = await ReplayedCloud.start();
  const provider = cloud.provider();
  const late = Promise.withResolvers<void>();
  const waiting = new AbortController();
  cloud.replay.goWrong({after: late.promise}, {where: /tokens$/, times: 1});
  const given = provider.summary(whoever('acme'), waiting.signal);
  while (cloud.replay.asked.length === 0) {
    await new Promise((resume) => setImmediate(resume));
  }
  waiting.abort();
  await assert.rejects(given, {code: 'timeout'});
  late.resolve();
  while (cloud.tokens.size === 0 || cloud.replay.waiting > 0) {
    await new Promise((resume) => setImmediate(resume));
  }
  await provider.summary(whoever('acme'), signal);
  assert.equal(cloud.replay.paths.filter((path) => path.endsWith('/auth/tokens')).length, 1);
});

test('what several ask for at the same time is asked once, with one token', async () => {
  await using cloud = await ReplayedCloud.start();
  const provider = cloud.provider();
  await Promise.all(Array.from({length: 10}, () => provider.summary(whoever('globex'), signal)));
  const asked = cloud.replay.asked.map(({url}) => url.pathname);
  assert.deepEqual(asked.filter((path) => !path.endsWith('limits')).toSorted(), [
    '/15000/v3/auth/tokens',
    '/16385/v1/nodes',
    '/18774/v2.1/servers/detail',
  ]);
});

test('where one of both services fails, its failure stands in its place; a service that hangs does not take the other along', async () => {
  await using cloud = await ReplayedCloud.start();
  const provider = cloud.provider();
  cloud.replay.goWrong({status: 429, headers: {'Retry-After': '7'}, body: {overLimit: {code: 429}}}, {where: /servers/});
  const said = await provider.summary(whoever('acme'), signal);
  const failure = said.failures?.virtualMachine;
  assert.ok(failure instanceof SourceError);
  assert.deepEqual([failure.code, failure.retryAfterMs, said.virtualMachine, said.bareMetal?.total], ['rate-limited', 7000, undefined, 4]);
  await assert.rejects(provider.list(whoever('acme'), signal), {code: 'rate-limited'});
  cloud.replay.goWrong('hangs', {where: /nodes/});
  const other = await provider.summary(whoever('acme'), signal);
  assert.ok(other.failures?.bareMetal instanceof SourceError);
  assert.deepEqual([other.failures.bareMetal.code, other.virtualMachine?.total], ['timeout', 3]);
});

test('a section that the cloud has no service for is left out, and a cloud with neither is a bad answer', async () => {
  await using cloud = await ReplayedCloud.start();
  cloud.services = ['baremetal'];
  assert.deepEqual(Object.keys(await cloud.provider().summary(whoever('acme'), signal)), ['bareMetal']);
  cloud.services = [];
  await assert.rejects(cloud.provider().summary(whoever('acme'), signal), {code: 'bad-response'});
});

test('who sees but some machines is told of these, and nothing of what the project may use', async () => {
  await using cloud = await ReplayedCloud.start();
  const [machine] = cloud.servers;
  const {virtualMachine, bareMetal} = await seenBy(cloud, 'acme', [{type: 'virtualMachine', id: `cloud/${machine?.id}`}]);
  assert.deepEqual([virtualMachine.total, virtualMachine.capacity.cpuCores, bareMetal.total], [1, {total: null, inUse: null}, 0]);
  const foreign = await seenBy(cloud, 'globex', [{type: 'virtualMachine', id: `cloud/${machine?.id}`}]);
  assert.equal(foreign.virtualMachine.total, 0);
});

test('the catalog has the tenant’s machines and nodes; a tenant that is not named has nothing', async () => {
  await using cloud = await ReplayedCloud.start();
  const provider = cloud.provider();
  assert.deepEqual(await provider.list(whoever('globex'), signal), [
    {type: 'bareMetalServer', id: 'cloud/f1a72650-0d17-437d-864e-fce36b21d402', label: 'bm-h200-1'},
  ]);
  assert.equal((await provider.list(whoever('acme'), signal)).length, 7);
  assert.deepEqual([await provider.list(whoever('initech'), signal), await provider.summary(whoever('initech'), signal)], [[], {}]);
  assert.deepEqual(await provider.ownedBy(), []);
});

test('it signs in by an application credential, or by a password', async () => {
  await using cloud = await ReplayedCloud.start();
  const signedIn = async (options: Readonly<Record<string, string>>): Promise<unknown> => {
    await cloud.provider({options: {allProjects: false, ...options}}).summary(whoever('acme'), signal);
    return cloud.replay.asked.findLast(({url}) => url.pathname.endsWith('/auth/tokens'))?.body;
  };
  assert.deepEqual(await signedIn({applicationCredentialId: 'app'}), {
    auth: {identity: {methods: ['application_credential'], application_credential: {id: 'app', secret: 'a-secret-password'}}},
  });
  assert.deepEqual(await signedIn({user: 'ada', project: 'lab', userDomain: 'people'}), {
    auth: {
      identity: {methods: ['password'], password: {user: {name: 'ada', domain: {name: 'people'}, password: 'a-secret-password'}}},
      scope: {project: {name: 'lab', domain: {name: 'Default'}}},
    },
  });
});

test('a configuration that cannot be used is refused by the name of its member', async () => {
  await using cloud = await ReplayedCloud.start();
  const refuses = (config: Parameters<ReplayedCloud['provider']>[0], member: string): void =>
    assert.throws(
      () => cloud.provider(config),
      (error) => error instanceof Error && error.message.startsWith(`providers.cloud.${member} `),
    );
  refuses({url: 'cloud'}, 'url');
  refuses({tenants: {acme: {projects: []}}}, 'tenants.acme.projects');
  refuses({options: {user: '' as string}}, 'options.user');
  refuses({options: {allProjects: 'yes'}}, 'options.allProjects');
});
