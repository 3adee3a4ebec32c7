import type {ErrorCode, ListSpec, Permission} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import type {AuditEntry} from '../audit/queries.ts';
import type {TenantTransaction} from '../db/database.ts';
import type {FoundPage, ListQuery} from '../db/list-query.ts';
import type {Spending} from '../limits/spending.ts';
import type {OutboxEntry} from '../outbox/queries.ts';
import type {Principal} from './principal.ts';

/**
 * Who may call: `public` needs no credential; `session` any session, also one that must change its password (A6); `full` any full
 * session; else the permission, one of several, or the one that each member of the body needs.
 */
export type Access = 'public' | 'session' | 'full' | Permission | PermissionAnyOf | PermissionByMember;

/** Permissions of which one will do. What each of them lets the caller see, the handler decides. */
export interface PermissionAnyOf {
  readonly anyOf: readonly Permission[];
  readonly byMember?: undefined;
}

/** Which permission a member of the body needs. Members that are not named need none; who has no permission that is named has no access. */
export interface PermissionByMember {
  readonly byMember: Readonly<Record<string, Permission>>;
  readonly anyOf?: undefined;
}

/**
 * One operation of the API as a value: the router, the OpenAPI document, the authorization matrix and the tests read it.
 * `{tenantId}` in the path makes it tenant-scoped (W1).
 */
export interface Route<Body extends z.ZodMiniType = z.ZodMiniType, List extends ListSpec = ListSpec, Parameters extends string = string> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** From the API root, as in OpenAPI: `/v1/tenants/{tenantId}/users/{id}`. */
  readonly path: string;
  /** The SDK method it serves: `users.list`. */
  readonly operationId: string;
  readonly summary: string;
  readonly access: Access;
  /** The request's JSON body. PATCH takes a merge patch (W2). */
  readonly body?: Body;
  /** A list endpoint's filters, sorts and includes (W11–W14). */
  readonly list?: List;
  /** What can be asked for beside what is no list; a list says so itself. */
  readonly include?: readonly string[];
  /** Plain query parameters, each needed. */
  readonly parameters?: readonly Parameters[];
  /** Query parameters that may be left out: words out of these, separated by commas. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Whether `If-Match` is needed, or heeded where it is sent (W9). A PUT also takes `If-None-Match: *` in its place. */
  readonly versioned?: boolean | 'optional';
  /** Whether it ignores `Idempotency-Key` (W10), beside those that need no credential and those that change nothing. */
  readonly keyless?: boolean;
  /**
   * Whether it acts on another user. Then it locks the tenant before the caller, so that two who act on each other wait for one another at
   * one place, and what is decided about all users together (G4) is decided once at a time (D3).
   */
  readonly exclusive?: boolean;
  /** Whether it makes a secret, which has a budget of its own (W15). */
  readonly makesSecret?: boolean;
  readonly answer: {
    readonly status: 200 | 201 | 202 | 204;
    readonly description: string;
    readonly schema?: z.ZodMiniType;
    /** Whether it is a stream of events, the data of each of which has the schema. */
    readonly isStream?: boolean;
  };
  /** The refusals beyond those that every operation of its kind may answer with. */
  readonly refusals: readonly ErrorCode[];
}

/** What every handler is told. */
export interface Call<R extends Route = Route> {
  readonly request: Request;
  readonly requestId: string;
  /** What the request took from budgets (W15). */
  readonly spending: Spending;
  /** The values of the path's braces but `{tenantId}`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: R extends Route<z.ZodMiniType, infer List, infer Parameters>
    ? {
        readonly list: ListQuery<List>;
        readonly include: ReadonlySet<string>;
        readonly parameters: Readonly<Record<Parameters, string>>;
        readonly choices: R['choices'] extends object ? Readonly<Record<keyof R['choices'], ReadonlySet<string>>> : undefined;
      }
    : never;
  readonly body: R['body'] extends z.ZodMiniType ? z.output<R['body']> : undefined;
  /** The version in `If-Match`, or `'*'`; `undefined` when it was left out, or the route has no version. */
  readonly ifMatch: number | '*' | undefined;
  /** Whether `If-None-Match: *` says that there must be nothing yet, which a PUT then makes (W9). */
  readonly isNew: boolean;
}

export interface Answer {
  /** Default: the one of the route. */
  readonly status?: number;
  readonly body?: unknown;
  /** What a repeat is answered instead of the body, where that holds a secret (W10). */
  readonly bodyWithoutSecrets?: unknown;
  /** A page of a list route, instead of a body. */
  readonly page?: FoundPage;
  /** What can only be answered when the transaction of a reading call is over, since it waits for others (D3). Then this is all there is. */
  readonly later?: () => Promise<Answer>;
  /** The version of what the body shows, for its `ETag` (W9). */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A session cookie to set, or `null` to clear it. */
  readonly cookie?: string | null;
  /** The cookie by which the browser is known from now on (A7). */
  readonly known?: string;
}

/** The headers of an answer, its version as `ETag` among them (W9). A cookie is none: it is the browser's that asked, and never kept. */
export const headersOf = ({headers, version}: Answer): Readonly<Record<string, string>> => ({
  ...headers,
  ...(version !== undefined && {ETag: `"${version}"`}),
});

/** A call of somebody known, in the tenant of the path. */
export interface TenantCall<R extends Route = Route> extends Call<R> {
  readonly tenantId: string;
  readonly principal: Principal;
}

/** A GET: authentication, authorization and the queries share one transaction. */
export interface ReadCall<R extends Route = Route> extends TenantCall<R> {
  readonly transaction: TenantTransaction;
}

/** A GET whose answer goes on. It holds no transaction open: it looks again and again, and is let in anew each time. */
export interface StreamCall<R extends Route = Route> extends TenantCall<R> {
  /** Whose streams are counted together (W15). */
  readonly streamKey: string;
  /**
   * Reads in a transaction of its own, and then asks, like a request, whether the caller may still call (A4).
   *
   * @param read Runs first, so that what it finds has happened before the caller is asked for.
   * @param judge Decides what of it the caller, as they are now, may know.
   * @throws {Refusal} When they may call no more.
   */
  look<Found, Result>(
    read: (transaction: TenantTransaction) => Promise<Found>,
    judge: (found: Found, transaction: TenantTransaction, principal: Principal) => Promise<Result>,
  ): Promise<Result>;
}

/**
 * A change. Slow work (hashing) comes first, outside a transaction; then `transact` opens the effect's own, reads the caller's rights
 * again in it (A4, T12), runs `work`, and commits effect, audit and the answer under the request's idempotency key together. Where that
 * key has been used, `work` does not run and the answer is the first one's (W10). A refusal thrown by `work` rolls everything back; when
 * it is one that L18 records (G1–G5), it is written down in a transaction of its own.
 */
export interface WriteCall<R extends Route = Route> extends TenantCall<R> {
  transact(work: (effect: Effect) => Promise<Answer>): Promise<EffectAnswer>;
  /**
   * Puts other bodies into an answer whose effect has committed, and into what is kept of it for repeats: what became known only then. The
   * effect stays, whatever becomes of this.
   */
  amend(answer: EffectAnswer, bodies: Pick<Answer, 'body' | 'bodyWithoutSecrets'>): Promise<EffectAnswer>;
}

declare const ofEffect: unique symbol;

/** An answer that committed with its effect: only `transact` gives one, so whoever changes something cannot go round it. */
export type EffectAnswer = Answer & {readonly [ofEffect]: true};

export interface Effect {
  readonly transaction: TenantTransaction;
  /** The caller as this transaction sees it. */
  readonly principal: Principal;
  /** Writes the audit row of the effect; actor, address, agent and request id are filled in. */
  audit(entry: Pick<AuditEntry, 'action' | 'target'> & Partial<Pick<AuditEntry, 'changes' | 'reason' | 'outcome'>>): Promise<void>;
  /**
   * Puts something into the outbox: it is told as soon as the effect has committed, and nobody waits for it (D4). What is `held` is left
   * for a minute to the handler of the request, which tells it itself by the id that this answers.
   */
  enqueue(entry: OutboxEntry, options?: {readonly held?: boolean}): Promise<string>;
}

export type Handler =
  | {readonly kind: 'public'; handle(call: Call): Promise<Answer>}
  | {readonly kind: 'read'; handle(call: ReadCall): Promise<Answer>}
  | {readonly kind: 'stream'; handle(call: StreamCall): Promise<ReadableStream<Uint8Array>>}
  | {readonly kind: 'write'; handle(call: WriteCall): Promise<EffectAnswer>};

/** A route with what it does. */
export interface Endpoint {
  readonly route: Route;
  readonly handler: Handler;
}

/** The permissions of which an access needs one at least. */
export const permissionsOf = (access: Access): readonly Permission[] => {
  if (typeof access === 'object') {
    return access.anyOf ?? [...new Set(Object.values(access.byMember))];
  }
  return access === 'public' || access === 'session' || access === 'full' ? [] : [access];
};

/** Whether a route heeds `Idempotency-Key` (W10): without a credential there is nobody whom a key could belong to. */
export const isKeyed = ({method, access, keyless = false}: Route): boolean => method !== 'get' && access !== 'public' && !keyless;

/** Keeps the literal types of a route's parts. */
export const defineRoute = <
  const Body extends z.ZodMiniType,
  const List extends ListSpec,
  const Parameters extends string,
  const R extends Route<Body, List, Parameters>,
>(
  route: R & Route<Body, List, Parameters>,
): R => route;

/** Answers without a credential. */
export const answering = <R extends Route>(route: R, handle: (call: Call<R>) => Promise<Answer>): Endpoint => ({
  route,
  handler: {kind: 'public', handle: handle as (call: Call) => Promise<Answer>},
});

/** Answers a GET. */
export const reading = <R extends Route>(route: R, handle: (call: ReadCall<R>) => Promise<Answer>): Endpoint => ({
  route,
  handler: {kind: 'read', handle: handle as (call: ReadCall) => Promise<Answer>},
});

/** Carries out a change. */
export const writing = <R extends Route>(route: R, handle: (call: WriteCall<R>) => Promise<EffectAnswer>): Endpoint => ({
  route,
  handler: {kind: 'write', handle: handle as (call: WriteCall) => Promise<EffectAnswer>},
});

/** Answers a GET with what goes on. */
export const streaming = <R extends Route>(route: R, handle: (call: StreamCall<R>) => Promise<ReadableStream<Uint8Array>>): Endpoint => ({
  route,
  handler: {kind: 'stream', handle: handle as (call: StreamCall) => Promise<ReadableStream<Uint8Array>>},
});
