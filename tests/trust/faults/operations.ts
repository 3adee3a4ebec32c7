import assert from 'node:assert/strict';
import type {
  CreatedUser,
  DeletionCheck,
  Handoff,
  Operation as Started,
  Page,
  RequestOptions,
  Session,
  TenantClient,
  User,
} from '@tenantry/sdk';
import type {TestUserOptions} from '../../../packages/server/src/testing/tenants.ts';
import type {Setting} from './setting.ts';

/** What one call is about. */
export interface Subject {
  /** A name that no other call uses. */
  readonly username: string;
  readonly password: string;
}

/** A method of the client that has to stand every fault. */
export interface Operation {
  /** Its name in the SDK. */
  readonly name: string;
  run(client: TenantClient, subject: Subject, setting: Setting, options: RequestOptions): Promise<unknown>;
  /** Fails when that is not the right answer. */
  verify(answer: unknown, subject: Subject, setting: Setting): void;
  /** The status of its answer. Default: 200. */
  readonly status?: number;
  /** What its answer tells of: some faults spoil what only users have, and of no answer nothing can be spoiled. */
  readonly tells: 'users' | 'something else' | 'nothing';
  /** How often it has happened, where it changes anything: each time with its audit row, or this fails. */
  readonly effects?: (subject: Subject, setting: Setting) => Promise<number>;
}

const person = ({username, password}: Subject) =>
  ({
    username,
    email: `${username}@aurora.example`,
    firstName: 'Jane',
    lastName: 'Doe',
    credential: {type: 'password', password},
  }) as const;

/** How many users have this name. */
const usersOf = async ({username}: Pick<Subject, 'username'>, {server, tenant}: Setting): Promise<number> => {
  const rows = await server.database.inTenant(tenant.id, (transaction) =>
    transaction.selectFrom('users').select('id').where('tenant_id', '=', tenant.id).where('username', '=', username).execute(),
  );
  return rows.length;
};

/** How often a user of this name was created. */
export const creations = async ({username}: Pick<Subject, 'username'>, {server, tenant}: Setting): Promise<number> => {
  const [users, events] = await server.database.inTenant(tenant.id, async (transaction) => {
    const found = await transaction
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', tenant.id)
      .where('username', '=', username)
      .execute();
    const ids = found.map(({id}) => id);
    const audited = await transaction
      .selectFrom('audit_events')
      .select('id')
      .where('tenant_id', '=', tenant.id)
      .where('action', '=', 'user.created')
      .where('target_id', 'in', ['', ...ids])
      .execute();
    return [found.length, audited.length];
  });
  assert.equal(events, users, `${username}: ${users} users, ${events} audit rows`);
  return users ?? 0;
};

interface Deed<Answer> {
  readonly run: (client: TenantClient, id: string, options: RequestOptions) => Promise<Answer>;
  readonly verify: (answer: Answer, subject: Subject) => void;
  readonly action: string;
  /** Whether the row of the user shows that it has happened. */
  readonly isDone: (row: {
    readonly version: number;
    readonly status: string;
    readonly credential: string;
    readonly sessions_valid_from: Date | null;
  }) => boolean;
  readonly tells?: Operation['tells'];
  readonly target?: TestUserOptions;
}

/** What is done to a user who is there: one of its own for each call. */
const deed = <Answer>(name: string, {run, verify, action, isDone, tells = 'users', target = {}}: Deed<Answer>): Operation => ({
  name,
  tells,
  ...(tells === 'nothing' && {status: 204}),
  run: async (client, {username}, {tenant}, options) => {
    const {id} = await tenant.addUser({username, ...target});
    return run(client, id, options);
  },
  verify: (answer, subject) => verify(answer as Answer, subject),
  effects: async ({username}, {server, tenant}) => {
    const [row, events] = await server.database.inTenant(tenant.id, async (transaction) => {
      const found = await transaction
        .selectFrom('users')
        .select(['id', 'version', 'status', 'credential', 'sessions_valid_from'])
        .where('tenant_id', '=', tenant.id)
        .where('username', '=', username)
        .executeTakeFirstOrThrow();
      const audited = await transaction
        .selectFrom('audit_events')
        .select('id')
        .where('tenant_id', '=', tenant.id)
        .where('action', '=', action)
        .where('target_id', '=', found.id)
        .execute();
      return [found, audited.length];
    });
    assert.equal(isDone(row), events > 0, `${username}: ${JSON.stringify(row)}, ${events} audit rows`);
    return events;
  },
});

/** The ids of those to whom something was done that leaves no row of theirs, by their names. */
const targets = new Map<string, string>();

/** How often the audit trail tells that this was done to whoever had this name. */
const audited = async ({username}: Subject, {server, tenant}: Setting, action: string): Promise<number> => {
  const rows = await server.database.inTenant(tenant.id, (transaction) =>
    transaction
      .selectFrom('audit_events')
      .select('id')
      .where('tenant_id', '=', tenant.id)
      .where('action', '=', action)
      .where('target_id', '=', targets.get(username) ?? '')
      .execute(),
  );
  return rows.length;
};

export const operations: readonly Operation[] = [
  {
    name: 'users.list',
    tells: 'users',
    run: (client, _subject, {known}, options) => client.users.list({filter: {q: known.username}, ...options}),
    verify: (answer, _subject, {known}) =>
      assert.deepEqual(
        (answer as Page<User>).items.map(({id}) => id),
        [known.id],
      ),
  },
  {
    name: 'users.get',
    tells: 'users',
    run: (client, _subject, {known}, options) => client.users.get(known.id, options),
    verify: (answer, _subject, {known}) => assert.equal((answer as User).username, known.username),
  },
  {
    name: 'users.create',
    status: 201,
    tells: 'users',
    run: (client, subject, _setting, options) => client.users.create(person(subject), options),
    verify: (answer, {username}) => assert.equal((answer as CreatedUser).user.username, username),
    effects: creations,
  },
  {
    name: 'users.sessions',
    tells: 'something else',
    run: (client, _subject, {known}, options) => client.users.sessions(known.id, options),
    verify: (answer) => assert.deepEqual((answer as Page<Session>).items, []),
  },
  deed<void>('users.endSessions', {
    run: (client, id, options) => client.users.endSessions(id, options),
    verify: (answer) => assert.equal(answer, undefined),
    action: 'session.ended',
    isDone: ({sessions_valid_from}) => sessions_valid_from !== null,
    tells: 'nothing',
  }),
  deed<User>('users.update', {
    run: (client, id, options) => client.users.update(id, {firstName: 'Janet'}, {version: 1, ...options}),
    verify: ({username, firstName, version}, subject) => assert.deepEqual([username, firstName, version], [subject.username, 'Janet', 2]),
    action: 'user.updated',
    isDone: ({version}) => version === 2,
  }),
  deed<Handoff>('users.resetPassword', {
    run: (client, id, options) => client.users.resetPassword(id, {delivery: 'show'}, options),
    // Where the first answer was lost, so is the secret: nobody is told it twice.
    verify: ({username, temporaryPassword, secretWithheld}, subject) =>
      assert.deepEqual([username, temporaryPassword === null], [subject.username, secretWithheld]),
    action: 'user.passwordReset',
    isDone: ({credential}) => credential === 'temporary',
    tells: 'something else',
  }),
  deed<User>('users.deactivate', {
    run: (client, id, options) => client.users.deactivate(id, {reason: 'away'}, options),
    verify: ({username, status, version}, subject) => assert.deepEqual([username, status, version], [subject.username, 'deactivated', 2]),
    action: 'user.deactivated',
    isDone: ({status}) => status === 'deactivated',
  }),
  deed<User>('users.reactivate', {
    run: (client, id, options) => client.users.reactivate(id, options),
    verify: ({username, status}, subject) => assert.deepEqual([username, status], [subject.username, 'active']),
    action: 'user.reactivated',
    isDone: ({status}) => status === 'active',
    target: {deactivated: {at: new Date(0), reason: null}},
  }),
  {
    name: 'users.checkDeletion',
    tells: 'something else',
    run: (client, _subject, {known}, options) => client.users.checkDeletion(known.id, options),
    verify: (answer) => assert.equal((answer as DeletionCheck).deletable, true),
  },
  {
    name: 'users.delete',
    tells: 'nothing',
    status: 204,
    run: async (client, {username}, {tenant}, options) => {
      const {id} = await tenant.addUser({username});
      targets.set(username, id);
      return client.users.delete(id, {version: 1, ...options});
    },
    verify: (answer) => assert.equal(answer, undefined),
    effects: async (subject, setting) => {
      const [events, users] = [await audited(subject, setting, 'user.deleted'), await usersOf(subject, setting)];
      assert.equal(users, events === 0 ? 1 : 0, `${subject.username}: ${users} users, ${events} audit rows`);
      return events;
    },
  },
  {
    name: 'users.transfer',
    tells: 'something else',
    status: 202,
    run: async (client, {username}, {tenant}, options) => {
      const {id} = await tenant.addUser({username});
      targets.set(username, id);
      return client.users.transfer(id, {toUserId: tenant.administrator.id}, options);
    },
    verify: (answer) => assert.equal((answer as Started).kind, 'transfer'),
    effects: async ({username}, {server, tenant}) => {
      const rows = await server.database.inTenant(tenant.id, (transaction) =>
        transaction
          .selectFrom('operations')
          .select('id')
          .where('tenant_id', '=', tenant.id)
          .where('from_user_id', '=', targets.get(username) ?? '')
          .execute(),
      );
      return rows.length;
    },
  },
];
