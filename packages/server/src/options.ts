import type {RandomBytes} from '@tenantry/sdk/contract';
import type {Database} from './db/database.ts';
import type {BearerOptions, Logger} from './dependencies.ts';
import type {LimitOptions} from './limits/policies.ts';
import type {RateLimiter} from './limits/rate-limiter.ts';
import type {Mailer} from './mail/mailer.ts';
import type {PasswordBlocklist} from './passwords/blocklist.ts';
import type {PasswordHasher} from './passwords/hasher.ts';
import type {ResourceProvider} from './resources/provider.ts';
import type {Bootstrap} from './tenants/bootstrap.ts';

/** What a server is made of. Everything has a default but where it is reached. */
export interface TenantServerOptions {
  /** The API root as browsers see it: `https://portal.example/api`. Requests come with its path. */
  readonly publicUrl: string | URL;
  /** Where everything is kept. Default: an embedded database in memory, gone with the process. */
  readonly database?: Database;
  /** Other origins that may call with a cookie, beside that of `publicUrl`. */
  readonly origins?: readonly string[];
  /** Lets cookies travel over http to a host that is not loopback. For closed test networks. */
  readonly insecureCookies?: boolean;
  /** Issuers of bearer tokens (A1). Default: none. */
  readonly bearer?: BearerOptions;
  /** The secret of the installation, 32 bytes or more; the same after a restart. Default: a new one. */
  readonly keys?: Uint8Array<ArrayBuffer>;
  /** The first tenant and its administrator, made when there is no tenant yet (D7). */
  readonly bootstrap?: Bootstrap;
  /** Default: argon2id, natively where that loads. */
  readonly passwordHasher?: PasswordHasher;
  /** Default: the common passwords of a well-kept library. */
  readonly passwordBlocklist?: PasswordBlocklist;
  /** Who keeps what users own, beside this server (§8): they are asked before a user is deleted. Default: nobody. */
  readonly resources?: readonly ResourceProvider[];
  /** The address a request came from, behind proxies that are trusted. Default: unknown. */
  readonly clientAddress?: (request: Request) => string;
  /** Rate limits other than those of the contract (W15), by policy. `false` lifts one, or all. */
  readonly limits?: LimitOptions | false;
  /** Counts the calls of principals and addresses. Default: in the memory of this process. */
  readonly rateLimiter?: RateLimiter;
  /** What mail is sent by. Default: nothing; then no mail can be asked for. */
  readonly mailer?: Mailer;
  readonly clock?: () => Date;
  readonly random?: RandomBytes;
  /** Default: nothing is logged. */
  readonly logger?: Logger;
}
