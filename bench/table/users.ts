// Runs in the page: the users that both contestants are given, and a client that answers with them at once.
import {type Page, TenantClient, type User} from '@tenantry/sdk';

export const COLUMNS = ['username', 'name', 'email', 'role', 'createdAt', 'lastSignInAt', 'status'] as const;
export type Column = (typeof COLUMNS)[number];

/** How a list can be sorted here. */
export type Sort = '-createdAt' | 'username' | 'email';

/** Users in hand: as objects, and as the bytes that a server sends for each. */
export interface Users {
  readonly count: number;
  /** The user at a place of the list, sorted so. */
  readonly at: (sort: Sort, place: number) => User;
  /** Part of the list, as a server answers. `total` only where it is asked for. */
  readonly page: (sort: Sort, start: number, end: number, limit: number, counted: boolean) => Uint8Array<ArrayBuffer>;
}

const FIRST = ['Amara', 'Oskar', 'Priya', 'Tomás', 'Li', 'Hannah', 'Yusuf', 'Freya', 'Mateo', 'Aiko', 'Kofi', 'Nia', 'Émile'];
const LAST = ['Okafor', 'Lindqvist', 'Raghunathan', 'Reyes', 'Wenjing', 'Osei', 'Demir', 'Nilsen', 'Ferreira', 'Tanabe', 'Mensah'];
const ROLES = ['Tenant User', 'Developer', 'GPU Researcher', 'Analyst', 'Auditor', 'Tenant Admin'];
const NEWEST = Date.parse('2026-05-12T12:00:00.000Z');

const id = (prefix: string, index: number): string => `${prefix}_${String(index).padStart(26, '0')}`;
const pick = (words: readonly string[], index: number): string => words[index % words.length] ?? '';

const userOf = (index: number): User => {
  const [firstName, lastName] = [pick(FIRST, index), pick(LAST, index * 7)];
  const username = `${firstName}.${lastName}`.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase() + index;
  const role = index % ROLES.length;
  const createdAt = new Date(NEWEST - index * 60_000).toISOString();
  const isOff = index % 11 === 6;
  return {
    id: id('usr', index),
    tenantId: id('ten', 1),
    username,
    email: `${username}@northlight.example`,
    emailVerified: true,
    firstName,
    lastName,
    roleId: id('rol', role),
    role: {id: id('rol', role), key: 'role', name: pick(ROLES, role)},
    extraPermissions: [],
    effectivePermissions: ['jobs.submit', 'jupyter.use', 'models.deploy', 'models.train', 'resources.read', 'resources.use'],
    status: isOff ? 'deactivated' : 'active',
    deactivatedAt: isOff ? createdAt : null,
    deactivationReason: null,
    credential: index % 9 === 0 ? 'temporary' : 'password',
    passwordChangedAt: createdAt,
    temporaryPasswordExpiresAt: null,
    externalIds: [],
    note: null,
    createdBy: {type: 'system', id: null, label: 'system'},
    createdAt,
    updatedAt: createdAt,
    version: 1,
    activity: {
      lastSignInAt: index % 7 === 3 ? null : new Date(NEWEST - (index % 5000) * 3_600_000).toISOString(),
      lastActiveAt: null,
      openSessions: 0,
      signInFailures24h: 0,
    },
  };
};

/** Makes so many users, newest first, and the orders that an index of a database would have ready. */
export const makeUsers = (count: number): Users => {
  const users = Array.from({length: count}, (_, index) => userOf(index));
  const encoder = new TextEncoder();
  // Beside the heap, which is measured.
  const bytes = users.map((user) => encoder.encode(JSON.stringify(user)));
  const order = (key: 'username' | 'email'): Uint32Array =>
    Uint32Array.from(users.keys()).toSorted((one, other) => ((users[one]?.[key] ?? '') < (users[other]?.[key] ?? '') ? -1 : 1));
  const orders = {'-createdAt': Uint32Array.from(users.keys()), username: order('username'), email: order('email')};
  const at = (sort: Sort, place: number): User => users[orders[sort][place] ?? -1] as User;

  const page = (sort: Sort, start: number, end: number, limit: number, counted: boolean): Uint8Array<ArrayBuffer> => {
    const places = orders[sort].subarray(start, end);
    const rest: Omit<Page<User>, 'items'> = {
      next: end < count ? `after.${end}` : null,
      prev: start > 0 ? `before.${start}` : null,
      limit,
      total: counted ? {value: Math.min(count, 10_000), relation: count > 10_000 ? 'gte' : 'eq'} : null,
    };
    const foot = encoder.encode(`],${JSON.stringify(rest).slice(1)}`);
    const head = encoder.encode('{"items":[');
    const size = places.reduce((sum, place) => sum + (bytes[place]?.length ?? 0) + 1, head.length + foot.length - 1);
    const answer = new Uint8Array(size);
    answer.set(head);
    let offset = head.length;
    places.forEach((place, index) => {
      if (index > 0) {
        answer[offset++] = 0x2c;
      }
      const user = bytes[place] as Uint8Array;
      answer.set(user, offset);
      offset += user.length;
    });
    answer.set(foot, offset);
    return answer;
  };
  return {count, at, page};
};

/** What the client has been asked for. */
export interface Asked {
  /** How many pages. */
  pages: number;
  /** The furthest place that it has answered up to. */
  end: number;
}

/** A client that is answered at once. A cursor says where it goes on, as `after.50` or `before.50`. */
export const clientOf = (users: Users): {readonly client: TenantClient; readonly asked: Asked} => {
  const asked: Asked = {pages: 0, end: 0};
  const client = new TenantClient({
    baseUrl: '/api',
    auth: {cookie: true},
    fetch: (input) => {
      const {searchParams: query} = new URL(input instanceof Request ? input.url : String(input), location.href);
      const sort = (query.get('sort') ?? '-createdAt') as Sort;
      const limit = Number(query.get('limit') ?? 50);
      const [side, place] = (query.get('cursor') ?? 'after.0').split('.');
      const start = side === 'before' ? Math.max(0, Number(place) - limit) : Number(place);
      const end = Math.min(users.count, side === 'before' ? Number(place) : start + limit);
      asked.pages += 1;
      asked.end = Math.max(asked.end, end);
      const body = users.page(sort, start, end, limit, query.get('count') !== null);
      return Promise.resolve(new Response(body, {headers: {'content-type': 'application/json'}}));
    },
  });
  return {client, asked};
};
