import {readFileSync} from 'node:fs';
import {openstack} from '../providers/openstack/index.ts';
import type {OpenStackProvider} from '../providers/openstack/openstack-provider.ts';
import type {ProviderConfig} from '../providers/provider-config.ts';
import type {Recorded} from './kubernetes.ts';
import {TestClock, TestLogger} from './ports.ts';
import {Replay, type ReplayedAnswer, type ReplayedQuestion} from './replay.ts';

export const recordedCloud = (name: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../providers/openstack/recordings/${name}.json`, import.meta.url), 'utf8'));

/** The project of all that was recorded. */
export const PROJECT = 'ff2e9e7792304c8299536ce08c2b56c6';
const SECRET = 'a-secret-password';

/** Keystone, Nova, Placement and Ironic, which say what real ones once said. Each has a path of its own, after the port that it had. */
export class ReplayedCloud implements AsyncDisposable {
  readonly replay: Replay;
  readonly logger = new TestLogger();
  readonly clock = new TestClock();
  pageSize = 1000;
  servers: Recorded[] = recordedCloud('servers').servers;
  nodes: Recorded[] = recordedCloud('nodes').nodes;
  limits: Recorded = recordedCloud('limits');
  inventories: Recorded = recordedCloud('inventories');
  usages: Recorded = recordedCloud('usages');
  /** The services of the catalog. */
  services = ['compute', 'placement', 'baremetal'];
  tokenMinutes = 60;
  /** The tokens that are good. */
  readonly tokens = new Set<string>();
  #issued = 0;

  private constructor(replay: Replay) {
    this.replay = replay;
  }

  static async start(): Promise<ReplayedCloud> {
    const holder: {cloud?: ReplayedCloud} = {};
    const replay = await Replay.start((question, origin) => holder.cloud?.answer(question, origin) ?? {status: 503});
    holder.cloud = new ReplayedCloud(replay);
    return holder.cloud;
  }

  provider(config: Partial<ProviderConfig> = {}): OpenStackProvider {
    return openstack(
      {
        type: 'openstack',
        name: 'cloud',
        url: `${this.replay.origin}/15000`,
        tokenEnv: 'CLOUD_SECRET',
        tenants: {acme: {projects: [PROJECT]}, globex: {projects: ['tenant-a']}, owner: {projects: ['*']}},
        ...config,
        options: {user: 'admin', project: 'admin', allProjects: true, ...config.options},
      },
      {secret: SECRET, fetch, now: this.clock.now, logger: this.logger},
    ) as OpenStackProvider;
  }

  answer(question: ReplayedQuestion, origin: string): ReplayedAnswer {
    const {url, headers} = question;
    const [, service = '', path = ''] = /^\/(\d+)\/(.*)$/.exec(url.pathname) ?? [];
    if (service === '15000') {
      return path === 'v3/auth/tokens' ? this.#issue(question, origin) : {status: 404};
    }
    if (!this.tokens.has(headers.get('x-auth-token') ?? '')) {
      return {status: 401, body: recordedCloud('unauthorized')};
    }
    const answers: Readonly<Record<string, () => ReplayedAnswer>> = {
      '18774': () => this.#nova(path.replace('v2.1/', ''), url),
      '18778': () => this.#placement(path),
      '16385': () => this.#ironic(path, url),
    };
    return answers[service]?.() ?? {status: 404};
  }

  #issue({body}: ReplayedQuestion, origin: string): ReplayedAnswer {
    if (!JSON.stringify(body).includes(JSON.stringify(SECRET))) {
      return {status: 401, body: recordedCloud('unauthorized')};
    }
    this.#issued += 1;
    const token = `token-${this.#issued}`;
    this.tokens.add(token);
    const text = JSON.stringify(recordedCloud('token')).replaceAll(/http:\/\/127\.0\.0\.1:(\d{5})/g, `${origin}/$1`);
    const answer: Recorded = JSON.parse(text);
    answer.token.expires_at = new Date(this.clock.now().getTime() + this.tokenMinutes * 60_000).toISOString();
    answer.token.catalog = answer.token.catalog.filter(({type}: Recorded) => type === 'identity' || this.services.includes(type));
    return {status: 201, headers: {'X-Subject-Token': token}, body: answer};
  }

  #nova(path: string, url: URL): ReplayedAnswer {
    if (path === 'limits') {
      return {body: this.limits};
    }
    if (path !== 'servers/detail') {
      return {status: 404, body: recordedCloud('nova-not-found')};
    }
    const seen = this.servers.filter(({tenant_id: project}) => url.searchParams.has('all_tenants') || project === PROJECT);
    const {page, marker} = this.#page(seen, 'id', url);
    // What it believes to be its own address is another one.
    const href = `http://nova.internal:8774/v2.1/servers/detail?limit=1&marker=${marker}`;
    return {body: {servers: page, ...(marker !== undefined && {servers_links: [{rel: 'next', href}]})}};
  }

  #ironic(path: string, url: URL): ReplayedAnswer {
    if (path !== 'v1/nodes') {
      return {status: 404, body: recordedCloud('ironic-not-found')};
    }
    const {page, marker} = this.#page(this.nodes, 'uuid', url);
    return {body: {nodes: page, ...(marker !== undefined && {next: `http://ironic.internal:6385/v1/nodes?limit=2&marker=${marker}`})}};
  }

  #placement(path: string): ReplayedAnswer {
    if (path === 'resource_providers') {
      return {body: recordedCloud('resource-providers')};
    }
    return path.endsWith('/inventories') ? {body: this.inventories} : path.endsWith('/usages') ? {body: this.usages} : {status: 404};
  }

  #page(
    items: readonly Recorded[],
    id: string,
    {searchParams: query}: URL,
  ): {readonly page: readonly Recorded[]; readonly marker?: string} {
    const after = query.get('marker');
    const from = after === null ? 0 : items.findIndex((item) => item[id] === after) + 1;
    const to = from + Math.min(this.pageSize, Number(query.get('limit') ?? Number.POSITIVE_INFINITY));
    return {page: items.slice(from, to), ...(to < items.length && {marker: items[to - 1]?.[id]})};
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.replay[Symbol.asyncDispose]();
  }
}
