import {readFileSync} from 'node:fs';
import {kubernetes} from '../providers/kubernetes/index.ts';
import type {KubernetesProvider} from '../providers/kubernetes/kubernetes-provider.ts';
import type {ProviderConfig} from '../providers/provider-config.ts';
import {TestClock, TestLogger} from './ports.ts';
import {Replay, type ReplayedAnswer, type ReplayedQuestion} from './replay.ts';

/** What a recording holds, with any members. */
// biome-ignore lint/suspicious/noExplicitAny: what a recording holds is what a test is about
export type Recorded = Record<string, any>;

export const recordedCluster = (name: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../providers/kubernetes/recordings/${name}.json`, import.meta.url), 'utf8'));

/** An API server that says what a real one once said. */
export class ReplayedCluster implements AsyncDisposable {
  readonly replay: Replay;
  readonly logger = new TestLogger();
  token = 'a-secret-token';
  pageSize = 500;
  nodes: Recorded[] = recordedCluster('nodes').items;
  pods: Recorded[] = recordedCluster('pods').items;
  quotas: Recorded[] = recordedCluster('quotas').items;
  readonly namespaces: Recorded[] = recordedCluster('namespaces').items;

  private constructor(replay: Replay) {
    this.replay = replay;
  }

  static async start(): Promise<ReplayedCluster> {
    const holder: {cluster?: ReplayedCluster} = {};
    const replay = await Replay.start((question) => holder.cluster?.answer(question) ?? {status: 503});
    holder.cluster = new ReplayedCluster(replay);
    return holder.cluster;
  }

  provider(config: Partial<ProviderConfig> = {}): KubernetesProvider {
    return kubernetes(
      {
        type: 'kubernetes',
        name: 'k1',
        url: this.replay.origin,
        tokenEnv: 'K1_TOKEN',
        tenants: {acme: {namespaces: ['tenant-a']}, globex: {namespaces: ['tenant-b']}, owner: {namespaces: ['*']}},
        options: {},
        ...config,
      },
      {secret: 'a-secret-token', fetch, now: new TestClock().now, logger: this.logger},
    ) as KubernetesProvider;
  }

  answer({url, headers}: ReplayedQuestion): ReplayedAnswer {
    if (headers.get('authorization') !== `Bearer ${this.token}`) {
      return {status: 401, body: recordedCluster('unauthorized')};
    }
    const [, namespace, name = ''] = /^\/api\/v1\/(?:namespaces\/([^/]+)\/)?(\w+)$/.exec(url.pathname) ?? [];
    const inNamespace = (items: readonly Recorded[]): readonly Recorded[] =>
      items.filter(({metadata}) => namespace === undefined || metadata.namespace === namespace);
    const lists: Readonly<Record<string, readonly Recorded[]>> = {
      nodes: this.nodes,
      pods: inNamespace(this.pods),
      namespaces: this.namespaces,
      resourcequotas: inNamespace(this.quotas),
    };
    const list = lists[name];
    if (url.pathname === '/version') {
      return {body: recordedCluster('version')};
    }
    return list ? {body: this.#page(list, url.searchParams)} : {status: 404, body: {kind: 'Status', reason: 'NotFound', code: 404}};
  }

  #page(items: readonly Recorded[], query: URLSearchParams): Recorded {
    const from = Number(query.get('continue') ?? 0);
    const to = from + Math.min(this.pageSize, Number(query.get('limit') ?? Number.POSITIVE_INFINITY));
    return {kind: 'List', metadata: {...(to < items.length && {continue: `${to}`})}, items: items.slice(from, to)};
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.replay[Symbol.asyncDispose]();
  }
}
