// The real server beside the browser tests: the test runner passes `/api/*` on to it, makes a tenant for each test that asks, and tells what
// mail it has sent.
import type {IncomingMessage, ServerResponse} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type {ReadableStream} from 'node:stream/web';
import {engines} from '../packages/server/src/testing/engines.ts';
import {TestProvider} from '../packages/server/src/testing/owners.ts';
import {TestMailer} from '../packages/server/src/testing/mail.ts';
import {startTestServer, type TestServer} from '../packages/server/src/testing/server.ts';
import type {Mail} from '../packages/server/src/mail/mailer.ts';
import type {TestTenant, TestUser, TestUserOptions} from '../packages/server/src/testing/tenants.ts';

/** What the test runner's Koa hands to a middleware, as far as it is used here. */
interface Context {
  readonly path: string;
  readonly origin: string;
  readonly method: string;
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  respond?: boolean;
}

/** What a test may ask for beside the tenant and its administrator. Times are texts. */
interface TenantRequest {
  readonly users?: readonly (Omit<TestUserOptions, 'createdAt' | 'lastSignInAt'> & {
    readonly createdAt?: string;
    readonly lastSignInAt?: string;
    /** What the user owns: names by type. */
    readonly owns?: Readonly<Record<string, readonly string[]>>;
  })[];
}

/** What a user owns from now on as well. */
interface Gift {
  readonly userId: string;
  readonly type: string;
  readonly names: readonly string[];
}

export interface TestBackend {
  readonly middleware: (context: Context, next: () => Promise<void>) => Promise<void>;
  readonly plugin: {readonly name: string; serverStop(): Promise<void>};
}

const api = '/api';
const newTenant = '/__test__/tenants';
const mails = '/__test__/mails';

/** A mailer that takes nothing for a host that is down. */
class PostOffice extends TestMailer {
  override async send(mail: Mail): Promise<void> {
    if (mail.to.endsWith('@down.example')) {
      throw new Error('No such host');
    }
    await super.send(mail);
  }
}
const newBelongings = '/__test__/belongings';
/** How long one thing takes to get another owner. */
const MOVING_MS = 60;

const toRequest = ({origin, req}: Context): Request => {
  const headers = Object.entries(req.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD';
  return new Request(new URL(req.url ?? '/', origin), {
    method: req.method ?? 'GET',
    headers,
    ...(hasBody && {body: Readable.toWeb(req) as BodyInit, duplex: 'half'}),
  });
};

const send = async (response: Response, context: Context): Promise<void> => {
  context.respond = false; // Koa's own answer
  context.res.statusCode = response.status;
  context.res.setHeaders(response.headers);
  if (response.body) {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), context.res).catch((error: unknown) => {
      if (!context.res.destroyed) {
        throw error; // A browser that gives its request up wants no answer.
      }
    });
  } else {
    context.res.end();
  }
};

const describeUser = async (user: TestUser): Promise<object> => ({...user, token: await user.token()});

const describeTenant = async ({id, slug, name, roleIds, administrator}: TestTenant, users: readonly TestUser[]): Promise<object> => ({
  tenantId: id,
  slug,
  name,
  roleIds,
  token: await administrator.token(),
  adminUserId: administrator.id,
  administrator: await describeUser(administrator),
  users: await Promise.all(users.map(describeUser)),
});

const makeTenant = async (server: TestServer, provider: TestProvider, request: Request): Promise<Response> => {
  const text = await request.text();
  const {users = []} = (text ? JSON.parse(text) : {}) as TenantRequest;
  const tenant = await server.freshTenant();
  const added: TestUser[] = [];
  for (const {createdAt, lastSignInAt, owns = {}, ...user} of users) {
    added.push(
      await tenant.addUser({
        ...user,
        ...(createdAt !== undefined && {createdAt: new Date(createdAt)}),
        ...(lastSignInAt !== undefined && {lastSignInAt: new Date(lastSignInAt)}),
      }),
    );
    for (const [type, names] of Object.entries(owns)) {
      provider.give(added.at(-1)?.id ?? '', type, ...names);
    }
  }
  return Response.json(await describeTenant(tenant, added), {status: 201});
};

const give = async (provider: TestProvider, request: Request): Promise<Response> => {
  const {userId, type, names} = (await request.json()) as Gift;
  provider.give(userId, type, ...names);
  return new Response(null, {status: 204});
};

/** One server for a whole run, on an embedded database, started when the first test asks. */
export const testBackend = (): TestBackend => {
  const provider = new TestProvider();
  provider.beforeEach = () => new Promise((resolve) => setTimeout(resolve, MOVING_MS));
  let starting: Promise<TestServer> | undefined;
  const mailer = new PostOffice();
  const start = (origin: string): Promise<TestServer> => {
    const [engine] = engines.filter(({name}) => name === 'PGlite');
    if (!engine) {
      throw new Error('The server has no embedded database to test on');
    }
    return startTestServer(engine, {publicUrl: `${origin}${api}`, clock: () => new Date(), mailer, resources: [provider]});
  };
  return {
    middleware: async (context, next) => {
      if (context.path === mails) {
        const to = new URL(context.req.url ?? '/', context.origin).searchParams.get('to');
        return send(Response.json(mailer.sent.filter((mail) => mail.to === to)), context);
      }
      const isTenant = context.path === newTenant && context.method === 'POST';
      if (context.path === newBelongings && context.method === 'POST') {
        return send(await give(provider, toRequest(context)), context);
      }
      if (!isTenant && !context.path.startsWith(`${api}/`)) {
        return next();
      }
      starting ??= start(context.origin);
      const server = await starting;
      const request = toRequest(context);
      return send(await (isTenant ? makeTenant(server, provider, request) : server.fetch(request)), context);
    },
    plugin: {
      name: 'test-backend',
      serverStop: async () => (await starting)?.close(),
    },
  };
};
