import type {RandomBytes} from '@tenantry/sdk/contract';
import type {Database} from './db/database.ts';
import type {Keys} from './http/keys.ts';
import type {Policies} from './limits/policies.ts';
import type {RateLimiter} from './limits/rate-limiter.ts';
import type {Mailer} from './mail/mailer.ts';
import type {Sealer} from './mail/sealing.ts';
import type {Passwords} from './passwords/passwords.ts';
import type {ResourceProvider} from './resources/provider.ts';

/** What the server is given from outside. Everything that is not pure comes through here. */
export interface Dependencies {
  readonly database: Database;
  /** The one source of time. */
  readonly now: () => Date;
  readonly random: RandomBytes;
  /** Makes an identifier: the prefix, then a UUIDv7 of `now` and `random` in 26 digits (W3). */
  readonly newId: (prefix: 'ten' | 'usr' | 'rol' | 'ses' | 'lay' | 'aud' | 'opn') => string;
  readonly keys: Keys;
  readonly passwords: Passwords;
  /** Who keeps what users own, this server first. */
  readonly resources: readonly ResourceProvider[];
  /** What mail is sent by, if there is anything. */
  readonly mailer: Mailer | undefined;
  /** Keeps in the database what a mail will tell. */
  readonly sealer: Sealer;
  readonly bearer: BearerOptions;
  /** The API root as browsers see it. */
  readonly publicUrl: URL;
  /** The address a request came from, or `''`. */
  readonly clientAddress: (request: Request) => string;
  readonly policies: Policies;
  readonly rateLimiter: RateLimiter;
  readonly logger: Logger;
}

/** Host-issued tokens (A1). */
export interface BearerOptions {
  readonly issuers: readonly Issuer[];
}

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** The keys that sign, as a JSON Web Key Set. */
  readonly jwks: {readonly keys: readonly Readonly<Record<string, unknown>>[]};
  /** The claim that names the tenant. Default: `tenant`. */
  readonly tenantClaim?: string;
  /** Whether its subjects are platform operators: no user record, the tenant of the path, permissions from `scope` (A14). */
  readonly operators?: boolean;
}

export interface Logger {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}
