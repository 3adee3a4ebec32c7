import {readFile} from 'node:fs/promises';
import {codePoints, textProblem} from '@tenantry/sdk/contract';
import * as z from 'zod/mini';
import type {ProviderConfig} from '../providers/provider-config.ts';
import {ConfigurationError} from './environment.ts';

/** Where a configuration is looked for when nobody says where it is. */
export const CONFIGURATION_FILE = 'tenantry.config.json';

/** What the server's command talks to (§8). */
export interface TenantryConfig {
  /** The file it stands in, as messages name it. */
  readonly file: string;
  readonly providers: readonly ConfiguredProvider[];
}

export interface ConfiguredProvider extends ProviderConfig {
  /** Files in PEM: the authority to trust, and the certificate and key by which the server says who it is. */
  readonly tls?:
    | {readonly caFile?: string | undefined; readonly certificateFile?: string | undefined; readonly keyFile?: string | undefined}
    | undefined;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SLUG = /^[a-z0-9](?:-?[a-z0-9]){1,62}$/;
/** Options that would hold a secret. What names a file or a variable may. */
const SECRET = /(?:token|password|passwd|secret|key|credential)s?$/i;

const isName = (text: string): boolean => text !== '' && codePoints(text) <= 64 && textProblem(text) === undefined;

const isUrl = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
};

const names = z.optional(z.array(z.string('must be text').check(z.refine(isName, 'must be a name')), 'must be a list of names'));

const text = (holds: (value: string) => boolean, problem: string) => z.string(problem).check(z.refine(holds, problem));

const path = z.optional(text((value) => value !== '', 'must be the path of a file'));

const Provider = z.strictObject(
  {
    type: text(isName, 'must name a type of system'),
    name: text(isName, 'must be a name of 1 to 64 characters'),
    url: z._default(z.nullable(text(isUrl, 'must be an http or https URL without a user or a password')), null),
    tokenEnv: z._default(
      z.nullable(text((value) => VARIABLE.test(value), 'must be the name of the environment variable that holds the secret')),
      null,
    ),
    tenants: z.record(
      text((slug) => SLUG.test(slug), 'must be the slug of a tenant'),
      z.strictObject({accounts: names, namespaces: names, projects: names, hosts: names}, 'must be an object'),
      'must say what belongs to which tenant, by its slug',
    ),
    tls: z.optional(z.strictObject({caFile: path, certificateFile: path, keyFile: path}, 'must be an object')),
    options: z._default(
      z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], 'must be text, a number, true or false'), 'must be an object'),
      {},
    ),
  },
  'must be an object',
);

const Configuration = z.strictObject({providers: z.array(Provider, 'must be a list')}, 'must be an object');

/**
 * Reads the file that says what the server talks to. It names secrets, and never holds them.
 *
 * @param file Where it is. Left out, it may be in the working directory, or nowhere: then the answer is `undefined`.
 * @throws {ConfigurationError} Naming the file, and the member that cannot be what it is.
 */
export const readConfiguration = async (file?: string): Promise<TenantryConfig | undefined> => {
  const path = file ?? CONFIGURATION_FILE;
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if (file === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw new ConfigurationError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return parseConfiguration(content, path);
};

/** @throws {ConfigurationError} */
export const parseConfiguration = (content: string, file: string): TenantryConfig => {
  const parsed = Configuration.safeParse(parseJson(content, file));
  if (!parsed.success) {
    throw new ConfigurationError(`${file}: ${describe(parsed.error.issues[0])}`);
  }
  const {providers} = parsed.data;
  for (const [index, {name, options}] of providers.entries()) {
    if (providers.findIndex((provider) => provider.name === name) < index) {
      throw new ConfigurationError(`${file}: providers[${index}].name is "${name}", which another provider is called already`);
    }
    const secret = Object.keys(options).find((option) => SECRET.test(option));
    if (secret !== undefined) {
      throw new ConfigurationError(`${file}: providers[${index}].options.${secret} ${NO_SECRETS}`);
    }
  }
  return {file, providers};
};

const NO_SECRETS = 'would hold a secret: put that into an environment variable, and its name into "tokenEnv"';

const parseJson = (content: string, file: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    // What the runtime says of it quotes the text, which may hold what it should not.
    throw new ConfigurationError(`${file} is no JSON`);
  }
};

/** Names the member, and says what it should be. What it is may be a secret. */
const describe = (issue: z.core.$ZodIssue | undefined): string => {
  const {path = [], code, message = ''} = issue ?? {};
  const at = path.reduce<string>(
    (written, part) => (typeof part === 'number' ? `${written}[${part}]` : `${written}${written && '.'}${String(part)}`),
    '',
  );
  if (issue?.code === 'unrecognized_keys') {
    const [member = ''] = issue.keys;
    return `${at}${at && '.'}${member} ${SECRET.test(member) ? NO_SECRETS : 'does not exist'}`;
  }
  if (issue?.code === 'invalid_key') {
    return `${at} ${issue.issues[0]?.message}`;
  }
  return `${at || 'the file'} ${code === undefined ? 'cannot be used' : message}`;
};
