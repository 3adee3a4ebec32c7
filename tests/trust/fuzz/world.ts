import {insertLayer} from '../../../packages/server/src/layouts/queries.ts';
import {endOperation, insertTransfer} from '../../../packages/server/src/operations/queries.ts';
import {signedIn} from '../../../packages/server/src/testing/browser.ts';
import type {Engine} from '../../../packages/server/src/testing/engines.ts';
import {putLink} from '../../../packages/server/src/sessions/links.queries.ts';
import {formatToken, hashSecret} from '../../../packages/server/src/sessions/tokens.ts';
import {TestMailer} from '../../../packages/server/src/testing/mail.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';
import {TEST_PASSWORD, type TestTenant, type TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {addTwin, everythingOf, TWIN_ID} from '../../../packages/server/src/testing/twin.ts';
import type {Caller, Draft} from './attempt.ts';
import {type ApiDocument, type Operation, readDocument, successOf} from './document.ts';
import {type Journal, keepJournal, snapshot} from './journal.ts';
import type {Json} from './schema.ts';

/** A server with people in it, and the way to ask it for each of its operations as it wants to be asked. */
export interface World {
  readonly server: TestServer;
  readonly document: ApiDocument;
  readonly journal: Journal;
  /** Those who may do everything: by token, and by the cookie of a browser. */
  readonly administrators: readonly [byToken: Caller, byCookie: Caller];
  /** Those who may do little or nothing. */
  readonly others: readonly Caller[];
  /** Ids, names and cursors that mean something here. */
  readonly names: readonly string[];
  /** Whole bodies that an operation takes; none when it takes none. */
  bodies(operation: Operation): readonly Json[];
  /** Whoever a signed token says, with other claims than a good one. */
  claimant(claims: Readonly<Record<string, Json>>): Promise<Caller>;
  /** A request that the operation answers with success. */
  draft(operation: Operation, caller: Caller, body?: Json): Draft;
  /** Who can ask it so that it succeeds. */
  callerOf(operation: Operation, wished: Caller): Caller;
  /** Everything but what only grows, and the twin of the tenant with everything that it has. */
  everything(): Promise<{readonly all: readonly string[]; readonly twin: readonly string[]}>;
  close(): Promise<void>;
}

const NEW_PASSWORD = 'seventh marble staircase 90';
/** What a member's link is opened by. */
const LINK_SECRET = '5eed'.repeat(16);

/** Starts a server on a database of its own: a tenant, its neighbour and its twin; then a journal of whatever changes. */
export const createWorld = async (engine: Engine): Promise<World> => {
  const server = await startTestServer(engine, {mailer: new TestMailer()});
  const home = await server.freshTenant();
  const neighbour = await server.freshTenant();
  const member = await home.addUser({username: 'mona.member'});
  const newcomer = await home.addUser({username: 'nina.new'});
  const stranger = await neighbour.addUser({username: 'sven.stranger'});
  await home.addUser({username: 'dora.deactivated', deactivated: {at: server.clock.now(), reason: 'left'}});
  await server.database.asOwner((owner) =>
    owner.updateTable('credentials').set({temporary: true}).where('tenant_id', '=', home.id).where('user_id', '=', newcomer.id).execute(),
  );
  const tokenHash = await hashSecret(LINK_SECRET);
  await server.database.inTenant(home.id, (transaction) =>
    putLink(transaction, home.id, {userId: member.id, tokenHash, expiresAt: new Date('2030-01-01T00:00:00Z')}),
  );
  const document = readDocument(await (await server.request('/v1/openapi.json')).json());
  const callers = {
    administrator: await byToken(home, home.administrator, 'the administrator'),
    browser: await byCookie(server, home, home.administrator, 'the administrator by cookie'),
    member: await byToken(home, member, 'a member'),
    newcomer: await byCookie(server, home, newcomer, 'somebody who has to change the password'),
    stranger: await byToken(neighbour, neighbour.administrator, 'the administrator of another tenant'),
    nobody: {name: 'nobody', tenantId: home.id, headers: browserHeaders(server), secrets: [TEST_PASSWORD]},
  };
  for (const {headers} of Object.values(callers)) {
    // When somebody was last seen is written down now, and not again: the clock stands still.
    await server.request('/v1/me', {headers: {...headers}});
    await server.settled();
  }
  const operationId = server.newId('opn');
  const at = server.clock.now();
  const starter = {type: 'user', id: home.administrator.id} as const;
  await server.database.inTenant(home.id, async (transaction) => {
    await insertTransfer(transaction, home.id, {id: operationId, starter, from: member.id, to: starter.id, types: null, at});
    await endOperation(transaction, home.id, {id: operationId, now: at, ending: {status: 'succeeded'}});
    for (const userId of [null, home.administrator.id]) {
      const arrangement = {widgets: [], locked: [], basedOn: null, basedOnVersion: null};
      await insertLayer(transaction, home.id, {id: server.newId('lay'), userId, arrangement, at});
    }
  });
  await addTwin(server.database, home.id, member.id);
  const known = factsOf(home, member);
  const ids = new Map(
    await idsOf(document, home.administrator.id, (path) => server.request(path, {headers: {...callers.browser.headers}})),
  );
  for (const {path} of document.operations.filter((operation) => operation.path.includes('/operations/'))) {
    ids.set(path, operationId);
  }
  const names = [
    home.id,
    home.slug,
    neighbour.id,
    neighbour.slug,
    stranger.id,
    stranger.username,
    member.id,
    member.username,
    TWIN_ID.slice(0, -1),
    ...Object.values(neighbour.roleIds).slice(0, 2),
    ...ids.values(),
    ...(await cursorsOf(document, (path) => server.request(path, {headers: {...callers.administrator.headers}}))),
  ];
  const bodies = (operation: Operation): readonly Json[] =>
    operation.body ? document.schemas.shapes(operation.body.schema, 'body', (name) => known(name, operation)) : [];
  return {
    server,
    document,
    journal: await keepJournal(server.database),
    administrators: [callers.administrator, callers.browser],
    others: [callers.member, callers.newcomer, callers.stranger, callers.nobody],
    names,
    bodies,
    claimant: async (claims) => {
      const token = await home.administrator.token(claims);
      return {
        name: `somebody whose token says ${JSON.stringify(claims)}`,
        tenantId: home.id,
        headers: {Authorization: `Bearer ${token}`},
        secrets: [token],
      };
    },
    draft: (operation, caller, body = bodies(operation)[0]) => {
      const {method, path, parameters} = operation;
      const [type] = operation.body?.types ?? [];
      const headers = new Map(Object.entries(caller.headers));
      const tenantId = operation.isPublic ? home.id : caller.tenantId;
      const draft: Draft = {
        operation,
        caller,
        tenantId,
        method,
        path,
        steps: new Map(),
        query: [],
        headers,
        json: body,
        body: undefined,
        mustFail: false,
      };
      for (const {name, in: where, required, schema} of parameters) {
        const value = String(where === 'path' ? (ids.get(path) ?? '') : document.schemas.shapes(schema, name, () => undefined)[0]);
        if (where === 'path') {
          draft.steps.set(name, name === 'tenantId' ? home.id : value);
        } else if (required && where === 'query') {
          draft.query.push([name, value]);
        } else if (name === 'If-Match' ? required || method === 'PUT' : required) {
          headers.set(name, name === 'If-Match' ? '*' : value);
        }
      }
      if (type !== undefined) {
        headers.set('Content-Type', type);
      }
      return draft;
    },
    callerOf: ({isPublic}, wished) => (isPublic ? callers.nobody : wished),
    everything: async () => ({all: await snapshot(server.database), twin: await everythingOf(server.database, TWIN_ID)}),
    close: server.close,
  };
};

const byToken = async ({id: tenantId}: TestTenant, user: TestUser, name: string): Promise<Caller> => {
  const token = await user.token();
  return {name, tenantId, headers: {Authorization: `Bearer ${token}`}, secrets: [token, user.password]};
};

const byCookie = async (server: TestServer, tenant: TestTenant, user: TestUser, name: string): Promise<Caller> => {
  const {cookie = ''} = await signedIn(server, tenant, user);
  const [, secret = ''] = cookie.split('=');
  return {name, tenantId: tenant.id, headers: {...browserHeaders(server), Cookie: cookie}, secrets: [secret, user.password]};
};

const browserHeaders = ({publicUrl}: TestServer): Record<string, string> => ({Origin: publicUrl.origin, 'X-Requested-With': 'tenantry'});

/** What a schema cannot know: who exists, and with which password. */
const factsOf = (home: TestTenant, member: TestUser) => {
  const facts: Readonly<Record<string, string>> = {
    tenant: home.slug,
    password: TEST_PASSWORD,
    currentPassword: TEST_PASSWORD,
    newPassword: NEW_PASSWORD,
    roleId: home.roleIds['tenant-user'] ?? '',
    toUserId: home.administrator.id,
    token: formatToken({tenantId: home.id, secret: LINK_SECRET}),
  };
  return (name: string, {isPublic}: Operation): Json | undefined => (isPublic && name === 'username' ? member.username : facts[name]);
};

type Ask = (path: string) => Promise<Response>;

/**
 * For each path that names one of something: the id of one, from the list of all, but not of who asks, for nobody acts on oneself (G3), nor of
 * who is deactivated, with whom little can be done.
 */
const idsOf = async ({operations}: ApiDocument, askerId: string, ask: Ask): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  for (const {path} of operations) {
    const lists = path.slice(0, path.search(/\/\{(?!tenantId)/));
    if (operations.some((operation) => operation.path === lists && operation.method === 'GET' && operation.parameters.some(isCursor))) {
      const {items} = (await (await ask(lists.replace('{tenantId}', 'self'))).json()) as {items: {id: string; status?: string}[]};
      ids.set(path, items.find(({id, status}) => id !== askerId && status !== 'deactivated')?.id ?? '');
    }
  }
  return ids;
};

/** A cursor of each list. */
const cursorsOf = async ({operations}: ApiDocument, ask: Ask): Promise<string[]> => {
  const cursors: string[] = [];
  for (const {path, parameters} of operations.filter((operation) => operation.parameters.some(isCursor))) {
    const answer = parameters.some(isCursor) ? await ask(`${path.replace('{tenantId}', 'self')}?limit=1`) : undefined;
    const {next} = ((await answer?.json()) ?? {}) as {next?: string | null};
    cursors.push(...(next ? [next] : []));
  }
  return cursors;
};

const isCursor = ({name}: {readonly name: string}): boolean => name === 'cursor';

/** Whether an answer is what the operation promises when all is well. This server has nothing to send mail by, and says so where it needs it. */
export const isWell = (operation: Operation, {status, text}: {readonly status: number; readonly text: string}): boolean =>
  status === successOf(operation) || (status === 409 && text.includes('"code":"mail-not-configured"'));
