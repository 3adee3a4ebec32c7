import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';
import type {CreateUser, CreatedUser, Handoff, TenantClient} from '@tenantry/sdk';
import type {Mail} from '../../../packages/server/src/mail/mailer.ts';
import {linkOf, passwordOf} from '../../../packages/server/src/testing/mail.ts';
import type {TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {type Browser, keyed, UNHASHABLE, type World} from './world.ts';

type Person = Omit<CreateUser, 'credential'>;

let people = 0;

const somebody = (tenant: World['tenant']): Person => {
  const username = `jane.finch.${++people}`;
  return {username, email: `finch${people}@example.com`, firstName: 'Jane', lastName: 'Finch', roleId: tenant.roleIds.developer ?? ''};
};

const opened = new Set<Mail>();

/** The next mail to somebody that holds something, once it was sent. */
const mailTo = async ({mailer}: World, address: string, holds: (mail: Mail) => boolean): Promise<Mail> => {
  const end = performance.now() + 10_000;
  for (;;) {
    const mail = mailer.sent.find((sent) => sent.to === address && holds(sent) && !opened.has(sent));
    if (mail) {
      opened.add(mail);
      return mail;
    }
    assert.ok(performance.now() < end, `no mail to ${address}`);
    await pause(10);
  }
};

const mailedPassword = async (world: World, address: string): Promise<string> => {
  const mail = await mailTo(world, address, (sent) => passwordOf(sent) !== '');
  return world.canaries.keep('mailed temporary password', passwordOf(mail), 'mail');
};

const mailedToken = async (world: World, address: string): Promise<string> => {
  const {token} = linkOf(await mailTo(world, address, (sent) => linkOf(sent).token !== ''));
  world.canaries.keep('secret of a link', token.split('.')[1] ?? '', 'mail');
  return token;
};

/** Signs in, with a temporary password where it is one, and chooses another one. */
const enter = async (world: World, {username}: {readonly username: string}, password: string): Promise<Browser> => {
  const {canaries, tenant} = world;
  const browser = world.browser();
  const me = await browser.client.session.signIn({tenant: tenant.slug, username, password});
  if (me.session?.kind === 'passwordChangeRequired') {
    await world.refused('password-policy', browser.client.me.changePassword({currentPassword: password, newPassword: username}));
    await world.refused('password-policy', browser.client.me.changePassword({currentPassword: password, newPassword: password}));
    const mistyped = canaries.password('current password, mistyped');
    await world.refused('wrong-password', browser.client.me.changePassword({currentPassword: mistyped, newPassword: mistyped}));
    const newPassword = canaries.password('chosen password');
    await browser.client.me.changePassword({currentPassword: password, newPassword});
  }
  return browser;
};

/** The same call twice, under one key. */
const twice = async <Answer>(call: (options: ReturnType<typeof keyed>) => Promise<Answer>): Promise<[Answer, Answer]> => {
  const options = keyed();
  return [await call(options), await call(options)];
};

const shown = ({canaries}: World, [first, repeat]: [Handoff, Handoff]): string => {
  assert.deepEqual([repeat.temporaryPassword, repeat.secretWithheld], [null, true]);
  return canaries.keep('temporary password, shown', first.temporaryPassword ?? '', 'answer');
};

const creations = async (world: World, admin: TenantClient): Promise<void> => {
  const {tenant, canaries, mailer} = world;
  const create = (credential: CreateUser['credential'], person = somebody(tenant)): Promise<[CreatedUser, CreatedUser]> =>
    twice((options) => admin.users.create({...person, credential}, options));

  const password = canaries.password('typed password');
  const [typed] = await create({type: 'password', password});
  await enter(world, typed.user, password);

  const [first, repeat] = await create({type: 'temporary', delivery: 'show'});
  await enter(world, first.user, shown(world, [first.handoff, repeat.handoff]));

  const [mailed] = await create({type: 'temporary', delivery: 'email'});
  await enter(world, mailed.user, await mailedPassword(world, mailed.user.email));

  const [linked] = await create({type: 'link'});
  const token = await mailedToken(world, linked.user.email);
  const {client} = world.browser();
  await world.refused('password-policy', client.me.completeReset({token, newPassword: linked.user.username}));
  const newPassword = canaries.password('password by a link');
  await client.me.completeReset({token, newPassword});
  await world.refused('link-expired', client.me.completeReset({token, newPassword}));
  await enter(world, linked.user, newPassword);

  // What is refused, and what breaks.
  const person = somebody(tenant);
  const refusedPassword = canaries.password('password of somebody who was refused');
  const wrong = (change: object): Promise<unknown> =>
    admin.users.create({...person, credential: {type: 'password', password: refusedPassword}, ...change} as CreateUser, keyed());
  await world.refused('username-taken', wrong({username: typed.user.username}));
  await world.refused('email-taken', wrong({email: typed.user.email}));
  await world.refused('validation-failed', wrong({password: refusedPassword}));
  await world.refused('validation-failed', wrong({username: refusedPassword}));
  await world.refused('validation-failed', wrong({credential: {type: refusedPassword, password: refusedPassword}}));
  await world.refused('validation-failed', wrong({credential: {type: 'password', password: [refusedPassword]}}));
  const personal = canaries.keep('password that breaks rules', `${person.username}\u0007${crypto.randomUUID()}`);
  await world.refused('password-policy', wrong({credential: {type: 'password', password: personal}}));
  const broken = canaries.keep('password at which the hasher breaks', `${UNHASHABLE} ${crypto.randomUUID()}`);
  await world.refused('internal-error', admin.users.create({...person, credential: {type: 'password', password: broken}}));

  // While mail is down everything lies in the outbox.
  mailer.isDown = true;
  for (const credential of [{type: 'temporary', delivery: 'email'}, {type: 'link'}] as const) {
    const [failed, again] = await create(credential);
    assert.deepEqual([failed.handoff.delivered, again.handoff.delivered], ['failed', 'failed']);
    mailer.isDown = false;
    world.server.clock.advance({minutes: 2});
    await world.server.runDue();
    await (credential.type === 'link' ? mailedToken(world, failed.user.email) : mailedPassword(world, failed.user.email));
    mailer.isDown = true;
  }
  mailer.isDown = false;
};

const resets = async (world: World, admin: TenantClient): Promise<void> => {
  const {tenant, canaries} = world;
  const old = canaries.password('password before a reset');
  const {user} = await admin.users.create({...somebody(tenant), credential: {type: 'password', password: old}});
  const reset = (delivery: 'show' | 'email' | 'link'): Promise<[Handoff, Handoff]> =>
    twice((options) => admin.users.resetPassword(user.id, {delivery}, options));
  await enter(world, user, shown(world, await reset('show')));
  await reset('email');
  await enter(world, user, await mailedPassword(world, user.email));
  await reset('link');
  const byLink = canaries.password('password after a reset');
  await world.browser().client.me.completeReset({token: await mailedToken(world, user.email), newPassword: byLink});
  await enter(world, user, byLink);

  const {client} = world.browser();
  await client.me.requestReset({tenant: tenant.slug, login: user.username});
  const forgotten = canaries.password('password by a link that was asked for');
  await client.me.completeReset({token: await mailedToken(world, user.email), newPassword: forgotten});
  const session = await enter(world, user, forgotten);
  // Some type their password where a name belongs.
  await client.me.requestReset({tenant: tenant.slug, login: canaries.password('password typed as a name')});
  await client.me.requestReset({tenant: canaries.password('password typed as a tenant'), login: user.username});
  await world.refused(
    'link-expired',
    client.me.completeReset({token: canaries.password('password typed as a token'), newPassword: forgotten}),
  );
  await world.server.settled();

  await admin.users.endSessions(user.id, keyed());
  await world.refused('session-ended', session.client.me.get());
};

const signIns = async (world: World, admin: TenantClient): Promise<void> => {
  const {tenant, canaries} = world;
  const password = canaries.password('password of somebody who signs in');
  const {user} = await admin.users.create({...somebody(tenant), credential: {type: 'password', password}});
  const browser = await enter(world, user, password);
  const own = canaries.all.at(-1)?.place === 'cookie' ? canaries.all.findLast(({name}) => name.startsWith('chosen'))?.secret : undefined;
  const attempt = (username: string, attempted: string): Promise<unknown> =>
    world.browser().client.session.signIn({tenant: tenant.slug, username, password: attempted});
  await world.refused('invalid-credentials', attempt(user.username, canaries.password('wrong password')));
  await world.refused('invalid-credentials', attempt(canaries.password('password typed as a name'), 'x'));
  await browser.client.session.get();
  await browser.client.me.update({lastName: 'Sparrow'}, {version: (await browser.client.me.get()).user.version, ...keyed()});
  const {items} = await browser.client.me.sessions();
  assert.equal(items.length, 1);
  await admin.users.deactivate(user.id, {reason: 'away'}, keyed());
  await world.refused('account-deactivated', attempt(user.username, own ?? assert.fail()));
  await admin.users.reactivate(user.id, keyed());
  const again = await enter(world, user, own ?? '');
  await again.client.session.signOut();
  await world.refused('session-ended', again.client.me.get()).catch(() => undefined);
};

const others = async (world: World, admin: TenantClient): Promise<void> => {
  const {tenant, provider, canaries, server} = world;
  const create = async (): Promise<CreatedUser['user']> => {
    const password = canaries.password('password of somebody who is deleted');
    const {user} = await admin.users.create({...somebody(tenant), credential: {type: 'password', password}}, keyed());
    await enter(world, user, password);
    return user;
  };
  const [from, to] = [await create(), await create()];
  provider.give(from.id, 'job', 'training');
  await admin.users.update(to.id, {email: `moved.${to.email}`, note: 'new'}, {version: to.version, ...keyed()});
  await admin.users.welcome(to.id, keyed());
  await admin.users.sessions(from.id);
  await admin.users.list({include: ['activity', 'actions']});
  assert.equal((await admin.users.checkDeletion(from.id)).deletable, false);
  await world.refused('user-owns-resources', admin.users.delete(from.id, {version: '*'} as never));
  const operation = await admin.users.transfer(from.id, {toUserId: to.id}, keyed());
  assert.equal((await admin.operations.wait(operation.id)).status, 'succeeded');
  await admin.users.resetPassword(from.id, {delivery: 'link'}, keyed());
  await mailedToken(world, from.email);
  await admin.users.delete(from.id, {version: '*', ...keyed()} as never);
  await world.refused('not-found', admin.users.get(from.id));
  await server.settled();
};

/** Bearer tokens that are refused, and one that is good. */
const tokens = async (world: World, somebodyElse: TestUser): Promise<void> => {
  const {canaries, tenant} = world;
  const client = await world.clientOf(somebodyElse);
  await client.me.get();
  await world.refused('permission-denied', client.users.list());
  const old = await tenant.administrator.token({exp: 1});
  canaries.keep('token whose time is over', old);
  const late = await world.clientOf({...somebodyElse, username: 'late', token: async () => old});
  await world.refused('invalid-token', late.me.get());
  const garbage = canaries.keep('what is no token', `garbage.${crypto.randomUUID()}.${crypto.randomUUID()}`);
  await world.refused(
    'invalid-token',
    (await world.clientOf({...somebodyElse, username: 'no token', token: async () => garbage})).me.get(),
  );
};

/** Everything that people do with a secret. */
export const driveAll = async (world: World): Promise<void> => {
  const admin = await world.clientOf(world.tenant.administrator);
  for (const flow of [creations, resets, signIns, others]) {
    await flow(world, admin);
  }
  await tokens(world, await world.tenant.addUser());
  await world.server.runDue();
  await world.server.settled();
};
