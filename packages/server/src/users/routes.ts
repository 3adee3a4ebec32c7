import {
  CreatedUser,
  CreateUser,
  DeactivateUser,
  Handoff,
  ReactivateUser,
  ResetPassword,
  UpdateUser,
  USER_INCLUDE,
  USER_LIST,
  User,
  UsernameCheck,
  UserPage,
  usernameKey,
} from '@tenantry/sdk/contract';
import {usernameHoldsOf} from '../deletion/username-holds.ts';
import type {Dependencies} from '../dependencies.ts';
import {requirePermission} from '../http/authorization.ts';
import {defineRoute, type Endpoint, reading, writing} from '../http/route.ts';
import {noticeMail} from '../mail/orders.ts';
import {noMail} from '../mail/refusal.ts';
import type {Outbox} from '../outbox/outbox.ts';
import {notFound, Refusal} from '../refusal.ts';
import {readerOf, tellActions} from './allowed-actions.ts';
import {admitUser, type Creation, checkMail, checkNotHeld, createUser, firstPassword} from './create-user.ts';
import {selectCreationContext, selectTakenUsernames} from './create.queries.ts';
import {withoutSecret} from './handoff.ts';
import {findUsers} from './list.queries.ts';
import {selectUser, toUser} from './queries.ts';
import {resetPassword} from './reset-password.ts';
import {deactivateUser, reactivateUser} from './status.ts';
import {changeUser} from './update-user.ts';
import {isReserved, similarUsernames} from './usernames.ts';

const listUsers = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/users',
  operationId: 'users.list',
  summary: 'The users of the tenant',
  access: 'users.read',
  list: USER_LIST,
  answer: {status: 200, description: 'One page of users', schema: UserPage},
  refusals: [],
});

const createUserRoute = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/users',
  operationId: 'users.create',
  summary: 'Creates a user with a temporary password, or with a link for choosing one',
  access: 'users.create',
  body: CreateUser,
  makesSecret: true,
  answer: {status: 201, description: 'The user, and what to hand over', schema: CreatedUser},
  refusals: [
    'username-taken',
    'email-taken',
    'username-reserved',
    'password-policy',
    'role-not-assignable',
    'privilege-escalation',
    'mail-not-configured',
    'temporarily-unavailable',
  ],
});

const getUser = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/users/{id}',
  operationId: 'users.get',
  summary: 'One user of the tenant; oneself needs no permission',
  access: 'full',
  include: USER_INCLUDE,
  answer: {status: 200, description: 'The user', schema: User},
  refusals: ['permission-denied'],
});

const updateUserRoute = defineRoute({
  method: 'patch',
  path: '/v1/tenants/{tenantId}/users/{id}',
  operationId: 'users.update',
  summary: 'Changes a user. The reason is for the audit trail',
  access: {
    byMember: {
      email: 'users.update',
      firstName: 'users.update',
      lastName: 'users.update',
      note: 'users.update',
      roleId: 'users.assignRole',
      extraPermissions: 'users.assignRole',
    },
  },
  body: UpdateUser,
  versioned: true,
  exclusive: true,
  answer: {status: 200, description: 'The user, changed', schema: User},
  refusals: [
    'email-taken',
    'role-not-assignable',
    'privilege-escalation',
    'insufficient-authority',
    'self-modification',
    'last-administrator',
  ],
});

const resetPasswordRoute = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/users/{id}/reset-password',
  operationId: 'users.resetPassword',
  summary: 'Gives a user a temporary password, or a link for choosing one. All sessions end at once',
  access: 'users.resetPassword',
  body: ResetPassword,
  versioned: 'optional',
  exclusive: true,
  makesSecret: true,
  answer: {status: 200, description: 'What to hand over', schema: Handoff},
  refusals: [
    'insufficient-authority',
    'self-modification',
    'password-managed-externally',
    'user-deactivated',
    'last-administrator',
    'mail-not-configured',
  ],
});

const welcomeRoute = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/users/{id}/welcome',
  operationId: 'users.welcome',
  summary: 'Sends a user the address of the login page and first steps',
  access: 'users.create',
  answer: {status: 202, description: 'The mail is on its way'},
  refusals: ['user-deactivated', 'mail-not-configured'],
});

const deactivateUserRoute = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/users/{id}/deactivate',
  operationId: 'users.deactivate',
  summary: 'Deactivates a user. All sessions end at once, all data stay',
  access: 'users.deactivate',
  body: DeactivateUser,
  versioned: 'optional',
  exclusive: true,
  answer: {status: 200, description: 'The user, deactivated', schema: User},
  refusals: ['insufficient-authority', 'self-modification', 'last-administrator'],
});

const reactivateUserRoute = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/users/{id}/reactivate',
  operationId: 'users.reactivate',
  summary: 'Lets a deactivated user in again',
  access: 'users.deactivate',
  body: ReactivateUser,
  versioned: 'optional',
  exclusive: true,
  answer: {status: 200, description: 'The user, active', schema: User},
  refusals: ['insufficient-authority', 'self-modification'],
});

const checkUsername = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/username-check',
  operationId: 'users.checkUsername',
  summary: 'Whether a username can be taken, and what could be instead',
  access: 'users.create',
  parameters: ['value'],
  answer: {status: 200, description: 'The answer, with up to three free usernames near it', schema: UsernameCheck},
  refusals: [],
});

const SUGGESTIONS = 3;

/** Endpoints 9 to 13, 15, 20 and 22. */
export const usersEndpoints = (dependencies: Dependencies, outbox: Outbox): readonly Endpoint[] => {
  const {database, publicUrl, resources, now} = dependencies;
  const holds = usernameHoldsOf(dependencies);
  return [
    reading(listUsers, async ({transaction, tenantId, principal, query}) => ({
      page: await findUsers(transaction, tenantId, query.list, readerOf(transaction, {principal, now: now(), resources})),
    })),

    writing(createUserRoute, async ({tenantId, principal, body, transact, amend}) => {
      checkMail(body, dependencies);
      const {username} = body;
      const signature = await holds.sign(tenantId, usernameKey(username) ?? '');
      const {context, roleId} = await database.inTenant(tenantId, async (transaction) => {
        const found = await selectCreationContext(transaction, tenantId, body.roleId);
        const {id} = admitUser(found, body, principal);
        await checkNotHeld(transaction, tenantId, {holds, signature, username});
        return {context: found, roleId: id};
      });
      const password = await firstPassword(context, body, dependencies);
      let creation: Creation | undefined;
      const answer = await transact(async (effect) => {
        creation = await createUser(effect, tenantId, body, {...dependencies, password, roleId, holds, signature});
        const {created} = creation;
        const location = `${publicUrl.href.replace(/\/$/, '')}/v1/tenants/${tenantId}/users/${created.user.id}`;
        return {
          body: created,
          bodyWithoutSecrets: {...created, handoff: withoutSecret(created.handoff)},
          version: created.user.version,
          headers: {Location: location},
        };
      });
      if (creation?.mail === undefined || (await outbox.deliver(tenantId, creation.mail))) {
        return answer;
      }
      const {user, handoff} = creation.created;
      return amend(answer, {body: {user, handoff: {...handoff, delivered: 'failed'}}});
    }),

    reading(getUser, async ({transaction, tenantId, principal, params: {id = ''}, query: {include}}) => {
      if (id !== principal.id) {
        requirePermission(principal, 'users.read');
      }
      const row = await selectUser(transaction, tenantId, id);
      if (!row) {
        throw notFound();
      }
      const toActions = include.has('actions')
        ? await tellActions(transaction, {principal, rows: [row], now: now(), resources})
        : () => undefined;
      return {body: {...toUser(row, principal.id), ...toActions(row)}, version: row.version};
    }),

    writing(updateUserRoute, ({tenantId, params: {id = ''}, body, ifMatch, transact}) =>
      transact(async (effect) => {
        const user = await changeUser(effect, tenantId, {id, patch: body, ifMatch, now: now(), hasMail: dependencies.mailer !== undefined});
        return {body: user, version: user.version};
      }),
    ),

    writing(resetPasswordRoute, (call) => resetPassword({...dependencies, outbox}, call)),

    writing(welcomeRoute, async ({tenantId, params: {id = ''}, transact}) => {
      if (!dependencies.mailer) {
        throw noMail();
      }
      return transact(async ({transaction, enqueue}) => {
        const row = await selectUser(transaction, tenantId, id);
        if (!row) {
          throw notFound();
        }
        if (row.status === 'deactivated') {
          throw new Refusal('user-deactivated', 'The user could not sign in');
        }
        await enqueue(noticeMail({mail: 'welcome', userId: id}));
        return {};
      });
    }),

    writing(deactivateUserRoute, ({tenantId, params: {id = ''}, body, ifMatch, transact}) =>
      transact(async (effect) => {
        const user = await deactivateUser(effect, tenantId, dependencies, {
          id,
          reason: body.reason || null,
          jobs: body.jobs,
          ifMatch,
          now: now(),
        });
        return {body: user, version: user.version};
      }),
    ),

    writing(reactivateUserRoute, ({tenantId, params: {id = ''}, ifMatch, transact}) =>
      transact(async (effect) => {
        const user = await reactivateUser(effect, tenantId, dependencies, {id, ifMatch, now: now()});
        return {body: user, version: user.version};
      }),
    ),

    reading(checkUsername, async ({transaction, tenantId, query}) => {
      const {value} = query.parameters;
      const key = usernameKey(value);
      const similar = similarUsernames(value);
      const asked = [...(key === null ? [] : [key]), ...similar];
      const taken = await selectTakenUsernames(transaction, tenantId, asked);
      const held = await holds.among(transaction, tenantId, asked);
      const problem = problemOf(key, {taken, held});
      const check: UsernameCheck = {
        available: problem === undefined,
        key,
        ...(problem && {problem}),
        suggestions: problem ? similar.filter((candidate) => !taken.has(candidate) && !held.has(candidate)).slice(0, SUGGESTIONS) : [],
      };
      return {body: check};
    }),
  ];
};

/** Why nobody can get the username of this key, if so. */
const problemOf = (
  key: string | null,
  {taken, held}: {readonly taken: ReadonlySet<string>; readonly held: ReadonlySet<string>},
): UsernameCheck['problem'] => {
  if (key === null) {
    return 'not-allowed';
  }
  if (isReserved(key) || held.has(key)) {
    return 'username-reserved';
  }
  return taken.has(key) ? 'username-taken' : undefined;
};
