import {
  type ChangeEvent,
  isApiError,
  isProblem,
  type Page,
  type TenantClient,
  type TenantryError,
  type Total,
  type User,
  type UserListOptions,
} from '@tenantry/sdk';
import {failureOf} from '../../foundation/failure.ts';

/** Who is asked, on whose behalf, for which users. */
export interface Question {
  readonly client: Pick<TenantClient, 'users'>;
  /** What one person saw is not shown to another. */
  readonly reader: string | undefined;
  readonly filter: NonNullable<UserListOptions['filter']>;
  readonly sort: UserListOptions['sort'];
  readonly limit: number;
}

/** Users that follow one another. Those far from what is seen are dropped, and asked for again by the cursor that led to them (X11). */
export interface Block {
  /** What it is asked by; nobody knows it after its day is over. */
  cursor: string | null | undefined;
  count: number;
  users?: readonly User[] | undefined;
  /** The id of its last user: another one in a later answer tells that the block after it has changed as well. */
  last?: string | undefined;
  /** Whether it is to be asked again while its users stay in sight. */
  isOld?: boolean;
  /** By how much its rows are higher than most, and all of them together. */
  extras?: number[] | undefined;
  extra: number;
}

const LIMIT = 200;
/** So many rows around those that are drawn are asked for, and so many are kept. */
const NEAR = 60;
const FAR = 100;

/** Page after page of the answer to one question. What is asked later voids what is still on its way (T9). */
export class UserPages {
  isLoading = false;
  /** Whether what is on its way is the answer to a new question, or to the same one asked again. */
  isRenewing = false;
  /** Why users are missing: the next page, or some that were dropped. */
  growthError: TenantryError | undefined;
  total: Total | null = null;
  /** When the rows were those of the server. */
  answeredAt: string | undefined;
  /** The filter of the question that has been answered. */
  filter: Question['filter'] = {};
  readonly #onChange: (error?: TenantryError, isBack?: boolean) => void;
  #question: Question | undefined;
  #answered = '';
  #failure: TenantryError | undefined;
  #isAsked = false;
  #call: AbortController | undefined;
  #asking = 0;
  #top: Block | undefined;
  #blocks: Block[] = [];
  #next: string | null | undefined = null;
  #seen: readonly Stretch[] = [[0, 0]];

  /** @param onChange Called after each change, with what has just failed, and whether there is nothing but users who were dropped. */
  constructor(onChange: (error?: TenantryError, isBack?: boolean) => void) {
    this.#onChange = onChange;
  }

  /** Why there is no answer. */
  get error(): TenantryError | undefined {
    return this.stale ? undefined : this.#failure;
  }

  /** Why the rows are not those of now. What the server refuses is not shown from before. */
  get stale(): TenantryError | undefined {
    const failure = this.#failure;
    return this.#isAnswered && failure && isPassing(failure) ? failure : undefined;
  }

  /** The list as far as it was loaded. */
  get blocks(): readonly Block[] {
    return this.#top ? [this.#top, ...this.#blocks] : this.#blocks;
  }

  /** A user that this client created a moment ago: on top, wherever the order would put it, until something else is asked. */
  get fresh(): User | undefined {
    return this.#top?.users?.[0];
  }

  /** How many users there are so far, dropped ones included; `undefined` before the first answer. */
  get count(): number | undefined {
    return this.blocks.length > 0 ? this.blocks.reduce((sum, {count}) => sum + count, 0) : undefined;
  }

  /** Those of them that were not dropped. */
  get users(): readonly User[] {
    return this.blocks.flatMap(({users = []}) => users);
  }

  /** Whether a version of a user, or a later one, is among them. */
  has({id, version = Infinity}: ChangeEvent['subject']): boolean {
    return this.users.some((user) => user.id === id && user.version >= version);
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  get #isAnswered(): boolean {
    return this.#question !== undefined && this.#blocks.length > 0 && this.#answered === contentOf(this.#question);
  }

  /** Asks for the first page, unless that was asked last. What is on the screen stays until the answer is there. */
  ask(question: Question): void {
    const last = this.#question;
    if (last?.client !== question.client || last.reader !== question.reader) {
      this.#blocks = [];
    } else if (this.#isAsked && contentOf(last) === contentOf(question)) {
      return;
    }
    this.#question = question;
    this.#top = undefined;
    void this.again();
  }

  /** Asks again for what is near what is seen. Resolves when it is there. */
  async again(): Promise<void> {
    for (const block of this.#blocks) {
      block.isOld = true;
    }
    let at: number | undefined = (this.#isAnswered && this.#wanted[0]) || 0;
    for (let isFirst = true; at !== undefined && (await this.#load(at, isFirst)); isFirst = false) {
      at = this.#wanted[0];
    }
  }

  /** Asks for what is missing near what is seen, else for the next page. */
  async grow(): Promise<void> {
    const end = this.#blocks.length;
    const at = this.#wanted[0] ?? this.#reach(end);
    if (at < end || this.hasMore) {
      await this.#load(at);
    }
  }

  /**
   * Drops what is far from what is looked at, and asks for what is near and missing.
   *
   * @param seen First and last row of each stretch that is looked at, the most important one first.
   */
  look(seen: readonly Stretch[], mayGrow: boolean): void {
    this.#seen = seen;
    if (!this.#isAnswered || this.growthError) {
      return;
    }
    for (const {block} of this.#find((start, end, {users}) => users && !seen.some((one) => isNear(start, end, one, FAR)))) {
      block.users = undefined;
    }
    const wanted = this.#wanted;
    if (wanted.length === 0 ? mayGrow && !this.isLoading : !(this.isLoading && (this.isRenewing || wanted.includes(this.#asking)))) {
      void this.grow();
    }
  }

  /** The users of a block, asked for again where they were dropped; `undefined` when they cannot be loaded. */
  async usersOf(block: Block): Promise<readonly User[] | undefined> {
    const at = this.#blocks.indexOf(block);
    return block.users ?? (this.#reach(at) === at ? this.#load(at) : undefined);
  }

  /** Whoever is gone does not stand on top any more. */
  forget(id: string | null): void {
    if (this.fresh?.id === id) {
      this.#top = undefined;
    }
  }

  /** Gives up what is on its way; the next question is asked whatever it is. */
  abandon(): void {
    this.#call?.abort();
    this.isLoading = false;
    this.#isAsked = false;
  }

  /** Shows a change of a user: one that this client created on top, any other in its place. */
  async hear({subject: {type, id}, action, origin}: ChangeEvent): Promise<void> {
    const question = this.#question;
    const isFresh = action === 'created' && origin === 'local';
    if (!question || type !== 'user' || id === null || !(isFresh || this.users.some((user) => user.id === id))) {
      return;
    }
    try {
      const user = await question.client.users.get(id);
      if (question === this.#question) {
        this.#show(user, isFresh);
        this.#onChange();
      }
    } catch (error) {
      const failure = failureOf(error);
      if (question === this.#question) {
        if (failure && isPassing(failure)) {
          this.#failure = failure; // There is something to see that is not seen.
        }
        this.#onChange(failure);
      }
    }
  }

  #show(user: User, isFresh: boolean): void {
    if (isFresh) {
      const [first] = this.#blocks;
      if (first?.users && this.fresh) {
        first.count = (first.users = [this.fresh, ...first.users]).length; // Who was created before stays.
      }
      this.#remove([user]);
      this.#top = {cursor: null, users: [{...user, activity: NONE}], count: 1, extra: 0};
      this.total &&= {...this.total, value: this.total.value + 1};
      return;
    }
    const replace = (row: User): User => (row.id === user.id && row.version <= user.version ? {activity: row.activity, ...user} : row);
    for (const block of this.blocks) {
      block.users = block.users?.map(replace);
    }
  }

  /** Takes users out of the blocks that have not just been answered. */
  #remove(users: readonly User[], answered?: Block): void {
    const ids = new Set(users.map(({id}) => id));
    for (const block of this.#blocks) {
      if (block !== answered && block.users?.some(({id}) => ids.has(id))) {
        block.users = block.users.filter(({id}) => !ids.has(id));
        block.count = block.users.length;
      }
    }
  }

  /** The blocks for which something holds, by their first row and the one behind their last. */
  #find(holds: (start: number, end: number, block: Block) => unknown): {at: number; block: Block}[] {
    const found: {at: number; block: Block}[] = [];
    let end = this.fresh ? 1 : 0;
    this.#blocks.forEach((block, at) => {
      const start = end;
      end += block.count;
      if (holds(start, end, block)) {
        found.push({at, block});
      }
    });
    return found;
  }

  /** The blocks near what is looked at that are to be asked for. */
  get #wanted(): readonly number[] {
    return this.#seen.flatMap((one) =>
      this.#find((start, end) => isNear(start, end, one, NEAR)).flatMap(({at, block}) =>
        block.users && !block.isOld ? [] : this.#reach(at),
      ),
    );
  }

  /** The block to be asked for so that this one, or the next page behind the last one, can be: a cursor that is not known stands in the answer before. */
  #reach(at: number): number {
    let reached = at;
    while (reached > 0 && (this.#blocks[reached]?.cursor ?? (reached === this.#blocks.length ? this.#next : undefined)) === undefined) {
      reached -= 1;
    }
    return reached;
  }

  /** Asks for a block, or for one more behind the last one. */
  async #load(at: number, isFirst = false): Promise<readonly User[] | undefined> {
    const question = this.#question;
    if (!question) {
      return undefined;
    }
    const {client, filter, sort, limit} = question;
    const isNew = !this.#isAnswered;
    const block = isNew ? undefined : this.#blocks[at];
    const cursor = at === 0 ? null : (block ?? {cursor: this.#next}).cursor;
    const call = new AbortController();
    this.#call?.abort();
    this.#call = call;
    this.#asking = at;
    this.#isAsked = true;
    this.isLoading = true;
    this.isRenewing = isFirst;
    if (isFirst) {
      this.#failure = undefined;
    }
    const isQuiet = !isFirst && !this.growthError;
    this.growthError = undefined;
    if (isFirst || !block) {
      this.#onChange();
    }
    try {
      const page = await client.users.list({
        filter,
        sort,
        include: ['activity'],
        signal: call.signal,
        limit: Math.min(LIMIT, Math.max(limit, block?.count ?? 0)),
        ...(cursor && {cursor}),
        ...(isFirst && {count: 'capped'}),
      });
      if (call !== this.#call || call.signal.aborted) {
        return undefined;
      }
      const {count} = this;
      const size = block?.count;
      const users = this.#take(page, isNew ? undefined : at, block);
      if (isFirst) {
        this.#answered = contentOf(question);
        this.answeredAt = new Date().toISOString();
        this.filter = filter;
      }
      this.total = page.total ?? this.total;
      this.isLoading = false;
      this.#onChange(undefined, isQuiet && size === users.length && this.count === count);
      return users;
    } catch (error) {
      const failure = failureOf(error);
      if (!failure || call !== this.#call) {
        return undefined;
      }
      if (cursor && isProblem(failure, 'invalid-cursor')) {
        this.#next = undefined;
        for (const old of this.#blocks) {
          old.cursor = undefined; // A cursor lives for a day, and these are no younger.
        }
        return this.#load(this.#reach(at), isFirst);
      }
      this.isLoading = false;
      if (isFirst) {
        this.#failure = failure;
      } else {
        this.growthError = failure;
      }
      for (const old of this.#blocks) {
        old.isOld = false;
      }
      this.#onChange(failure);
      return undefined;
    }
  }

  /** Puts an answer in its place. What stands before it and behind it holds nobody twice and leaves nobody out (E8). */
  #take({items, next}: Page<User>, at: number | undefined, block: Block | undefined): readonly User[] {
    const known = new Map(this.users.map((user) => [user.id, user]));
    const top = items.find(({id}) => id === this.fresh?.id);
    if (top) {
      this.#show(top, false);
    }
    const isBehind = at !== undefined && !block;
    const users = items.filter((user) => user !== top && !(isBehind && known.has(user.id))).map((user) => newer(user, known.get(user.id)));
    const last = items.at(-1)?.id;
    if (at === undefined) {
      this.#blocks = [];
    }
    const end = this.#blocks.at(-1);
    const after = at !== undefined && this.#blocks[at + 1];
    if (block) {
      this.#remove(users, block);
      if (after) {
        after.cursor = next;
        after.isOld ||= last !== block.last;
      }
      Object.assign(block, {users, count: users.length, last, isOld: false});
    } else if (end?.users && end.count + users.length <= LIMIT) {
      Object.assign(end, {users: [...end.users, ...users], count: end.count + users.length, last});
    } else {
      this.#blocks.push({cursor: end ? this.#next : null, users, count: users.length, last, extra: 0});
    }
    if (!after || next === null) {
      this.#blocks.length = Math.min(this.#blocks.length, (at ?? 0) + 1);
      this.#next = next;
    }
    return users;
  }
}

/** From a row to another. */
type Stretch = readonly [first: number, last: number];

const isNear = (start: number, end: number, [first, last]: Stretch, margin: number): boolean =>
  start <= last + margin && end >= first - margin;

const isPassing = (failure: TenantryError): boolean => !isApiError(failure) || failure.status >= 429;

/** A change may have been heard after the list was asked: its answer, which is older, does not take that back (T9). */
const newer = (listed: User, known: User | undefined): User => (known && known.version > listed.version ? known : listed);

const contentOf = ({filter, sort, limit}: Question): string => JSON.stringify([filter, sort, limit]);

// Whoever was created a moment ago has done nothing yet.
const NONE = {lastSignInAt: null, lastActiveAt: null, openSessions: 0, signInFailures24h: 0};
