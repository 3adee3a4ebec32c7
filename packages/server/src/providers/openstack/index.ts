import type {ProviderConfig, ProviderMaker} from '../provider-config.ts';
import {readOption, readSecret, readShares, readSwitch, readUrl} from '../reading-config.ts';
import type {Credential} from './keystone.ts';
import {OpenStackProvider} from './openstack-provider.ts';

/**
 * Makes the provider of an OpenStack cloud; its address is Keystone's. Its `options` are `applicationCredentialId`, the id of one whose secret
 * the variable holds, or `user` and `project` (with `userDomain` and `projectDomain`, by default `Default`), whose password it holds;
 * `region`, `interface` (`public`), and `allProjects`, whether the token may see what is of all projects.
 */
export const openstack: ProviderMaker = (config, means) => {
  const secret = readSecret(config, means);
  if (secret === undefined) {
    throw new Error(`providers.${config.name}.tokenEnv has to name the variable that holds the secret`);
  }
  const url = readUrl(config);
  const {fetch, now, logger} = means;
  return new OpenStackProvider(
    {
      name: config.name,
      url: url.pathname.endsWith('/v3/') ? url : new URL('v3/', url),
      credential: readCredential(config, secret),
      region: readOption(config, 'region'),
      interface: readOption(config, 'interface') ?? 'public',
      projects: readShares(config, 'projects'),
      asksForAll: readSwitch(config, 'allProjects'),
    },
    {fetch, now, logger},
  );
};

const readCredential = (config: ProviderConfig, secret: string): Credential => {
  const applicationCredential = readOption(config, 'applicationCredentialId');
  if (applicationCredential !== undefined) {
    return {applicationCredential, secret};
  }
  const user = readOption(config, 'user');
  const project = readOption(config, 'project');
  if (user === undefined || project === undefined) {
    throw new Error(`providers.${config.name}.options has to have applicationCredentialId, or user and project`);
  }
  const userDomain = readOption(config, 'userDomain') ?? 'Default';
  return {user, userDomain, project, projectDomain: readOption(config, 'projectDomain') ?? 'Default', secret};
};
