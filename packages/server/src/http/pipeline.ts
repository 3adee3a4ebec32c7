import {appendAudit} from '../audit/queries.ts';
import type {Background} from '../background.ts';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import type {EventStreams} from '../events/event-streams.ts';
import {describeFailure} from '../failure.ts';
import {checkKey, type Idempotency} from '../idempotency/idempotency.ts';
import {keyOf, principalBudgets} from '../limits/principal-budgets.ts';
import type {Spending} from '../limits/spending.ts';
import {HELD_MS, type Outbox} from '../outbox/outbox.ts';
import {enqueue} from '../outbox/queries.ts';
import {notFound, Refusal} from '../refusal.ts';
import {touch} from '../sessions/live-state.queries.ts';
import {lockTenant} from '../tenants/lock.queries.ts';
import {type Admitted, admit, type Credential, findCredential, WrongGuess} from './authentication.ts';
import {authorize, authorizeMembers, checkSessionKind, requirePermission, tenantOf} from './authorization.ts';
import type {Bearer} from './bearer.ts';
import {readBody} from './body.ts';
import type {Cookies} from './cookies.ts';
import {checkOrigin} from './csrf.ts';
import type {Cursors, OpenedCursor} from './cursor.ts';
import {isId} from '../ids.ts';
import {parseJson} from './json.ts';
import type {ListQuery} from '../db/list-query.ts';
import {auditOrigin} from './origin.ts';
import {parseIfMatch, parseIfNoneMatch} from './preconditions.ts';
import type {Principal} from './principal.ts';
import {parseQuery} from './query.ts';
import {
  type Answer,
  type Call,
  type Effect,
  type EffectAnswer,
  type Endpoint,
  type Handler,
  headersOf,
  type Route,
  type WriteCall,
  type StreamCall,
} from './route.ts';
import {validate} from './validation.ts';

export interface PipelineParts {
  readonly dependencies: Dependencies;
  readonly cookies: Cookies;
  readonly bearer: Bearer;
  readonly cursors: Cursors;
  readonly idempotency: Idempotency;
  readonly origins: ReadonlySet<string>;
  readonly background: Background;
  readonly outbox: Outbox;
  readonly streams: EventStreams;
}

/** One request on its way to an endpoint. */
export interface Arrival {
  readonly request: Request;
  readonly requestId: string;
  /** The values of the path's braces, `tenantId` included. */
  readonly path: Readonly<Record<string, string>>;
  readonly spending: Spending;
}

export type Pipeline = (endpoint: Endpoint, arrival: Arrival) => Promise<Response>;

type Handle<Kind extends Handler['kind']> = Extract<Handler, {kind: Kind}>['handle'];

/** Carries requests through the checks of W8, in that order, to their endpoints. The first check that fails answers. */
export const pipelineOf = (parts: PipelineParts): Pipeline => {
  const {dependencies, origins, background, idempotency, outbox, streams} = parts;
  const {database, now} = dependencies;
  const pay = principalBudgets(dependencies);

  const toPublic = async (route: Route, handle: Handle<'public'>, arrival: Arrival): Promise<Response> => {
    const bytes = await readBody(arrival.request, route);
    if (route.method !== 'get') {
      checkOrigin(arrival.request, origins);
    }
    const {call} = await readCall(route, arrival, bytes, parts);
    return toResponse(await handle(call), route, parts);
  };

  /** @param paid Called when the call has been paid for (W8). */
  const enter = async (
    transaction: TenantTransaction,
    route: Route,
    arrival: Arrival,
    credential: Credential,
    {lock, paid}: {readonly lock: boolean; readonly paid?: (key: string) => void},
  ) => {
    const {request, path} = arrival;
    const tenantId = tenantOf(credential, path.tenantId);
    const admitted = await admit(transaction, credential, {tenantId, now: now(), lock});
    if (route.method !== 'get') {
      checkOrigin(request, origins);
    }
    checkSessionKind(admitted, route.access);
    pay(arrival.spending, credential, admitted, route);
    paid?.(keyOf(credential, admitted));
    return {principal: authorize(admitted, route.access, path.tenantId), admitted};
  };

  /** Writes down where a guard has refused somebody (L18). */
  const auditRefusal = async (error: unknown, arrival: Arrival, principal: Principal | undefined): Promise<void> => {
    if (error instanceof Refusal && error.audited && principal) {
      const {target} = error.audited;
      const audit = auditorOf(arrival, dependencies);
      await database.inTenant(principal.tenantId, (transaction) =>
        audit(transaction, principal, {action: 'access.denied', target, outcome: 'denied', reason: error.code}),
      );
    }
  };

  const noteActivity = ({principal, touchDue}: Admitted): void => {
    if (touchDue) {
      const {tenantId, id: userId, sessionId} = principal;
      background.run(() => database.inTenant(tenantId, (transaction) => touch(transaction, tenantId, {userId, sessionId, at: now()})));
    }
  };

  const toReading = async (route: Route, handle: Handle<'read'>, arrival: Arrival, mayGuess = true): Promise<Response> => {
    const credential = await findCredential(arrival.request.headers, {database, ...parts}, mayGuess);
    const tenantId = tenantOf(credential, arrival.path.tenantId);
    // Before the transaction, which may wait for nothing but the database (D3). What is wrong with it is said after the rights (W8).
    const reading = readCall(route, arrival, undefined, parts);
    await reading.catch(() => undefined);
    let caller: Principal | undefined;
    const work = async (transaction: TenantTransaction) => {
      const entered = await enter(transaction, route, arrival, credential, {lock: false});
      caller = entered.principal;
      const read = await reading;
      checkList(route, read, entered.principal);
      return {...entered, list: read.list, answer: await handle({...read.call, tenantId, principal: entered.principal, transaction})};
    };
    const done = await database.inTenant(tenantId, work).catch(async (error: unknown) => {
      if (error instanceof WrongGuess) {
        return undefined;
      }
      await auditRefusal(error, arrival, caller);
      throw error;
    });
    if (!done) {
      return toReading(route, handle, arrival, false);
    }
    const {answer, admitted, principal, list} = done;
    if (admitted) {
      noteActivity(admitted);
    }
    return toResponse((await answer.later?.()) ?? answer, route, parts, {list, principal, of: arrival.path.id});
  };

  const toStreaming = async (route: Route, handle: Handle<'stream'>, arrival: Arrival): Promise<Response> => {
    const {request, path, spending} = arrival;
    const find = (mayGuess: boolean): Promise<Credential> => findCredential(request.headers, {database, ...parts}, mayGuess);
    const credential = await find(false);
    const tenantId = tenantOf(credential, path.tenantId);
    let streamKey = '';
    const paid = (key: string): void => {
      streamKey = key;
      streams.admit(key, spending);
    };
    const {principal} = await database.inTenant(tenantId, (transaction) =>
      enter(transaction, route, arrival, credential, {lock: false, paid}),
    );
    const {call} = await readCall(route, arrival, undefined, parts);
    const look: StreamCall['look'] = async (read, judge) => {
      // Found anew, since tokens expire; but they mean the same tenant.
      const found = await find(true);
      const current = found.kind === 'member' ? {...found, isGuess: false} : found;
      return database.inTenant(tenantId, async (transaction) => {
        const what = await read(transaction);
        const admitted = await admit(transaction, current, {tenantId, now: now(), lock: false});
        checkSessionKind(admitted, route.access);
        return judge(what, transaction, authorize(admitted, route.access, path.tenantId));
      });
    };
    const headers = {'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no'};
    const body = request.method === 'HEAD' ? null : await handle({...call, tenantId, principal, streamKey, look});
    return new Response(body, {headers});
  };

  const toWriting = async (route: Route, handle: Handle<'write'>, arrival: Arrival): Promise<Response> => {
    const bytes = await readBody(arrival.request, route);
    const credential = await findCredential(arrival.request.headers, {database, ...parts});
    const tenantId = tenantOf(credential, arrival.path.tenantId);
    const attempt = await idempotency.attempt(route, arrival.request, bytes);
    const {principal, admitted, kept} = await database.inTenant(tenantId, async (transaction) => {
      const entered = await enter(transaction, route, arrival, credential, {lock: false});
      return {...entered, kept: await attempt?.find(transaction, entered.principal)};
    });
    const {call} = await readCall(route, arrival, bytes, parts, principal);
    const audit = auditorOf(arrival, dependencies);
    let isQueued = false;
    const enqueuing =
      (transaction: TenantTransaction): Effect['enqueue'] =>
      (entry, {held = false} = {}) => {
        const at = now();
        isQueued ||= !held;
        return enqueue(transaction, tenantId, entry, {at, ...(held && {dueAt: new Date(at.getTime() + HELD_MS)})});
      };
    const inEffect = async (work: (effect: Effect) => Promise<Answer>): Promise<Answer> => {
      const committed = await database.inTenant(tenantId, async (transaction) => {
        const earlier = await attempt?.claim(transaction, principal);
        if (route.exclusive) {
          await lockTenant(transaction, tenantId);
        }
        const {principal: actor} = await enter(transaction, route, arrival, credential, {lock: true});
        authorizeMembers(actor, route.access, call.body);
        if (attempt && earlier) {
          return attempt.replay(earlier);
        }
        const answer = await work({
          transaction,
          principal: actor,
          audit: (entry) => audit(transaction, actor, entry),
          enqueue: enqueuing(transaction),
        });
        await attempt?.keep(transaction, principal, route, answer);
        return answer;
      });
      streams.wake(tenantId);
      return committed;
    };
    // The one place where answers become answers of an effect.
    const transact = inEffect as (work: Parameters<typeof inEffect>[0]) => Promise<EffectAnswer>;
    const amend: WriteCall['amend'] = async (answer, bodies) => {
      const amended = {...answer, bodyWithoutSecrets: undefined, ...bodies};
      await database
        .inTenant(tenantId, async (transaction) => attempt?.keep(transaction, principal, route, amended))
        .catch((error: unknown) => dependencies.logger.error('answer.notAmended', {error: describeFailure(error)}));
      return amended;
    };
    try {
      const answer = attempt && kept ? attempt.replay(kept) : await handle({...call, tenantId, principal, transact, amend});
      if (admitted) {
        noteActivity(admitted);
      }
      if (isQueued) {
        background.run(() => outbox.dispatch(tenantId));
      }
      return await toResponse(answer, route, parts);
    } catch (error) {
      await auditRefusal(error, arrival, principal);
      throw error;
    }
  };

  return ({route, handler}, arrival) => {
    switch (handler.kind) {
      case 'public':
        return toPublic(route, handler.handle, arrival);
      case 'read':
        return toReading(route, handler.handle, arrival);
      case 'stream':
        return toStreaming(route, handler.handle, arrival);
      case 'write':
        return toWriting(route, handler.handle, arrival);
    }
  };
};

interface Read {
  readonly call: Call;
  readonly list: ListQuery | undefined;
  /** The cursor that the list goes on from. */
  readonly cursor: OpenedCursor | undefined;
}

/**
 * What the request says, checked by the route's schemas (400, 422); then whether its target can be there at all (404).
 *
 * @param principal Who sends a body of whose members each needs a permission: what the members are is known here first (403).
 */
const readCall = async (
  route: Route,
  {request, requestId, path, spending}: Arrival,
  bytes: Uint8Array | undefined,
  {cursors}: PipelineParts,
  principal?: Principal,
): Promise<Read> => {
  const {list: asked, cursor: sealedCursor, include, parameters, choices} = parseQuery(new URL(request.url).searchParams, route);
  const cursor =
    asked && sealedCursor !== undefined
      ? await cursors.open(sealedCursor, {operationId: route.operationId, query: asked, of: path.id})
      : undefined;
  const list = asked && {...asked, after: cursor?.position};
  const body = route.body && bytes ? validate(route.body, parseJson(bytes)) : undefined;
  if (principal) {
    authorizeMembers(principal, route.access, body);
  }
  checkKey(route, request.headers);
  const ifMatch = route.versioned ? parseIfMatch(request.headers.get('if-match')) : undefined;
  const isNew = route.versioned && route.method === 'put' ? parseIfNoneMatch(request.headers.get('if-none-match'), ifMatch) : false;
  const {tenantId: _, ...params} = path;
  if (params.id !== undefined && !isId(params.id)) {
    throw notFound();
  }
  // The route's own types of query and body are known to its handler, not here.
  const call = {request, requestId, spending, params, query: {list, include, parameters, choices}, body, ifMatch, isNew} as unknown as Call;
  return {call, list, cursor};
};

/** What of a list depends on who asks: an exact count, and whose cursor it is. */
const checkList = ({list: spec}: Route, {list, cursor}: Read, principal: Principal): void => {
  if (list?.count === 'exact' && spec?.exactCountNeeds) {
    requirePermission(principal, spec.exactCountNeeds);
  }
  cursor?.check(principal);
};

/** What a page was asked for, and by whom. */
interface Listed {
  readonly list: ListQuery | undefined;
  readonly principal: Principal;
  readonly of: string | undefined;
}

const toResponse = async (answer: Answer, route: Route, parts: PipelineParts, listed?: Listed): Promise<Response> => {
  const {status = route.answer.status, body, page, cookie, known} = answer;
  const all = new Headers(headersOf(answer));
  if (cookie !== undefined) {
    all.append('Set-Cookie', parts.cookies.session.write(cookie));
  }
  if (known !== undefined) {
    all.append('Set-Cookie', parts.cookies.known.write(known));
  }
  const content = page && listed?.list ? await sealed(page, route, {...listed, list: listed.list}, parts) : body;
  if (content === undefined) {
    return new Response(null, {status, headers: all});
  }
  all.set('Content-Type', 'application/json');
  return new Response(JSON.stringify(content), {status, headers: all});
};

const sealed = async (
  {items, next, prev, total}: NonNullable<Answer['page']>,
  {operationId}: Route,
  {list: query, principal, of}: Listed & {readonly list: ListQuery},
  {cursors}: PipelineParts,
): Promise<unknown> => {
  const scope = {operationId, query, of};
  const [sealedNext, sealedPrev] = await Promise.all([
    next && cursors.seal(next, false, scope, principal),
    prev && cursors.seal(prev, true, scope, principal),
  ]);
  return {
    items,
    next: sealedNext,
    prev: sealedPrev,
    limit: query.limit,
    total,
  };
};

const auditorOf = (arrival: Arrival, dependencies: Dependencies) => {
  const {newId, now} = dependencies;
  return (
    transaction: TenantTransaction,
    {type, id, tenantId}: Principal,
    {action, target, changes = [], reason = null, outcome = 'success'}: Parameters<Effect['audit']>[0],
  ): Promise<void> =>
    appendAudit(transaction, tenantId, {
      id: newId('aud'),
      at: now(),
      actor: {type, id},
      action,
      target,
      outcome,
      changes,
      reason,
      ...auditOrigin(arrival, dependencies),
    });
};
