// The provider against real OpenStack services, which `npm run infra -- openstack` starts.
import assert from 'node:assert/strict';
import {before, suite, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import type {Credential} from '../../../packages/server/src/providers/openstack/keystone.ts';
import {OpenStackProvider} from '../../../packages/server/src/providers/openstack/openstack-provider.ts';
import {Owned} from '../../../packages/server/src/providers/reading-config.ts';
import type {Overview} from '../../../packages/server/src/resources/provider.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a service answers is what a test is about
type Answer = any;

const access: {readonly url: string; readonly user: string; readonly password: string; readonly project: string} = JSON.parse(
  process.env.TENANTRY_OPENSTACK ?? '{}',
);
const IMAGE = '11111111-1111-4111-8111-111111111111';
const logged: unknown[] = [];

let token = '';
let admin: Answer;
let lessee = '';

const urlOf = (service: string): string => {
  const {endpoints} = admin.catalog.find(({type}: Answer) => type === service);
  return endpoints.find((endpoint: Answer) => endpoint.interface === 'public').url;
};

const ask = async (url: string, {method = 'GET', body}: {readonly method?: string; readonly body?: unknown} = {}): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: {
      'X-Auth-Token': token,
      'Content-Type': 'application/json',
      'OpenStack-API-Version': 'compute 2.93',
      'X-OpenStack-Ironic-API-Version': '1.82',
    },
    ...(body !== undefined && {body: JSON.stringify(body)}),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${url}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
};

const signIn = async (): Promise<void> => {
  const domain = {id: 'default'};
  const identity = {methods: ['password'], password: {user: {name: access.user, domain, password: access.password}}};
  const response = await fetch(`${access.url}/auth/tokens`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({auth: {identity, scope: {project: {name: access.project, domain}}}}),
  });
  token = response.headers.get('x-subject-token') ?? '';
  admin = ((await response.json()) as Answer).token;
};

const makeNode = async (name: string, gpus: number): Promise<void> => {
  const properties = {cpus: 64, memory_mb: 524_288, local_gb: 100, cpu_arch: 'x86_64', capabilities: `gpu_count:${gpus}`};
  const instance = {image_source: 'http://127.0.0.1/none.img', image_checksum: '0', image_disk_format: 'raw', root_gb: 10};
  await ask(`${urlOf('baremetal')}/v1/nodes`, {
    method: 'POST',
    body: {name, driver: 'fake-hardware', resource_class: 'bm.lab', properties, instance_info: instance, owner: admin.project.id},
  });
};

const provision = async (name: string, target: string): Promise<void> => {
  await ask(`${urlOf('baremetal')}/v1/nodes/${name}/states/provision`, {method: 'PUT', body: {target}});
  for (;;) {
    const states = await ask(`${urlOf('baremetal')}/v1/nodes/${name}/states`);
    if (states.target_provision_state === null) {
      return;
    }
    await pause(200);
  }
};

/** All pages of a list, as the services link them. */
const all = async (url: string, member: string): Promise<Answer[]> => {
  const answer = await ask(url);
  const next = answer.next ?? answer[`${member}_links`]?.find(({rel}: Answer) => rel === 'next')?.href;
  return [...answer[member], ...(next ? await all(next, member) : [])];
};

/** Figures are what it is about here, not time. */
const providerFor = (credential: Credential, {asksForAll = false} = {}): OpenStackProvider =>
  new OpenStackProvider(
    {
      name: 'cloud',
      url: new URL(`${access.url}/`),
      credential,
      region: 'RegionOne',
      interface: 'public',
      projects: new Map([
        ['acme', new Owned([admin.project.id])],
        ['globex', new Owned([lessee])],
        ['owner', new Owned(['*'])],
      ]),
      asksForAll,
      limitMs: 60_000,
    },
    {
      fetch,
      now: () => new Date(),
      logger: {info: (...entry) => logged.push(entry), error: (...entry) => logged.push(entry)},
    },
  );

const password = (secret: string): Credential => ({
  user: access.user,
  userDomain: 'Default',
  project: access.project,
  projectDomain: 'Default',
  secret,
});

const asAdmin = (): OpenStackProvider => providerFor(password(access.password), {asksForAll: true});

const seenBy = async (slug: string, provider = asAdmin()): Promise<Required<Pick<Overview, 'virtualMachine' | 'bareMetal'>>> => {
  const {virtualMachine, bareMetal} = await provider.summary({tenant: {id: 'ten_1', slug}, visible: 'all'}, new AbortController().signal);
  assert.ok(virtualMachine && bareMetal);
  return {virtualMachine, bareMetal};
};

suite('real OpenStack services', () => {
  before(async () => {
    await signIn();
    const made = await ask(`${access.url}/projects`, {method: 'POST', body: {project: {name: 'globex', domain_id: 'default'}}});
    lessee = made.project.id;
    const nova = urlOf('compute');
    for (const [id, vcpus, ram] of [
      ['small', 1, 2048],
      ['large', 4, 8192],
      ['huge', 8, 65_536],
    ]) {
      await ask(`${nova}/flavors`, {method: 'POST', body: {flavor: {id, name: id, vcpus, ram, disk: 10}}});
    }
    for (const [name, flavorRef] of [
      ['web-1', 'small'],
      ['web-2', 'small'],
      ['db-1', 'large'],
      ['stopped', 'small'],
    ]) {
      await ask(`${nova}/servers`, {method: 'POST', body: {server: {name, flavorRef, imageRef: IMAGE, networks: 'none'}}});
    }
    let servers: Answer[] = [];
    do {
      await pause(500);
      servers = await all(`${nova}/servers/detail`, 'servers');
    } while (servers.some(({status}) => status === 'BUILD'));
    const {id} = servers.find(({name}) => name === 'stopped');
    await ask(`${nova}/servers/${id}/action`, {method: 'POST', body: {'os-stop': null}});
    while ((await ask(`${nova}/servers/${id}`)).server.status !== 'SHUTOFF') {
      await pause(500);
    }
    for (const [name, gpus] of [
      ['bm-gpu-1', 8],
      ['bm-gpu-2', 8],
      ['bm-cpu-1', 0],
      ['bm-new', 0],
      ['bm-leased', 4],
    ] as const) {
      await makeNode(name, gpus);
    }
    for (const name of ['bm-gpu-1', 'bm-gpu-2', 'bm-cpu-1', 'bm-leased']) {
      await provision(name, 'manage');
      await provision(name, 'provide');
    }
    await provision('bm-gpu-1', 'active');
    const ironic = `${urlOf('baremetal')}/v1/nodes`;
    await ask(`${ironic}/bm-gpu-1/traits`, {method: 'PUT', body: {traits: ['CUSTOM_GPU_H200']}});
    await ask(`${ironic}/bm-cpu-1/maintenance`, {method: 'PUT', body: {reason: 'DIMM'}});
    await ask(`${ironic}/bm-leased`, {method: 'PATCH', body: [{op: 'add', path: '/lessee', value: lessee}]});
  });

  test('machines, and what their project may use, are those that Nova tells of', async () => {
    const servers = await all(`${urlOf('compute')}/servers/detail`, 'servers');
    const {limits} = await ask(`${urlOf('compute')}/limits`);
    const {virtualMachine} = await seenBy('acme');
    assert.equal(servers.length, 4);
    assert.deepEqual(
      [virtualMachine.total, virtualMachine.byState.active, virtualMachine.byState.stopped],
      [4, servers.filter(({status}) => status === 'ACTIVE').length, 1],
    );
    assert.deepEqual(virtualMachine.capacity.cpuCores, {total: limits.absolute.maxTotalCores, inUse: limits.absolute.totalCoresUsed});
    assert.equal(virtualMachine.capacity.memoryGiB.inUse, limits.absolute.totalRAMUsed / 1024);
  });

  test('what a whole cloud has is what Placement tells of', async () => {
    const placement = urlOf('placement');
    const {resource_providers: hosts} = await ask(`${placement}/resource_providers`);
    let cores = 0;
    let coresInUse = 0;
    for (const {uuid} of hosts) {
      const {inventories} = await ask(`${placement}/resource_providers/${uuid}/inventories`);
      const {usages} = await ask(`${placement}/resource_providers/${uuid}/usages`);
      cores += (inventories.VCPU.total - inventories.VCPU.reserved) * inventories.VCPU.allocation_ratio;
      coresInUse += usages.VCPU;
    }
    const {virtualMachine} = await seenBy('owner');
    assert.equal(hosts.length, 3);
    assert.deepEqual(virtualMachine.capacity.cpuCores, {total: cores, inUse: coresInUse});
  });

  test('bare metal is what Ironic tells of', async () => {
    const nodes = await all(`${urlOf('baremetal')}/v1/nodes/detail`, 'nodes');
    const {bareMetal} = await seenBy('owner');
    assert.equal(bareMetal.total, nodes.length);
    assert.deepEqual(bareMetal.byState, {
      available: 2,
      onboarding: 1,
      provisioning: 0,
      active: 1,
      releasing: 0,
      maintenance: 1,
      failed: 0,
      unknown: 0,
    });
    assert.deepEqual(bareMetal.capacity.gpus, {
      total: 20,
      inUse: 8,
      byModel: [
        {model: 'H200', total: 8, inUse: 8, mig: []},
        {model: 'bm.lab', total: 12, inUse: 0, mig: []},
      ],
    });
  });

  test('G6: the lessee of a node sees it, and nothing of anybody else; its owner does not count it', async () => {
    const {virtualMachine, bareMetal} = await seenBy('globex');
    const {bareMetal: others} = await seenBy('acme');
    assert.deepEqual([virtualMachine.total, bareMetal.total, others.total], [0, 1, 4]);
  });

  test('an application credential with the least rights of the guide tells the same', async () => {
    const rules = [
      {service: 'compute', method: 'GET', path: '/v2.1/servers/detail'},
      {service: 'compute', method: 'GET', path: '/v2.1/limits'},
      {service: 'baremetal', method: 'GET', path: '/v1/nodes'},
    ];
    const {application_credential: made} = await ask(`${access.url}/users/${admin.user.id}/application_credentials`, {
      method: 'POST',
      body: {application_credential: {name: 'dashboard', roles: [{name: 'reader'}], access_rules: rules}},
    });
    const reader = providerFor({applicationCredential: made.id, secret: made.secret});
    assert.deepEqual(await seenBy('acme', reader), await seenBy('acme'));
  });

  test('a wrong password is unauthorized, and nobody is told it', async () => {
    const wrong = providerFor(password('a-wrong-password'));
    await assert.rejects(seenBy('acme', wrong), (error) => {
      assert.ok(error instanceof Error && 'code' in error && error.code === 'unauthorized');
      assert.doesNotMatch(`${error.stack} ${JSON.stringify(logged)}`, /a-wrong-password/);
      return true;
    });
  });
});
