// A throw-away OpenStack: Keystone, Ironic, Nova and Placement, found or installed, started in the temporary folder, deleted at the end.
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {aptInstall, canInstall} from './debian.mjs';
import {reportLine} from './report.mjs';
import {Unavailable} from './unavailable.mjs';

const packages = [
  'mariadb-server',
  'python3-pymysql',
  'keystone',
  'ironic-api',
  'ironic-conductor',
  'nova-api',
  'nova-conductor',
  'nova-scheduler',
  'placement-api',
];
const programs = ['mariadbd', 'keystone-manage', 'uwsgi_python3', 'ironic', 'nova-manage', 'placement-manage'];
const places = ['/usr/sbin', '/usr/bin'];
const databases = ['keystone', 'ironic', 'placement', 'nova_api', 'nova', 'nova_cell0'];
const patience = 300_000; // ms
const password = 'Adm1nPass';
const servicePassword = 'Svc1Pass';
const here = join(import.meta.dirname, '../tests/infra/openstack');

const find = (program) => places.map((place) => join(place, program)).find((path) => existsSync(path));
const isThere = () => programs.every((program) => find(program));

function findOpenstack() {
  if (process.getuid?.() !== 0) {
    throw new Unavailable('An OpenStack of our own starts its database as another user', 'run this as root');
  }
  if (!isThere() && !(canInstall() && aptInstall(...packages) && isThere())) {
    throw new Unavailable('No OpenStack found', `install ${packages.join(', ')}`);
  }
}

async function freePorts(names) {
  const servers = names.map((name) => [name, createServer().listen(0, '127.0.0.1')]);
  await Promise.all(servers.map(([, server]) => once(server, 'listening')));
  const ports = Object.fromEntries(servers.map(([name, server]) => [name, server.address().port]));
  await Promise.all(
    servers.map(([, server]) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return ports;
}

const ini = (sections) =>
  Object.entries(sections)
    .map(
      ([name, settings]) =>
        `[${name}]\n${Object.entries(settings)
          .map(([key, value]) => `${key}=${value}\n`)
          .join('')}`,
    )
    .join('');

/** The cloud in one folder: its settings, its daemons, its ports. */
class Openstack {
  constructor(folder, ports) {
    this.folder = folder;
    this.ports = ports;
    this.daemons = [];
    this.started = performance.now();
  }

  at(...parts) {
    return join(this.folder, ...parts);
  }

  url(name, path = '') {
    return `http://127.0.0.1:${this.ports[name]}${path}`;
  }

  write(name, sections) {
    writeFileSync(this.at(name), ini(sections));
    return this.at(name);
  }

  database(name) {
    return `mysql+pymysql://os:os@127.0.0.1:${this.ports.database}/${name}`;
  }

  /** How a service asks Keystone whether a token holds, which may be good for some calls of one type of service only. */
  gate(username, type) {
    return {...this.account(username), service_type: type};
  }

  /** How a service signs in at Keystone. */
  account(username) {
    return {
      auth_url: this.url('keystone', '/v3'),
      www_authenticate_uri: this.url('keystone'),
      auth_type: 'password',
      username,
      password: servicePassword,
      project_name: 'service',
      user_domain_id: 'default',
      project_domain_id: 'default',
      region_name: 'RegionOne',
    };
  }

  /** Starts a daemon at the head of a group of its own; what it says goes to a file. */
  launch(name, program, args, env = {}) {
    const log = openSync(this.at(`${name}.out`), 'a');
    const child = spawn(find(program) ?? program, args, {
      env: {...process.env, ...env},
      cwd: this.folder,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.daemons.push(child);
    return child;
  }

  launchWsgi(name, file, env) {
    const address = `127.0.0.1:${this.ports[name]}`;
    const settings = ['--master', '--processes', '1', '--threads', '4', '--buffer-size', '65535', '--die-on-term', '--need-app'];
    this.launch(name, 'uwsgi_python3', ['--http-socket', address, '--wsgi-file', file, ...settings], env);
  }

  run(program, ...args) {
    const {status, stderr} = spawnSync(find(program), args, {encoding: 'utf8', cwd: this.folder});
    if (status !== 0) {
      throw new Error(`${program} ${args.join(' ')}: ${stderr.slice(-2000)}`);
    }
  }

  async until(what, isSo) {
    const deadline = performance.now() + patience;
    while (!(await isSo())) {
      if (performance.now() > deadline) {
        throw new Error(`OpenStack: ${what} took more than ${patience / 1000} s`);
      }
      await pause(200);
    }
    this.tell(what);
  }

  tell(what) {
    reportLine(`${what} (${Math.round((performance.now() - this.started) / 1000)} s)`);
  }

  async answers(url, headers = {}) {
    try {
      const response = await fetch(url, {headers, signal: AbortSignal.timeout(9000)});
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  /** Asks Keystone as its administrator. */
  async keystone(method, path, body, token = this.token) {
    const response = await fetch(this.url('keystone', `/v3/${path}`), {
      method,
      headers: {'Content-Type': 'application/json', ...(token && {'X-Auth-Token': token})},
      ...(body && {body: JSON.stringify(body)}),
    });
    if (!response.ok) {
      throw new Error(`Keystone: ${method} ${path}: ${response.status} ${await response.text()}`);
    }
    this.token ??= response.headers.get('x-subject-token') ?? undefined;
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  /** SQLite would be locked as soon as two ask at a time. */
  async startDatabase() {
    const data = this.at('mysql');
    const socket = this.at('mysql', 'socket');
    mkdirSync(data);
    const id = (flag) => Number(spawnSync('id', [flag, 'mysql'], {encoding: 'utf8'}).stdout);
    chownSync(data, id('-u'), id('-g'));
    this.run(
      'mariadb-install-db',
      '--no-defaults',
      '--user=mysql',
      `--datadir=${data}/data`,
      '--auth-root-authentication-method=socket',
      '--skip-test-db',
    );
    this.launch('database', 'mariadbd', [
      '--no-defaults',
      '--user=mysql',
      `--datadir=${data}/data`,
      `--socket=${socket}`,
      `--pid-file=${data}/pid`,
      '--bind-address=127.0.0.1',
      `--port=${this.ports.database}`,
      '--innodb-flush-log-at-trx-commit=0',
      '--innodb-doublewrite=0',
      '--performance-schema=OFF',
      '--max-connections=200',
    ]);
    const ask = (statement) => spawnSync(find('mariadb'), ['--no-defaults', '-S', socket, '-e', statement]).status === 0;
    await this.until('MariaDB answers', () => ask('select 1'));
    for (const name of databases) {
      ask(`create database ${name} character set utf8; grant all on ${name}.* to os@'127.0.0.1' identified by 'os'`);
    }
  }

  async startKeystone() {
    mkdirSync(this.at('fernet'), {mode: 0o700});
    mkdirSync(this.at('credential'), {mode: 0o700});
    const file = this.write('keystone.conf', {
      DEFAULT: {log_file: this.at('keystone.log'), public_endpoint: this.url('keystone', '/')},
      database: {connection: this.database('keystone')},
      token: {provider: 'fernet'},
      fernet_tokens: {key_repository: this.at('fernet')},
      fernet_receipts: {key_repository: this.at('fernet')},
      credential: {key_repository: this.at('credential')},
    });
    const manage = (...args) => this.run('keystone-manage', '--config-file', file, ...args);
    manage('db_sync');
    const root = ['--keystone-user', 'root', '--keystone-group', 'root'];
    manage('fernet_setup', ...root);
    manage('credential_setup', ...root);
    const addresses = ['admin', 'internal', 'public'].flatMap((face) => [`--bootstrap-${face}-url`, this.url('keystone', '/v3')]);
    manage('bootstrap', '--bootstrap-password', password, ...addresses, '--bootstrap-region-id', 'RegionOne');
    this.launchWsgi('keystone', '/usr/bin/keystone-wsgi-public', {OS_KEYSTONE_CONFIG_FILES: file});
    await this.until('Keystone answers', async () => (await this.answers(this.url('keystone', '/v3'))) === 200);
    const domain = {id: 'default'};
    const identity = {methods: ['password'], password: {user: {name: 'admin', domain, password}}};
    await this.keystone('POST', 'auth/tokens', {auth: {identity, scope: {project: {name: 'admin', domain}}}});
  }

  async fillCatalog() {
    const {project} = await this.keystone('POST', 'projects', {project: {name: 'service', domain_id: 'default'}});
    const {roles} = await this.keystone('GET', 'roles?name=admin');
    for (const name of ['ironic', 'nova', 'placement']) {
      const {user} = await this.keystone('POST', 'users', {user: {name, password: servicePassword, domain_id: 'default'}});
      await this.keystone('PUT', `projects/${project.id}/users/${user.id}/roles/${roles[0].id}`);
    }
    for (const [type, url] of [
      ['baremetal', this.url('ironic')],
      ['compute', this.url('nova', '/v2.1')],
      ['placement', this.url('placement')],
    ]) {
      const {service} = await this.keystone('POST', 'services', {service: {type, name: type}});
      for (const face of ['public', 'internal', 'admin']) {
        const endpoint = {service_id: service.id, interface: face, url, region_id: 'RegionOne'};
        await this.keystone('POST', 'endpoints', {endpoint});
      }
    }
  }

  /** Pages are short, so that lists have several. */
  async startIronic() {
    const faces = ['bios', 'boot', 'console', 'deploy', 'inspect', 'management', 'power', 'raid', 'rescue', 'vendor'];
    const file = this.write('ironic.conf', {
      DEFAULT: {
        log_file: this.at('ironic.log'),
        auth_strategy: 'keystone',
        rpc_transport: 'json-rpc',
        state_path: this.folder,
        host: 'ironic-1',
        my_ip: '127.0.0.1',
        enabled_hardware_types: 'fake-hardware',
        ...Object.fromEntries(faces.map((face) => [`enabled_${face}_interfaces`, 'fake'])),
        enabled_network_interfaces: 'noop',
        enabled_storage_interfaces: 'noop',
        default_network_interface: 'noop',
      },
      api: {host_ip: '127.0.0.1', port: this.ports.ironic, api_workers: 1, max_limit: 2},
      json_rpc: {auth_strategy: 'noauth', host_ip: '127.0.0.1', port: this.ports.rpc},
      database: {connection: this.database('ironic')},
      dhcp: {dhcp_provider: 'none'},
      conductor: {automated_clean: false, send_sensor_data: false, workers_pool_size: 8},
      oslo_messaging_notifications: {driver: 'noop'},
      keystone_authtoken: this.gate('ironic', 'baremetal'),
      service_catalog: {auth_type: 'none', endpoint_override: this.url('ironic')},
    });
    this.run('ironic-dbsync', '--config-file', file, 'create_schema');
    this.launch('ironic', 'ironic', ['--config-file', file]);
    const token = {'X-Auth-Token': this.token};
    await this.until('Ironic answers', async () => (await this.answers(this.url('ironic', '/v1/nodes'), token)) === 200);
  }

  async startPlacement() {
    mkdirSync(this.at('placement'));
    const file = this.write('placement/placement.conf', {
      DEFAULT: {log_file: this.at('placement.log')},
      api: {auth_strategy: 'keystone'},
      placement_database: {connection: this.database('placement')},
      keystone_authtoken: this.gate('placement', 'placement'),
    });
    this.run('placement-manage', '--config-file', file, 'db', 'sync');
    this.launchWsgi('placement', '/usr/bin/placement-api', {OS_PLACEMENT_CONFIG_DIR: this.at('placement')});
    await this.until('Placement answers', async () => (await this.answers(this.url('placement', '/'))) === 200);
  }

  async startNova() {
    mkdirSync(this.at('instances'));
    const file = this.write('nova.conf', {
      DEFAULT: {
        log_file: this.at('nova.log'),
        state_path: this.folder,
        my_ip: '127.0.0.1',
        transport_url: 'fake://',
        compute_driver: 'fake.MediumFakeDriver',
        osapi_compute_listen: '127.0.0.1',
        osapi_compute_listen_port: this.ports.nova,
        osapi_compute_workers: 1,
        vif_plugging_is_fatal: false,
        vif_plugging_timeout: 0,
        use_rootwrap_daemon: false,
        instances_path: this.at('instances'),
      },
      api: {auth_strategy: 'keystone', max_limit: 2},
      wsgi: {api_paste_config: '/etc/nova/api-paste.ini'},
      database: {connection: this.database('nova')},
      api_database: {connection: this.database('nova_api')},
      conductor: {workers: 1},
      scheduler: {workers: 1},
      oslo_concurrency: {lock_path: this.folder},
      oslo_messaging_notifications: {driver: 'noop'},
      glance: {api_servers: this.url('glance')},
      cinder: {catalog_info: 'volumev3::publicURL'},
      vnc: {enabled: false},
      placement: {...this.account('placement'), endpoint_override: this.url('placement')},
      keystone: {...this.account('nova'), endpoint_override: this.url('keystone', '/v3')},
      neutron: {...this.account('nova'), endpoint_override: this.url('neutron')},
      service_user: {send_service_user_token: false, ...this.account('nova')},
      keystone_authtoken: this.gate('nova', 'compute'),
    });
    const manage = (...args) => this.run('nova-manage', '--config-file', file, ...args);
    manage('api_db', 'sync');
    manage('cell_v2', 'map_cell0', '--database_connection', this.database('nova_cell0'));
    manage('cell_v2', 'create_cell', '--name', 'cell1');
    manage('db', 'sync');
    this.tell('Nova has its tables');
    this.launch('neighbours', '/usr/bin/python3', [join(here, 'neighbours.py'), `${this.ports.glance}`, `${this.ports.neutron}`]);
    this.launch('nova', '/usr/bin/python3', [join(here, 'nova_all.py'), 'hv-1,hv-2,hv-3', '--config-file', file]);
    // Its first answer to somebody who is known may be a 503.
    const token = {'X-Auth-Token': this.token};
    await this.until('Nova answers', async () => (await this.answers(this.url('nova', '/v2.1/flavors'), token)) === 200);
  }

  kill() {
    for (const child of this.daemons) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    }
  }
}

/**
 * Starts a cloud of its own on free ports.
 * @returns {Promise<{access: {url: string, user: string, password: string, project: string}, stop: () => Promise<void>}>}
 * @throws {Unavailable} When the machine has no OpenStack and none can be installed.
 */
export async function startOpenstack() {
  findOpenstack();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-openstack-'));
  chmodSync(folder, 0o755);
  const names = ['database', 'keystone', 'ironic', 'rpc', 'placement', 'nova', 'glance', 'neutron'];
  const cloud = new Openstack(folder, await freePorts(names));
  const emergency = () => cloud.kill();
  process.once('exit', emergency);
  const stop = async () => {
    process.off('exit', emergency);
    const ended = cloud.daemons.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => once(child, 'exit'));
    cloud.kill();
    await Promise.all(ended);
    rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  };
  try {
    await cloud.startDatabase();
    await cloud.startKeystone();
    await cloud.fillCatalog();
    await cloud.startIronic();
    await cloud.startPlacement();
    await cloud.startNova();
    return {access: {url: cloud.url('keystone', '/v3'), user: 'admin', password, project: 'admin'}, stop};
  } catch (error) {
    const logs = ['keystone', 'ironic', 'placement', 'nova'].map((name) => cloud.at(`${name}.out`)).filter((file) => existsSync(file));
    const told = logs.map((file) => `${file}\n${readFileSync(file, 'utf8').slice(-1500)}`).join('\n');
    await stop();
    throw new Error(`${error.message}\n${told}`, {cause: error});
  }
}
