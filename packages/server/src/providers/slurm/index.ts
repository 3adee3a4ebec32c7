import type {ProviderMaker} from '../provider-config.ts';
import {SlurmProvider} from './slurm-provider.ts';

/**
 * Makes the provider of a Slurm cluster. Its `options` are `user`, in whose name the token speaks where it does not say so itself, and
 * `version`, of the API to speak where that is not to be found out: `v0.0.38`.
 */
export const slurm: ProviderMaker = ({name, url, tenants, tokenEnv, options}, {secret, fetch, now, logger}) => {
  if (url === null || !['http:', 'https:'].includes(URL.parse(url)?.protocol ?? '')) {
    throw new Error(`providers.${name}.url has to be the address of slurmrestd`);
  }
  const accounts = Object.entries(tenants).map(([slug, share]): [string, readonly string[]] => {
    if (!share.accounts || share.accounts.length === 0) {
      throw new Error(`providers.${name}.tenants.${slug}.accounts has to name an account at least`);
    }
    return [slug, share.accounts];
  });
  const {user, version} = options;
  if (user !== undefined && typeof user !== 'string') {
    throw new Error(`providers.${name}.options.user has to be a text`);
  }
  if (version !== undefined && !(typeof version === 'string' && /^v\d+\.\d+\.\d+$/.test(version))) {
    throw new Error(`providers.${name}.options.version has to be like v0.0.38`);
  }
  if (tokenEnv !== null && secret === undefined) {
    throw new Error(`providers.${name}.tokenEnv names a variable that is not set`);
  }
  return new SlurmProvider(
    {name, url: new URL(url), token: secret ?? null, user, version, accounts: Object.fromEntries(accounts)},
    {fetch, now, logger},
  );
};
