import {readFileSync} from 'node:fs';
import {createSecureContext} from 'node:tls';
import type {Logger} from '../dependencies.ts';
import {hostProvider} from '../providers/host/index.ts';
import {kubernetes} from '../providers/kubernetes/index.ts';
import {openstack} from '../providers/openstack/index.ts';
import type {ProviderMaker} from '../providers/provider-config.ts';
import {redfish} from '../providers/redfish/index.ts';
import {simulationProvider} from '../providers/simulation/index.ts';
import {slurm} from '../providers/slurm/index.ts';
import type {ResourceProvider} from '../resources/provider.ts';
import type {ConfiguredProvider, TenantryConfig} from './configuration.ts';
import {ConfigurationError} from './environment.ts';
import {tlsFetch} from './tls-fetch.ts';

/** What makes the providers of each type, and whether something is called there. */
const TYPES: Readonly<Record<string, {readonly make: ProviderMaker; readonly isCalled: boolean}>> = {
  slurm: {make: slurm, isCalled: true},
  kubernetes: {make: kubernetes, isCalled: true},
  openstack: {make: openstack, isCalled: true},
  redfish: {make: redfish, isCalled: true},
  host: {make: hostProvider, isCalled: false},
  simulation: {make: simulationProvider, isCalled: false},
};

export interface ProvidersMeans {
  readonly logger: Logger;
  /** @defaultValue those of the process */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** @defaultValue the one of the runtime */
  readonly fetch?: typeof fetch;
  readonly now?: () => Date;
}

/**
 * Makes the providers that a configuration names.
 *
 * @throws {ConfigurationError} Naming the file, and the member or the variable with which one cannot be made.
 */
export const providersOf = ({file, providers}: TenantryConfig, means: ProvidersMeans): readonly ResourceProvider[] =>
  providers.map((config, index) => makeProvider(config, {file, at: `${file}: providers[${index}]`}, means));

const makeProvider = (
  config: ConfiguredProvider,
  {file, at}: {readonly file: string; readonly at: string},
  {logger, variables = process.env, fetch = globalThis.fetch, now = () => new Date()}: ProvidersMeans,
): ResourceProvider => {
  const type = Object.hasOwn(TYPES, config.type) ? TYPES[config.type] : undefined;
  if (!type) {
    throw new ConfigurationError(`${at}.type is "${config.type}"; it must be one of ${Object.keys(TYPES).join(', ')}`);
  }
  if (type.isCalled && config.url === null) {
    throw new ConfigurationError(`${at}.url is needed`);
  }
  const secret = config.tokenEnv === null ? undefined : variables[config.tokenEnv]?.trim() || undefined;
  if (config.tokenEnv !== null && secret === undefined) {
    throw new ConfigurationError(`${at}.tokenEnv names the environment variable ${config.tokenEnv}, which is not set`);
  }
  try {
    return type.make(config, {secret, fetch: config.tls ? fetchBy(config.tls, at) : fetch, now, logger});
  } catch (error) {
    if (error instanceof ConfigurationError) {
      throw error;
    }
    // It names the member.
    throw new ConfigurationError(`${file}: ${(error as Error).message}`);
  }
};

const fetchBy = ({caFile, certificateFile, keyFile}: NonNullable<ConfiguredProvider['tls']>, at: string): typeof fetch => {
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    throw new ConfigurationError(`${at}.tls must name certificateFile and keyFile together`);
  }
  const read = (member: string, file: string | undefined): string | undefined => {
    try {
      return file === undefined ? undefined : readFileSync(file, 'utf8');
    } catch (error) {
      throw new ConfigurationError(`${at}.tls.${member} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  };
  const identity = {ca: read('caFile', caFile), certificate: read('certificateFile', certificateFile), key: read('keyFile', keyFile)};
  try {
    createSecureContext({ca: identity.ca, cert: identity.certificate, key: identity.key});
  } catch (error) {
    throw new ConfigurationError(`${at}.tls cannot be used (${(error as NodeJS.ErrnoException).code})`);
  }
  return tlsFetch(identity);
};
