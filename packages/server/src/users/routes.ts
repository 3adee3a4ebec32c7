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
import type {Dependencies} from '../dependencies.ts';
import {requirePermission} from '../http/authorization.ts';
import {defineRoute, type Endpoint, reading, writing} from '../http/route.ts';
import {noMail} from '../mail/refusal.ts';
import {notFound} from '../refusal.ts';
import {readerOf, tellActions} from './allowed-actions.ts';
import {admitUser, createUser, firstPassword} from './create-user.ts';
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
  summary: 'Creates a user with a temporary password',
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
  summary: 'Gives a user a temporary password. All sessions end at once',
  access: 'users.resetPassword',
  body: ResetPassword,
  versioned: 'optional',
  exclusive: true,
  makesSecret: true,
  answer: {status: 200, description: 'What to hand over', schema: Handoff},
  refusals: ['insufficient-authority', 'self-modification', 'password-managed-externally', 'user-deactivated', 'mail-not-configured'],
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

/** Endpoints 9 to 13, 15 and 22. */
export const usersEndpoints = (dependencies: Dependencies): readonly Endpoint[] => {
  const {database, passwords, publicUrl, now} = dependencies;
  return [
    reading(listUsers, async ({transaction, tenantId, principal, query}) => ({
      page: await findUsers(transaction, tenantId, query.list, readerOf(transaction, principal, now())),
    })),

    writing(createUserRoute, async ({tenantId, principal, body, transact}) => {
      const context = await database.inTenant(tenantId, (transaction) => selectCreationContext(transaction, tenantId, body.roleId));
      const {id: roleId} = admitUser(context, body, principal);
      const password = firstPassword(context, body, passwords);
      const passwordHash = await passwords.hash(password.password);
      return transact(async (effect) => {
        const created = await createUser(effect, tenantId, body, {...dependencies, password, passwordHash, roleId});
        const location = `${publicUrl.href.replace(/\/$/, '')}/v1/tenants/${tenantId}/users/${created.user.id}`;
        return {
          body: created,
          bodyWithoutSecrets: {...created, handoff: withoutSecret(created.handoff)},
          version: created.user.version,
          headers: {Location: location},
        };
      });
    }),

    reading(getUser, async ({transaction, tenantId, principal, params: {id = ''}, query: {include}}) => {
      if (id !== principal.id) {
        requirePermission(principal, 'users.read');
      }
      const row = await selectUser(transaction, tenantId, id);
      if (!row) {
        throw notFound();
      }
      const toActions = include.has('actions') ? await tellActions(transaction, {principal, rows: [row], now: now()}) : () => undefined;
      return {body: {...toUser(row, principal.id), ...toActions(row)}, version: row.version};
    }),

    writing(updateUserRoute, ({tenantId, params: {id = ''}, body, ifMatch, transact}) =>
      transact(async (effect) => {
        const user = await changeUser(effect, tenantId, {id, patch: body, ifMatch, now: now()});
        return {body: user, version: user.version};
      }),
    ),

    writing(resetPasswordRoute, (call) => {
      if (call.body.delivery !== 'show') {
        throw noMail();
      }
      return resetPassword(dependencies, call);
    }),

    writing(deactivateUserRoute, ({tenantId, params: {id = ''}, body, ifMatch, transact}) =>
      transact(async (effect) => {
        const user = await deactivateUser(effect, tenantId, {id, reason: body.reason || null, ifMatch, now: now()});
        return {body: user, version: user.version};
      }),
    ),

    writing(reactivateUserRoute, ({tenantId, params: {id = ''}, ifMatch, transact}) =>
      transact(async (effect) => {
        const user = await reactivateUser(effect, tenantId, {id, ifMatch, now: now()});
        return {body: user, version: user.version};
      }),
    ),

    reading(checkUsername, async ({transaction, tenantId, query}) => {
      const {value} = query.parameters;
      const key = usernameKey(value);
      const similar = similarUsernames(value);
      const taken = await selectTakenUsernames(transaction, tenantId, [...(key === null ? [] : [key]), ...similar]);
      const problem = key === null ? 'not-allowed' : isReserved(key) ? 'username-reserved' : taken.has(key) ? 'username-taken' : undefined;
      const check: UsernameCheck = {
        available: problem === undefined,
        key,
        ...(problem && {problem}),
        suggestions: problem ? similar.filter((candidate) => !taken.has(candidate)).slice(0, SUGGESTIONS) : [],
      };
      return {body: check};
    }),
  ];
};
