import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {Canaries, type Canary, formsOf, textOf} from './canaries.ts';
import {driveAll} from './flows.ts';
import {startWorld, type World} from './world.ts';

/** What was found where it may not be. */
const leaksOf = async (world: World): Promise<string[]> => {
  const {canaries, exchanges, mailer, server, told, tenant} = world;
  const leaks: string[] = [];
  const search = (where: string, text: string, isAllowed: (canary: Canary) => boolean = () => false): void => {
    const found = canaries.in(text).filter((canary) => !isAllowed(canary));
    leaks.push(...found.map(({name}) => `${name}: ${where}`));
  };
  for (const row of await world.rowsWritten()) {
    search(`a row of ${row.slice(0, row.indexOf(' '))}`, row);
  }
  for (const {level, event, fields} of server.logger.entries) {
    search(`a line of the log, ${level} ${event}`, textOf({event, fields}));
  }
  told.forEach((value) => search(`what a client tells its host, ${value?.constructor?.name}`, textOf(value)));
  for (const {method, url, status, headers, cookies, body} of exchanges) {
    const path = `${method} ${new URL(url).pathname}`;
    search(`the address of ${path}`, url);
    search(`the headers of the answer to ${path}`, headers);
    search(`a cookie of the answer to ${path}`, cookies.join('\n'), ({place}) => place === 'cookie');
    const isShowing = method === 'POST' && /\/users(\/[^/]+\/reset-password)?$/.test(path) && status < 300;
    search(`the answer to ${path}`, body, ({place}) => isShowing && place === 'answer');
  }
  const usernames = await server.database.inTenant(tenant.id, (transaction) =>
    transaction.selectFrom('users').select('username').where('tenant_id', '=', tenant.id).execute(),
  );
  for (const {subject, text, html, to} of mailer.sent) {
    search('the address or subject of a mail', `${to} ${subject}`);
    search('a mail', `${text}\n${html}`, ({place}) => place === 'mail');
    const named = usernames.filter(({username}) =>
      new RegExp(`${username.replaceAll('.', '\\.')}(?!\\d)`).test(`${to}${subject}${text}${html}`),
    );
    if (canaries.in(text).length > 0 && named.length > 0) {
      leaks.push('a mail names its user beside a secret');
    }
  }
  for (const canary of canaries.all.filter(({place}) => place !== 'nowhere')) {
    const only = new Canaries();
    only.all.push(canary);
    const times = [...exchanges.map(({body, cookies}) => `${body}${cookies.join('\n')}`), ...mailer.sent.map(({text}) => text)].filter(
      (text) => only.in(text).length > 0,
    ).length;
    if (times !== 1) {
      leaks.push(`${canary.name}: told ${times} times`);
    }
  }
  return [...new Set(leaks)].toSorted();
};

test('the search finds a secret as it is, and written in every other way', () => {
  const canaries = new Canaries();
  const secret = canaries.password('password');
  const bytes = Buffer.from(`"Basic ${secret}!"`);
  const written = [
    `x${secret}y`,
    JSON.stringify({body: JSON.stringify({secret})}),
    `?a=${encodeURIComponent(secret)}`,
    new URLSearchParams({secret}).toString(),
    bytes.toString('base64'),
    bytes.subarray(1).toString('base64url'),
    bytes.subarray(2).toString('base64'),
    bytes.toString('hex'),
    textOf(new Error(`No: ${secret}`)),
    textOf({deep: [new Map([['key', {secret}]])]}),
  ];
  assert.deepEqual(
    written.map((text) => canaries.in(text).length),
    written.map(() => 1),
  );
  assert.deepEqual(canaries.in('kestrel'), []);
  assert.ok(formsOf(secret).every((form) => form.length > 12));
});

for (const engine of engines) {
  describe(`canaries on ${engine.name}`, {skip: engine.skip}, () => {
    test('T12, L18, L26, W10, X7: no secret of any flow is in a row, a log, an event, an address, a mail beside a username, an error, or another answer', async (t) => {
      const world = await startWorld(engine);
      try {
        await driveAll(world);
        const leaks = await leaksOf(world);
        const {canaries, exchanges, mailer, told, server} = world;
        const rows = await world.rowsWritten();
        t.diagnostic(
          `${canaries.all.length} secrets, ${rows.length} rows, ${exchanges.length} requests, ${mailer.sent.length} mails, ${told.length} things told by clients, ${server.logger.entries.length} lines of the log`,
        );
        assert.deepEqual(leaks, []);
        const tables = new Set(rows.map((row) => row.slice(0, row.indexOf(' '))));
        for (const table of [
          'users',
          'credentials',
          'sessions',
          'links',
          'audit_events',
          'idempotency_records',
          'outbox',
          'operations',
          'deletions',
        ]) {
          assert.ok(tables.has(table), `nothing was written into ${table}`);
        }
        assert.ok(server.logger.entries.some(({event}) => event === 'request.failed'));
      } finally {
        await world.close();
      }
    });
  });
}
