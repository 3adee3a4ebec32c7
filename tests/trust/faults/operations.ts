import assert from 'node:assert/strict';
import type {CreatedUser, Page, RequestOptions, TenantClient, User} from '@tenantry/sdk';
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

export const operations: readonly Operation[] = [
  {
    name: 'users.list',
    run: (client, _subject, {known}, options) => client.users.list({filter: {q: known.username}, ...options}),
    verify: (answer, _subject, {known}) =>
      assert.deepEqual(
        (answer as Page<User>).items.map(({id}) => id),
        [known.id],
      ),
  },
  {
    name: 'users.get',
    run: (client, _subject, {known}, options) => client.users.get(known.id, options),
    verify: (answer, _subject, {known}) => assert.equal((answer as User).username, known.username),
  },
  {
    name: 'users.create',
    run: (client, subject, _setting, options) => client.users.create(person(subject), options),
    verify: (answer, {username}) => assert.equal((answer as CreatedUser).user.username, username),
    effects: creations,
  },
];
