import type {Logger, ResourceProvider} from '@tenantry/server';
import {type ProviderConfig, providersOf, readConfiguration, type TenantryConfig} from '@tenantry/server/node';
import type {Options} from './options.ts';
import {BELONGINGS} from './workspace/belongings.ts';

export interface SystemsMeans {
  /** The slug of the portal's tenant. */
  readonly tenant: string;
  /** The username of its administrator. */
  readonly administrator: string;
  readonly logger: Logger;
}

/** What the dashboard shows: the systems that a configuration names, else this machine and a cluster that is simulated. */
export const openSystems = async (
  {config, simulation}: Pick<Options, 'config' | 'simulation'>,
  {tenant, administrator, logger}: SystemsMeans,
): Promise<readonly ResourceProvider[]> => {
  const configured = await readConfiguration(config);
  return providersOf(configured ?? builtIn(tenant, administrator, simulation), {logger});
};

const builtIn = (tenant: string, administrator: string, simulation: boolean): TenantryConfig => {
  const common = {url: null, tokenEnv: null, tenants: {[tenant]: {}}};
  const owners = [administrator, ...Object.keys(BELONGINGS)].join();
  const host: ProviderConfig = {...common, type: 'host', name: 'this-machine', options: {}};
  const cluster: ProviderConfig = {...common, type: 'simulation', name: 'simulation', options: {owners}};
  return {file: 'the portal', providers: simulation ? [host, cluster] : [host]};
};
