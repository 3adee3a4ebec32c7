import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {TestLogger} from '../testing/ports.ts';
import {parseConfiguration, readConfiguration} from './configuration.ts';
import {ConfigurationError} from './environment.ts';
import {providersOf} from './providers.ts';

const HPC = {type: 'slurm', name: 'hpc', url: 'https://hpc.example/', tokenEnv: 'SLURM_TOKEN', tenants: {acme: {accounts: ['acme']}}};
const HOST = {type: 'host', name: 'me', tenants: {acme: {}}};

const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.message;
  }
  throw new Error('It is accepted');
};

const said = (configuration: unknown): string => refusal(() => parseConfiguration(JSON.stringify(configuration), 'it.json'));
const saidOf = (members: object): string => said({providers: [HOST, {...HPC, ...members}]});

test('§8: a configuration is read, with what it leaves out', () => {
  assert.deepEqual(parseConfiguration(JSON.stringify({providers: [HPC, HOST]}), 'it.json'), {
    file: 'it.json',
    providers: [
      {...HPC, options: {}},
      {...HOST, url: null, tokenEnv: null, options: {}},
    ],
  });
});

const REFUSED: Readonly<Record<string, readonly [members: object, message: RegExp]>> = {
  'no name': [{name: undefined}, /^it\.json: providers\[1\]\.name must be a name/],
  'a name that another one has': [{name: 'me'}, /^it\.json: providers\[1\]\.name is "me", which another provider is called already$/],
  'a URL of another kind': [{url: 'ftp://hpc.example'}, /^it\.json: providers\[1\]\.url must be an http or https URL/],
  'a URL with a password': [{url: 'https://u:hunter2@hpc.example'}, /^it\.json: providers\[1\]\.url must be an http or https URL without/],
  'a secret for the name of a variable': [{tokenEnv: 'hunter2-hunter2'}, /^it\.json: providers\[1\]\.tokenEnv must be the name of the env/],
  'a secret': [{token: 'hunter2'}, /^it\.json: providers\[1\]\.token would hold a secret/],
  'a secret among the options': [
    {options: {adminPassword: 'hunter2'}},
    /^it\.json: providers\[1\]\.options\.adminPassword would hold a secret/,
  ],
  'a member that does not exist': [{uri: 'x'}, /^it\.json: providers\[1\]\.uri does not exist$/],
  'no tenants': [{tenants: undefined}, /^it\.json: providers\[1\]\.tenants must say what belongs to which tenant/],
  'a tenant that has no such slug': [
    {tenants: {'Acme Inc': {}}},
    /^it\.json: providers\[1\]\.tenants\.Acme Inc must be the slug of a tenant$/,
  ],
  'a share that does not exist': [{tenants: {acme: {acounts: []}}}, /^it\.json: providers\[1\]\.tenants\.acme\.acounts does not exist$/],
  'a share that is no list': [
    {tenants: {acme: {accounts: 'acme'}}},
    /^it\.json: providers\[1\]\.tenants\.acme\.accounts must be a list of names$/,
  ],
};

for (const [what, [members, message]] of Object.entries(REFUSED)) {
  test(`§8: a configuration with ${what} is refused, naming the member and never what it holds`, () => {
    assert.match(saidOf(members), message);
    assert.doesNotMatch(saidOf(members), /hunter2/);
  });
}

test('§8: what is no configuration at all is refused', () => {
  assert.match(said({}), /^it\.json: providers must be a list$/);
  assert.match(said([]), /^it\.json: the file must be an object$/);
  assert.equal(
    refusal(() => parseConfiguration('{"providers": hunter2', 'it.json')),
    'it.json is no JSON',
  );
});

test('§8: the file may be absent where nobody names it, and has to be there where somebody does', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'configuration-'));
  t.after(() => rm(folder, {recursive: true}));
  const file = join(folder, 'some.json');
  await assert.rejects(readConfiguration(file), {name: 'ConfigurationError', message: `${file} cannot be read (ENOENT)`});
  await writeFile(file, JSON.stringify({providers: [HOST]}));
  assert.equal((await readConfiguration(file))?.providers[0]?.name, 'me');
  assert.equal(await readConfiguration(), undefined);
});

test('§8: each system of the contract is made by its type', () => {
  const tenants = {acme: {accounts: ['a'], namespaces: ['a'], projects: ['4f1d0c7e5c0c4a8e9f5a3f0e2b1d7c6a'], hosts: ['a']}};
  const common = {url: 'https://it.example/', tokenEnv: 'IT_TOKEN', tenants, options: {user: 'reader', project: 'reader'}};
  const content = JSON.stringify({
    providers: ['slurm', 'kubernetes', 'openstack', 'redfish'].map((type) => ({...common, type, name: type})),
  });
  const made = providersOf(parseConfiguration(content, 'it.json'), {logger: new TestLogger(), variables: {IT_TOKEN: 'x'}});
  assert.deepEqual(
    made.map(({name, sections}) => [name, sections]),
    [
      ['slurm', ['slurm']],
      ['kubernetes', ['kubernetes']],
      ['openstack', ['virtualMachine', 'bareMetal']],
      ['redfish', ['bareMetal']],
    ],
  );
});

test('§8: a variable that is not set refuses the start; so does a type that nobody knows', () => {
  const logger = new TestLogger();
  const of = (provider: object, variables = {}) =>
    providersOf(parseConfiguration(JSON.stringify({providers: [provider]}), 'it.json'), {logger, variables});
  assert.equal(
    refusal(() => of({...HOST, tokenEnv: 'HOST_TOKEN'}, {HOST_TOKEN: ' '})),
    'it.json: providers[0].tokenEnv names the environment variable HOST_TOKEN, which is not set',
  );
  assert.match(
    refusal(() => of({...HOST, type: 'toString'})),
    /^it\.json: providers\[0\]\.type is "toString"; it must be one of slurm, kubernetes, openstack, redfish, host, simulation$/,
  );
  assert.equal(
    refusal(() => of({...HPC, url: undefined})),
    'it.json: providers[0].url is needed',
  );
  assert.equal(
    refusal(() => of({...HPC, tenants: {acme: {}}}, {SLURM_TOKEN: 'x'})),
    'it.json: providers.hpc.tenants.acme.accounts has to name an account at least',
  );
  assert.deepEqual(
    of({...HOST, tokenEnv: 'HOST_TOKEN'}, {HOST_TOKEN: 'x'}).map(({name}) => name),
    ['me'],
  );
  assert.deepEqual(logger.entries, []);
});
