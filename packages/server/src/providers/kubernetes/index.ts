import type {ProviderMaker} from '../provider-config.ts';
import {readSecret, readShares, readUrl} from '../reading-config.ts';
import {isNamespace, KubernetesProvider} from './kubernetes-provider.ts';

/**
 * Makes the provider of a Kubernetes cluster. The secret is a bearer token; without one, the `fetch` that it is given has to say who asks, by
 * a certificate.
 */
export const kubernetes: ProviderMaker = (config, means) => {
  const namespaces = readShares(config, 'namespaces');
  for (const [slug, owned] of namespaces) {
    const strange = owned.names.find((name) => !isNamespace(name));
    if (strange !== undefined) {
      throw new Error(`providers.${config.name}.tenants.${slug}.namespaces names what cannot be a namespace: ${strange}`);
    }
  }
  const {fetch, logger} = means;
  return new KubernetesProvider({name: config.name, url: readUrl(config), token: readSecret(config, means), namespaces}, {fetch, logger});
};
