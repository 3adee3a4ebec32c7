import assert from 'node:assert/strict';
import {auditTrail} from '../../../packages/server/src/testing/audit.ts';
import {TestBrowser} from '../../../packages/server/src/testing/browser.ts';
import {act, change} from '../../../packages/server/src/testing/changed-users.ts';
import {linkOf, passwordOf, TestMailer} from '../../../packages/server/src/testing/mail.ts';
import {addHelper, create, JOHN} from '../../../packages/server/src/testing/new-users.ts';
import type {TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {type Answered, CONNECTIONS, countOf, holdRaces, insisting, type Race, times} from './race.ts';

const mailer = new TestMailer();

const sessionsOf = async (server: TestServer, {id: tenantId}: TestTenant, {id}: TestUser): Promise<number> => {
  const rows = await server.database.inTenant(tenantId, (transaction) =>
    transaction.selectFrom('sessions').select('id').where('tenant_id', '=', tenantId).where('user_id', '=', id).execute(),
  );
  return rows.length;
};

const complete = async (server: TestServer, token: string, newPassword: string): Promise<Answered> => {
  const response = await new TestBrowser(server).request('/v1/password-resets/complete', {json: {token, newPassword}});
  return {status: response.status, body: response.status === 204 ? undefined : await response.json()};
};

const enters = async (server: TestServer, tenant: TestTenant, {username}: TestUser, password: string): Promise<boolean> =>
  (await new TestBrowser(server).signIn(tenant, {username, password})).status === 201;

/** Sign-ins while somebody takes the user's access away: nobody is in afterwards. */
const againstSignIn = (title: string, take: (server: TestServer, tenant: TestTenant, user: TestUser) => Promise<Answered>): Race => ({
  title,
  answers: [200, 201, 401, 403],
  run: async (server, {atOnce, number}) => {
    const tenant = await server.freshTenant();
    const user = await tenant.addUser({email: `signs.in.${number}@aurora.example`});
    const browsers = times(CONNECTIONS - 1, () => new TestBrowser(server));
    const [taken] = await atOnce<Answered>([
      insisting(() => take(server, tenant, user)),
      ...browsers.map((browser) => async () => {
        const response = await browser.signIn(tenant, user);
        return {status: response.status, body: await response.json()};
      }),
    ]);
    assert.equal(taken?.status, 200);
    assert.equal(await sessionsOf(server, tenant, user), 0);
    const after = await Promise.all(browsers.map((browser) => browser.request('/v1/me')));
    assert.equal(countOf(after, 401), browsers.length);
  },
});

holdRaces(
  'access',
  [
    againstSignIn('A4, E18: a user is deactivated while they sign in: nobody who is deactivated has a session', (server, tenant, user) =>
      act(server, tenant, user, 'deactivate'),
    ),
    againstSignIn('L7, E18: a password is reset while its user signs in with the old one: no session is left', (server, tenant, user) =>
      act(server, tenant, user, 'reset-password', {json: {delivery: 'show'}}),
    ),
    {
      title: 'L8, A4, E18: a role changes while it is used: nothing is done after the change, by the order of the audit trail',
      answers: [200, 201, 403],
      run: async (server, {atOnce, number}) => {
        const tenant = await server.freshTenant();
        const helper = await addHelper(server, tenant, ['users.create', 'users.update', 'users.read']);
        const user = await tenant.addUser();
        let isChanged = false;
        const uses: readonly ((index: number) => Promise<Answered>)[] = [
          (index) => {
            const email = `made.${number}.${index}@aurora.example`;
            return create(server, tenant, {...JOHN, username: `made.${index}`, email}, helper);
          },
          (index) => change(server, tenant, user, {note: `Note ${index}`}, {as: helper}),
          async () => {
            const isLate = isChanged;
            const response = await server.request(`${tenant.path}/users?limit=1`, {as: helper});
            assert.ok(!isLate || response.status === 403, 'the very next request');
            return {status: response.status, body: await response.json()};
          },
        ];
        const [changed, ...answers] = await atOnce<Answered>([
          insisting(async () => {
            const answer = await change(server, tenant, helper, {roleId: tenant.roleIds['tenant-user']});
            isChanged = answer.status === 200;
            return answer;
          }),
          ...times(CONNECTIONS - 1, (index) => () => uses[index % 3]?.(index) ?? assert.fail()),
        ]);
        assert.equal(changed?.status, 200);
        const trail = await auditTrail(server, tenant);
        const end = trail.findIndex(({action}) => action === 'user.roleChanged');
        const deeds = trail.flatMap(({actor_id, outcome}, index) => (actor_id === helper.id && outcome === 'success' ? [index] : []));
        assert.ok(end >= 0 && deeds.every((index) => index < end), `${deeds.join()} and the change at ${end}`);
        const done = answers.filter(({status}, index) => index % 3 !== 2 && status !== 403 && status !== 503);
        assert.equal(deeds.length, done.length, 'what was answered is what was done');
      },
    },
    {
      title: 'L7, A11: a password is reset again and again, shown and by link: one way in is left',
      answers: [200],
      run: async (server, {atOnce, number}) => {
        const tenant = await server.freshTenant();
        const user = await tenant.addUser({email: `reset.${number}@aurora.example`});
        const from = mailer.sent.length;
        const answers = await atOnce(
          times(CONNECTIONS, (index) => () => {
            const delivery = (['show', 'link', 'email'] as const)[index % 3];
            return act(server, tenant, user, 'reset-password', {json: {delivery}});
          }),
        );
        await server.settled();
        const mails = mailer.sent.slice(from).filter(({to}) => to === user.email);
        const shown = answers.flatMap(({body}) => (body?.temporaryPassword ? [body.temporaryPassword as string] : []));
        const passwords = [...shown, ...mails.map(passwordOf).filter((password) => password !== ''), user.password];
        const tokens = mails.map((mail) => linkOf(mail).token).filter((token) => token !== '');
        let ways = 0;
        for (const password of passwords) {
          ways += (await enters(server, tenant, user, password)) ? 1 : 0;
        }
        for (const [index, token] of tokens.entries()) {
          ways += (await complete(server, token, `amber comet violin ${index}`)).status === 204 ? 1 : 0;
        }
        assert.equal(ways, 1);
      },
    },
    {
      title: 'A11: a link is used twice at once: one wins, and the password is the winner’s',
      answers: [204, 410],
      run: async (server, {atOnce, number}) => {
        const tenant = await server.freshTenant();
        const user = await tenant.addUser({email: `link.${number}@aurora.example`});
        const from = mailer.sent.length;
        assert.equal((await act(server, tenant, user, 'reset-password', {json: {delivery: 'link'}})).status, 200);
        const mail = mailer.sent.slice(from).find(({to}) => to === user.email);
        const {token} = linkOf(mail ?? assert.fail());
        const passwords = times(CONNECTIONS, (index) => `amber comet violin ${index}`);
        const answers = await atOnce(passwords.map((password) => () => complete(server, token, password)));
        assert.equal(countOf(answers, 204), 1);
        const winner = answers.findIndex(({status}) => status === 204);
        for (const index of [winner, 0, CONNECTIONS - 1]) {
          assert.equal(await enters(server, tenant, user, passwords[index] ?? ''), index === winner);
        }
        const changes = (await auditTrail(server, tenant)).filter(({action}) => action === 'password.changed');
        assert.equal(changes.length, 1);
      },
    },
  ],
  () => ({mailer}),
);
