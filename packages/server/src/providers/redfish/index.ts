import type {ProviderMaker} from '../provider-config.ts';
import {readOption, readSecret, readShares, readUrl} from '../reading-config.ts';
import {RedfishProvider} from './redfish-provider.ts';

/**
 * Makes the provider of servers behind a Redfish service. With `options.user` the secret is that user's password, without it the token of a
 * session.
 */
export const redfish: ProviderMaker = (config, means) => {
  const secret = readSecret(config, means);
  const user = readOption(config, 'user');
  if (user !== undefined && (secret === undefined || user.includes(':'))) {
    throw new Error(`providers.${config.name}.options.user has to be a name without a colon, with its password in tokenEnv`);
  }
  const {fetch, logger} = means;
  return new RedfishProvider(
    {name: config.name, url: readUrl(config), headers: headersOf(user, secret), hosts: readShares(config, 'hosts')},
    {fetch, logger},
  );
};

const headersOf = (user: string | undefined, secret: string | undefined): Readonly<Record<string, string>> => {
  if (secret === undefined) {
    return {};
  }
  if (user === undefined) {
    return {'X-Auth-Token': secret};
  }
  const bytes = new TextEncoder().encode(`${user}:${secret}`);
  return {Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}`};
};
