import assert from 'node:assert/strict';
import {ApiError, type ClientEvent, type RequestOptions, TenantClient, type TenantEvent} from '@tenantry/sdk';
import {sql} from 'kysely';
import {listen} from '../../../packages/server/src/node/listen.ts';
import type {Engine} from '../../../packages/server/src/testing/engines.ts';
import {TestMailer} from '../../../packages/server/src/testing/mail.ts';
import {TestProvider} from '../../../packages/server/src/testing/owners.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {Canaries} from './canaries.ts';

/** A request that reached the server, and what it was answered. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: string;
  readonly cookies: readonly string[];
  body: string;
}

/** A browser that keeps its cookies and speaks by the SDK. */
export interface Browser {
  readonly client: TenantClient;
  cookie: string;
}

/** A server with all that secrets could leak into, which remembers it. */
export interface World {
  readonly server: TestServer;
  readonly tenant: TestTenant;
  readonly mailer: EchoingMailer;
  readonly provider: TestProvider;
  readonly canaries: Canaries;
  readonly exchanges: Exchange[];
  /** What clients told their hosts: events of calls, changes, events of the stream, and what they threw. */
  readonly told: unknown[];
  readonly clientOf: (user: TestUser) => Promise<TenantClient>;
  readonly browser: () => Browser;
  /** Fails unless the call is refused so. */
  readonly refused: (code: string, call: Promise<unknown>) => Promise<void>;
  /** Every row that was ever written into any table, whether or not it is there still. */
  readonly rowsWritten: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** What a hasher is told to break at. */
export const UNHASHABLE = 'unhashable';

/** One that tells of whatever it fails at, as mail servers and libraries do. */
export class EchoingMailer extends TestMailer {
  override async send(mail: Parameters<TestMailer['send']>[0]): Promise<void> {
    if (this.isDown) {
      throw new Error(`550 refused: ${mail.subject}\n${mail.text}`);
    }
    await super.send(mail);
  }
}

class EchoingHasher extends TestHasher {
  override async hash(password: string): Promise<string> {
    if (password.includes(UNHASHABLE)) {
      throw new Error(`Cannot hash ${password}`);
    }
    return super.hash(password);
  }
}

export const startWorld = async (engine: Engine): Promise<World> => {
  const [mailer, provider, canaries] = [new EchoingMailer(), new TestProvider(), new Canaries()];
  // With limits: what they count by is stored as well.
  const server = await startTestServer(engine, {mailer, resources: [provider], passwordHasher: new EchoingHasher(), limits: {}});
  await watchRows(server);
  const tenant = await server.freshTenant();
  const exchanges: Exchange[] = [];
  const told: unknown[] = [];
  const clients: TenantClient[] = [];
  const listening = await listen(
    async (request) => {
      const response = await server.fetch(request);
      const {status, headers} = response;
      const cookies = headers.getSetCookie();
      const others = [...headers].filter(([name]) => name !== 'set-cookie').map((header) => header.join(': '));
      const exchange = {method: request.method, url: request.url, status, headers: others.join('\n'), cookies, body: ''};
      exchanges.push(exchange);
      return remembered(response, (text) => {
        exchange.body += text;
      });
    },
    {port: 0, publicUrl: server.publicUrl, drainMs: 500},
  );
  const open = (auth: ConstructorParameters<typeof TenantClient>[0]['auth'], fetch = globalThis.fetch): TenantClient => {
    const onEvent = (event: ClientEvent): unknown => told.push(event);
    const client = new TenantClient({baseUrl: new URL('/api', listening.url), auth, onEvent, fetch, retries: 0});
    client.changes.addEventListener('change', (event) => told.push(event));
    clients.push(client);
    return client;
  };
  return {
    server,
    tenant,
    mailer,
    provider,
    canaries,
    exchanges,
    told,
    clientOf: async (user) => {
      const token = canaries.keep(`bearer token of ${user.username}`, await user.token());
      canaries.keep(`signature of the token of ${user.username}`, token.split('.')[2] ?? '');
      const client = open({getToken: () => token});
      client.events.subscribe({onEvent: (event: TenantEvent) => told.push(event), onState: (...state) => told.push(state)});
      return client;
    },
    browser: () => {
      const kept = new Map<string, string>();
      const browser: Browser = {
        cookie: '',
        client: open({cookie: true}, async (input, init) => {
          const request = new Request(input, init);
          const headers = new Headers(request.headers);
          headers.set('Origin', server.publicUrl.origin);
          headers.set('Cookie', [...kept].map((cookie) => cookie.join('=')).join('; '));
          const response = await fetch(new Request(request, {headers}));
          for (const line of response.headers.getSetCookie()) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            kept.set(name, value);
            if (value !== '' && !name.includes('known')) {
              browser.cookie = value;
              canaries.keep('session cookie', value.split('.')[1] ?? '', 'cookie');
            }
          }
          return response;
        }),
      };
      return browser;
    },
    refused: async (code, call) => {
      const error = await call.then(
        () => assert.fail(`It was not refused: ${code}`),
        (thrown: unknown) => thrown,
      );
      told.push(error);
      assert.ok(error instanceof ApiError, String(error));
      assert.equal(error.code, code);
    },
    rowsWritten: () =>
      server.database.asOwner(async (owner) => {
        const {rows} = await sql<{row: string}>`select distinct row from written_rows`.execute(owner);
        return rows.map(({row}) => row);
      }),
    close: async () => {
      for (const client of clients) {
        client.close();
      }
      await listening.close();
      await server.close();
    },
  };
};

/** Keeps a copy of each row that any table is ever given, as text: also of what is deleted again. */
const watchRows = ({database}: TestServer): Promise<void> =>
  database.asOwner(async (owner) => {
    await sql`create table written_rows (row text not null)`.execute(owner);
    await sql`
      create function keep_row() returns trigger language plpgsql security definer as $$
      begin
        insert into public.written_rows values (tg_table_name || ' ' || to_jsonb(new)::text);
        return null;
      end $$`.execute(owner);
    const {rows} = await sql<{name: string}>`
      select relname as name from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and relname <> 'written_rows'`.execute(owner);
    assert.ok(rows.length > 15);
    for (const {name} of rows) {
      await sql`create trigger keep_row after insert or update on ${sql.table(name)} for each row execute function keep_row()`.execute(
        owner,
      );
    }
  });

/** The same answer, whose body somebody hears of while it is sent. */
const remembered = (response: Response, hear: (text: string) => void): Response => {
  if (!response.body) {
    return response;
  }
  const decoder = new TextDecoder();
  const heard = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      hear(decoder.decode(chunk, {stream: true}));
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(heard), response);
};

/** Options of a call with a key of its own, for sending it again. */
export const keyed = (): RequestOptions => ({idempotencyKey: crypto.randomUUID()});
