import {normalizeEmail, type PasswordRule, textProblem, usernameKey} from '@tenantry/sdk/contract';
import {sql} from 'kysely';
import type {Dependencies} from '../dependencies.ts';
import {type CreatedTenant, createTenant} from './queries.ts';
import {defaultSettings} from './settings.ts';

/** The first tenant and its administrator (D7). */
export interface Bootstrap {
  readonly tenant: {
    readonly slug: string;
    readonly name: string;
    /** Where its users sign in. Default: the origin of the public URL. */
    readonly loginUrl?: string;
    /** What tokens call the tenant: an issuer, and the value of its tenant claim (A1). */
    readonly issuers?: readonly {readonly issuer: string; readonly claim: string}[];
  };
  readonly administrator: {
    readonly username: string;
    readonly email: string;
    readonly firstName: string;
    readonly lastName: string;
    /** Left out: the server makes one. */
    readonly password?: string;
  };
}

export interface Bootstrapped extends CreatedTenant {
  /** The administrator's password, where the server made it. It is told this once. */
  readonly password: string | null;
}

/** The first tenant cannot be made from what was given. The message says what is wrong, for whoever starts the server. */
export class UnusableBootstrap extends Error {
  override readonly name = 'UnusableBootstrap';
  /** The rules that the administrator's password breaks, if that is what is wrong. */
  readonly rules: readonly PasswordRule[];

  constructor(message: string, rules: readonly PasswordRule[] = []) {
    super(message);
    this.rules = rules;
  }
}

type Means = Pick<Dependencies, 'database' | 'passwords' | 'now' | 'newId' | 'publicUrl'>;

/**
 * Makes the first tenant and its administrator in a database that has no tenant yet; anywhere else it does nothing and answers
 * `undefined`. Of two starts at once, one makes them.
 *
 * @throws {UnusableBootstrap} When the password breaks the policy, or something else cannot be stored.
 */
export const bootstrap = async ({tenant, administrator}: Bootstrap, means: Means): Promise<Bootstrapped | undefined> => {
  const {database, passwords, publicUrl} = means;
  if (await database.lookup((lookup) => lookup.selectFrom('tenants').select('id').limit(1).executeTakeFirst())) {
    return undefined;
  }
  checkTexts({tenant, administrator});
  const settings = defaultSettings(tenant.loginUrl ?? new URL('/', publicUrl).href);
  const password = administrator.password ?? passwords.generate(settings.passwordPolicy);
  const rules = passwords.check(settings.passwordPolicy, password, {...administrator, tenantName: tenant.name});
  if (rules.length > 0) {
    throw new UnusableBootstrap(`The password of the first administrator breaks the policy: ${rules.join(', ')}`, rules);
  }
  const {password: _, ...person} = administrator;
  const passwordHash = await passwords.hash(password);
  return database.asOwner((owner) =>
    owner.transaction().execute(async (transaction) => {
      await sql`lock table tenants in share row exclusive mode`.execute(transaction);
      if (await transaction.selectFrom('tenants').select('id').limit(1).executeTakeFirst()) {
        return undefined;
      }
      const created = await createTenant(
        transaction,
        {...tenant, settings, issuers: tenant.issuers ?? [], administrator: {...person, passwordHash}},
        means,
      );
      return {...created, password: administrator.password === undefined ? password : null};
    }),
  );
};

const SLUG = /^[a-z0-9](?:-?[a-z0-9]){1,62}$/;

const checkTexts = ({tenant, administrator}: Bootstrap): void => {
  const wrong = Object.entries({
    "the tenant's slug": SLUG.test(tenant.slug),
    "the tenant's name": isName(tenant.name),
    'the username': usernameKey(administrator.username) !== null,
    'the e-mail address': normalizeEmail(administrator.email) === administrator.email,
    'the first name': isName(administrator.firstName),
    'the last name': isName(administrator.lastName),
  }).filter(([, isRight]) => !isRight);
  if (wrong.length > 0) {
    throw new UnusableBootstrap(`The first tenant cannot be made: ${wrong.map(([what]) => what).join(', ')} cannot be accepted`);
  }
};

const isName = (text: string): boolean =>
  textProblem(text) === undefined && text === text.trim().normalize('NFC') && text !== '' && text.length <= 100;
