import type {ResourceRef} from '@tenantry/sdk/contract';
import type {AskingTenant, Overview, ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import type {Fetch} from '../ask.ts';
import {eachOf} from '../each-of.ts';
import {readText} from '../fields.ts';
import {Notes} from '../notes.ts';
import type {ProviderMeans} from '../provider-config.ts';
import type {Owned} from '../reading-config.ts';
import {shared} from '../shared.ts';
import {ApiServer} from './api-server.ts';
import {nameOf, type Pod, type Quota, readNode, readPod, readQuota} from './records.ts';
import {summarize} from './summary.ts';

const AT_ONCE = 8;

export interface KubernetesOptions {
  readonly name: string;
  readonly url: URL;
  readonly token: string | undefined;
  /** The namespaces of each tenant, by its slug. */
  readonly namespaces: ReadonlyMap<string, Owned>;
}

interface KubernetesMeans extends Pick<ProviderMeans, 'logger'> {
  readonly fetch: Fetch;
}

type Asked<Thing> = (signal: AbortSignal) => Promise<Thing>;

/**
 * One Kubernetes cluster, by its API server. A tenant's are the pods and quotas of its namespaces, and the nodes on which those pods are; or
 * all there is, where the cluster is the tenant's alone. What several ask for at the same time is asked once.
 */
export class KubernetesProvider implements ResourceProvider {
  readonly name: string;
  readonly sections = ['kubernetes'] as const;
  readonly #namespaces: ReadonlyMap<string, Owned>;
  readonly #api: ApiServer;
  readonly #notes: Notes;
  readonly #nodes;
  readonly #version;
  readonly #allPods;
  readonly #allNamespaces;
  readonly #pods = new Map<string, Asked<readonly Pod[]>>();
  readonly #quotas = new Map<string, Asked<readonly Quota[]>>();

  constructor({name, url, token, namespaces}: KubernetesOptions, {fetch, logger}: KubernetesMeans) {
    const api = new ApiServer({url, fetch, token});
    const notes = new Notes(name, logger);
    this.name = name;
    this.#namespaces = namespaces;
    this.#api = api;
    this.#notes = notes;
    this.#nodes = shared(async (signal) => (await api.list('api/v1/nodes', signal)).map((node) => readNode(node, notes)));
    this.#version = shared(async (signal) => readText((await api.get('version', signal)).gitVersion));
    this.#allPods = shared(async (signal) => (await api.list('api/v1/pods', signal)).map((pod) => readPod(pod, notes)));
    this.#allNamespaces = shared(async (signal) => (await api.list('api/v1/namespaces', signal)).map(nameOf));
  }

  serves({slug}: AskingTenant): boolean {
    return this.#namespaces.has(slug);
  }

  async summary(query: ResourceQuery, signal: AbortSignal): Promise<Overview> {
    const seen = this.#seenBy(query);
    if (seen !== 'all' && seen.length === 0) {
      return {};
    }
    const [version, nodes, pods, quotas] = await Promise.all([
      this.#version(signal),
      this.#nodes(signal),
      seen === 'all' ? this.#allPods(signal) : this.#ofEach(seen, (namespace) => this.#podsIn(namespace)(signal)),
      seen === 'all' ? null : this.#ofEach(seen, (namespace) => this.#quotasIn(namespace)(signal)),
    ]);
    return {kubernetes: summarize({version, nodes, pods, quotas, namespaces: seen === 'all' ? [] : seen})};
  }

  async list(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceRef[]> {
    const seen = this.#seenBy(query);
    const namespaces = seen === 'all' ? await this.#allNamespaces(signal) : seen;
    return [
      ...(this.#isClusterSeen(query) ? [{type: 'kubernetesCluster', id: this.name, label: this.name}] : []),
      ...namespaces.map((name) => ({type: 'kubernetesNamespace', id: `${this.name}/${name}`, label: `${name} (${this.name})`})),
    ];
  }

  /** Kubernetes keeps no users: whose a pod is, it does not say. */
  async ownedBy(): Promise<readonly never[]> {
    return [];
  }

  #isClusterSeen({tenant, visible}: ResourceQuery): boolean {
    return this.serves(tenant) && (visible === 'all' || visible.some(({type, id}) => type === 'kubernetesCluster' && id === this.name));
  }

  /** The namespaces of a tenant, as far as they are visible; `all` where it has, and sees, the whole cluster. */
  #seenBy(query: ResourceQuery): 'all' | readonly string[] {
    const owned = this.#namespaces.get(query.tenant.slug);
    if (!owned) {
      return [];
    }
    if (this.#isClusterSeen(query)) {
      return owned.isAll ? 'all' : owned.names;
    }
    const {visible} = query;
    const prefix = `${this.name}/`;
    const named = (visible === 'all' ? [] : visible)
      .filter(({type, id}) => type === 'kubernetesNamespace' && id.startsWith(prefix))
      .map(({id}) => id.slice(prefix.length));
    return [...new Set(named)].filter((name) => owned.has(name) && isNamespace(name));
  }

  async #ofEach<Thing>(namespaces: readonly string[], ask: (namespace: string) => Promise<readonly Thing[]>): Promise<readonly Thing[]> {
    return (await eachOf(namespaces, AT_ONCE, ask)).flat();
  }

  #podsIn(namespace: string): Asked<readonly Pod[]> {
    return kept(this.#pods, namespace, () => async (signal) => {
      const pods = await this.#api.list(`api/v1/namespaces/${namespace}/pods`, signal);
      return pods.map((pod) => readPod(pod, this.#notes)).filter((pod) => pod.namespace === namespace);
    });
  }

  #quotasIn(namespace: string): Asked<readonly Quota[]> {
    return kept(this.#quotas, namespace, () => async (signal) => {
      const quotas = await this.#api.list(`api/v1/namespaces/${namespace}/resourcequotas`, signal);
      return quotas.map(readQuota).filter((quota) => quota.namespace === namespace);
    });
  }
}

/** Whether Kubernetes could call a namespace so. */
export const isNamespace = (name: string): boolean => /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name);

const kept = <Thing>(all: Map<string, Asked<Thing>>, key: string, work: () => Asked<Thing>): Asked<Thing> => {
  const asked = all.get(key) ?? shared(work());
  all.set(key, asked);
  return asked;
};
