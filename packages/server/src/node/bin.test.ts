import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

const BIN = join(import.meta.dirname, 'bin.ts');

let root: string;
const children = new Set<ChildProcess>();
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'bin-'));
});
after(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  await rm(root, {recursive: true, force: true});
});

interface Command {
  readonly child: ChildProcess;
  /** Everything it has said, on both streams. */
  said(): string;
  /** Resolves with the API's address when it answers, or fails with what the command said. */
  ready(): Promise<string>;
  ended(): Promise<number | null>;
}

const run = (folder: string, {args = [], env = {}}: {args?: readonly string[]; env?: Record<string, string>} = {}): Command => {
  const child = spawn(process.execPath, ['--conditions=@tenantry/source', BIN, ...args], {
    env: {PATH: process.env.PATH ?? '', TENANTRY_DATA_DIR: join(root, folder), PORT: '0', ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let text = '';
  const closed = once(child, 'close') as Promise<[number | null]>;
  const {promise, resolve, reject} = Promise.withResolvers<string>();
  promise.catch(() => undefined);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk) => {
      text += String(chunk);
      const url = /^API ready: (\S+)$/m.exec(text)?.[1];
      if (url !== undefined) {
        resolve(url);
      }
    });
  }
  void closed.then(() => reject(new Error(text)));
  return {child, said: () => text, ready: () => promise, ended: async () => (await closed)[0]};
};

const signIn = (url: string, password: string): Promise<Response> =>
  fetch(new URL('/v1/session', url), {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: new URL(url).origin},
    body: JSON.stringify({tenant: 'demo', username: 'tenant.admin', password}),
  });

test('D7, D8: the command starts, answers, refuses a second one on its folder, and ends on SIGTERM with 0; a restart finds everything', async () => {
  const first = run('life');
  const url = await first.ready();
  const password = /^Password, shown this once: (\S+)$/m.exec(first.said())?.[1] ?? '';
  assert.equal((await fetch(new URL('/healthz', url))).status, 200);
  const signedIn = await signIn(url, password);
  assert.equal(signedIn.status, 201);
  assert.equal(((await signedIn.json()) as any).session.ip, '127.0.0.1');

  const second = run('life');
  assert.equal(await second.ended(), 1);
  assert.match(
    second.said(),
    new RegExp(`^The data folder \\S+ is in use by process ${first.child.pid}\\. Only one may use it at a time\\.\n$`),
  );

  first.child.kill('SIGTERM');
  assert.equal(await first.ended(), 0);

  const third = run('life', {args: ['--reset-admin']});
  const again = await third.ready();
  const reset = /"tenant\.admin" in tenant "demo", shown this once: (\S+)$/m.exec(third.said())?.[1] ?? '';
  assert.ok(!third.said().includes('First start'));
  assert.equal((await signIn(again, password)).status, 401);
  assert.equal((await signIn(again, reset)).status, 201);
  third.child.kill('SIGINT');
  assert.equal(await third.ended(), 0);
});

test('a password that the policy refuses ends the start with the rules named', async () => {
  const command = run('weak', {env: {TENANTRY_ADMIN_PASSWORD: 'password'}});
  assert.equal(await command.ended(), 1);
  assert.match(command.said(), /breaks the policy: too-short, blocklisted\n$/);
});

test('A2: what is wrong with the environment is said in one line, a public URL that is http too', async () => {
  for (const [env, message] of [
    [{PORT: 'eighty'}, /^PORT must be a whole number from 0 to 65535\n$/],
    [{DATABASE_URL: 'postgres://localhost/x'}, /^With DATABASE_URL, TENANTRY_KEY must hold .+\n$/],
    [{TENANTRY_PUBLIC_URL: 'http://portal.example'}, /^The public URL http:\/\/portal\.example is http and not loopback: .+\n$/],
  ] as const) {
    const command = run('wrong', {env});
    assert.equal(await command.ended(), 1);
    assert.match(command.said(), message);
  }
});

test('help names every option and variable; an unknown option is refused', async () => {
  const help = run('help', {args: ['--help']});
  assert.equal(await help.ended(), 0);
  for (const name of ['--reset', '--reset-admin', 'PORT', 'TENANTRY_DATA_DIR', 'DATABASE_URL', 'TENANTRY_KEY', 'TENANTRY_ADMIN_PASSWORD']) {
    assert.ok(help.said().includes(name), name);
  }
  const unknown = run('help', {args: ['--rest']});
  assert.equal(await unknown.ended(), 1);
  assert.match(unknown.said(), /^Unknown option '--rest'/);
});

test('§8: the command reads what it talks to, and does not start when that cannot be', async () => {
  const file = join(root, 'systems.json');
  const provider = {type: 'host', name: 'me', tenants: {demo: {}}};
  await writeFile(file, JSON.stringify({providers: [{...provider, tokenEnv: 'NO_SUCH_TOKEN'}]}));
  const refused = run('systems', {args: ['--config', file]});
  assert.equal(await refused.ended(), 1);
  assert.equal(refused.said(), `${file}: providers[0].tokenEnv names the environment variable NO_SUCH_TOKEN, which is not set\n`);
  await writeFile(file, JSON.stringify({providers: [provider]}));
  const started = run('systems', {args: ['--config', file]});
  const url = await started.ready();
  const password = /^Password, shown this once: (\S+)$/m.exec(started.said())?.[1] ?? '';
  const me: any = await (await signIn(url, password)).json();
  assert.ok(me.features.includes('resources'));
  started.child.kill('SIGTERM');
  assert.equal(await started.ended(), 0);
});
