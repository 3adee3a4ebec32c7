import {
  type ChangeEvent,
  isApiError,
  isProblem,
  type TenantClient,
  type TenantryError,
  type Total,
  type User,
  type UserListOptions,
} from '@tenantry/sdk';
import {failureOf} from '../../foundation/failure.ts';

/** Who is asked, on whose behalf, for which users. */
export interface Question {
  readonly client: TenantClient;
  /** What one person saw is not shown to another. */
  readonly reader: string | undefined;
  readonly filter: NonNullable<UserListOptions['filter']>;
  readonly sort: UserListOptions['sort'];
  readonly limit: number;
}

/** Page after page of the answer to one question. What is asked later voids what is still on its way (T9). */
export class UserPages {
  isLoading = false;
  /** Why the next page is missing. */
  growthError: TenantryError | undefined;
  total: Total | null = null;
  /** A user that this client created a moment ago: on top, wherever the order would put it, until something else is asked. */
  fresh: User | undefined;
  /** When the rows were those of the server. */
  answeredAt: string | undefined;
  /** The filter of the question that has been answered. */
  filter: Question['filter'] = {};
  readonly #onChange: (error?: TenantryError) => void;
  #question: Question | undefined;
  #answered = '';
  #failure: TenantryError | undefined;
  #isAsked = false;
  #call: AbortController | undefined;
  #users: readonly User[] | undefined;
  #next: string | null = null;

  /** @param onChange Called after each change, with what has just failed. */
  constructor(onChange: (error?: TenantryError) => void) {
    this.#onChange = onChange;
  }

  /** Why there is no answer. */
  get error(): TenantryError | undefined {
    return this.stale ? undefined : this.#failure;
  }

  /** Why the rows are not those of now. What the server refuses is not shown from before. */
  get stale(): TenantryError | undefined {
    const failure = this.#failure;
    const isAnswered = this.#question && this.#users && this.#answered === contentOf(this.#question);
    return isAnswered && failure && isPassing(failure) ? failure : undefined;
  }

  /** The users so far; `undefined` before the first answer. */
  get rows(): readonly User[] | undefined {
    const {fresh} = this;
    return fresh ? [fresh, ...(this.#users ?? []).filter(({id}) => id !== fresh.id)] : this.#users;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks for the first page, unless that was asked last. What is on the screen stays until the answer is there. */
  ask(question: Question): void {
    const last = this.#question;
    if (last?.client !== question.client || last.reader !== question.reader) {
      this.#users = undefined;
    } else if (this.#isAsked && contentOf(last) === contentOf(question)) {
      return;
    }
    this.#question = question;
    this.fresh = undefined;
    void this.again();
  }

  /** Asks for the first page again, long enough to hold as many as now. */
  async again(): Promise<void> {
    await this.#load({limit: Math.min(200, Math.max(this.#question?.limit ?? 0, this.#users?.length ?? 0)), count: 'capped'});
  }

  /** Adds the next page. */
  async grow(): Promise<void> {
    if (this.#next !== null && !this.isLoading) {
      await this.#load({limit: this.#question?.limit, cursor: this.#next});
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
    if (!question || type !== 'user' || id === null || !(isFresh || this.rows?.some((row) => row.id === id))) {
      return;
    }
    try {
      const user = await question.client.users.get(id);
      if (question === this.#question) {
        this.#take(user, isFresh);
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

  #take(user: User, isFresh: boolean): void {
    if (isFresh) {
      this.fresh = {...user, activity: NONE};
      this.total &&= {...this.total, value: this.total.value + 1};
      return;
    }
    const replace = (row: User): User =>
      row.id === user.id && row.version <= user.version ? {...user, ...(row.activity && {activity: row.activity})} : row;
    this.#users = this.#users?.map(replace);
    this.fresh &&= replace(this.fresh);
  }

  async #load(options: UserListOptions): Promise<void> {
    const question = this.#question;
    if (!question) {
      return;
    }
    const {client, filter, sort} = question;
    const isFirst = options.cursor === undefined;
    const call = new AbortController();
    this.#call?.abort();
    this.#call = call;
    this.#isAsked = true;
    this.isLoading = true;
    this.#failure = undefined;
    this.growthError = undefined;
    this.#onChange();
    try {
      const page = await client.users.list({filter, sort, include: ['activity'], signal: call.signal, ...options});
      if (call === this.#call && !call.signal.aborted) {
        const known = new Map(this.rows?.map((user) => [user.id, user]));
        const before = isFirst ? [] : (this.#users ?? []);
        const there = new Set(before.map(({id}) => id));
        this.#users = [...before, ...page.items.filter(({id}) => !there.has(id)).map((user) => newer(user, known.get(user.id)))];
        this.#answered = contentOf(question);
        this.answeredAt = isFirst ? new Date().toISOString() : this.answeredAt;
        this.#next = page.next;
        this.total = page.total ?? this.total;
        this.filter = filter;
        this.isLoading = false;
        this.#onChange();
      }
    } catch (error) {
      const failure = failureOf(error);
      if (!failure || call !== this.#call) {
        return;
      }
      this.isLoading = false;
      if (isFirst) {
        this.#failure = failure;
      } else if (isProblem(failure, 'invalid-cursor')) {
        return this.again(); // A cursor lives for a day.
      } else {
        this.growthError = failure;
      }
      this.#onChange(failure);
    }
  }
}

const isPassing = (failure: TenantryError): boolean => !isApiError(failure) || failure.status >= 429;

/** A change may have been heard after the list was asked: its answer, which is older, does not take that back (T9). */
const newer = (listed: User, known: User | undefined): User => (known && known.version > listed.version ? known : listed);

const contentOf = ({filter, sort, limit}: Question): string => JSON.stringify([filter, sort, limit]);

// Whoever was created a moment ago has done nothing yet.
const NONE = {lastSignInAt: null, lastActiveAt: null, openSessions: 0, signInFailures24h: 0};
