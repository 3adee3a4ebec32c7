import type {Session} from '@tenantry/sdk/contract';

/** Who calls, read from the database at each request (A4); an operator's rights come from its token (A14). */
export interface Principal {
  readonly type: 'user' | 'operator';
  /** The user's id, or an operator's `sub`. */
  readonly id: string;
  readonly tenantId: string;
  /** Role and extra permissions together, or the operator's scope. */
  readonly permissions: ReadonlySet<string>;
  readonly kind: Session['kind'];
  /** The cookie's session, or `null` for a bearer token. */
  readonly sessionId: string | null;
}
