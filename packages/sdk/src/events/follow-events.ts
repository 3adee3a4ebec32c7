import {TenantEvent} from '../contract/events.ts';
import {isApiError} from '../errors/api-error.ts';
import {TenantryError} from '../errors/tenantry-error.ts';
import {readAnswer} from '../transport/answer.ts';
import {pause} from '../transport/time-limit.ts';
import type {Transport} from '../transport/transport.ts';
import {validatorOf} from '#validator';
import {EventParser} from './event-parser.ts';
import {isHidden, type Page, whenSeen} from './page.ts';

/**
 * How a stream is: `connecting`; `open`; `reset`, open again after so long that something may have been missed: whatever is shown has to be
 * asked for anew; `waiting` to try again; `ended`, for good.
 */
export type EventsState = 'connecting' | 'open' | 'reset' | 'waiting' | 'ended';

export interface Following {
  /** The path of the stream, with its query. */
  readonly path: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: TenantEvent) => unknown;
  readonly onState: (state: EventsState, error?: TenantryError) => unknown;
  readonly random?: (() => number) | undefined;
  /** While it is hidden, the stream is closed. */
  readonly page?: Page | undefined;
}

// As long as a timer can be told.
const FOREVER_MS = 2_147_483_647;
/** A server says something at least every 15 s (V2). */
const SILENCE_MS = 45_000;
/** A stream that ended is opened again within so long, and within twice as long each time that fails. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Follows a stream of events until it is told not to, or the server will not have it. Never rejects. */
export const followEvents = async (transport: Transport, following: Following): Promise<void> => {
  const {signal, page, random = Math.random} = following;
  const connection = new Connection(transport, following);
  let failures = 0;
  while (!signal.aborted) {
    await whenSeen(page, signal);
    const error = signal.aborted ? undefined : await connection.open();
    if (signal.aborted || isHidden(page)) {
      continue;
    }
    if (error && isFinal(error)) {
      tell(() => following.onState('ended', error));
      return;
    }
    failures = connection.hasHeard ? 0 : failures + 1;
    // Whose session ended may have another by now; that is found out at once, but not again and again.
    if (!(connection.isEnded && failures === 0)) {
      tell(() => following.onState('waiting', error));
      const share = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
      await pause((error?.retryAfterMs ?? 0) + random() * share, signal);
    }
  }
  tell(() => following.onState('ended'));
};

/** Whether there is no sense in coming back: the client is closed, or the server knows no such stream, or not for this credential. */
const isFinal = (error: TenantryError): boolean =>
  ['misuse', 'aborted'].includes(error.kind) || (isApiError(error) && error.status < 500 && ![408, 425, 429].includes(error.status));

/** One connection after another, each of which goes on where the last one was cut. */
class Connection {
  /** Whether the last one brought anything. */
  hasHeard = false;
  /** Whether the server has ended it, since the credential is over. */
  isEnded = false;
  readonly #transport: Transport;
  readonly #following: Following;
  #position = '';

  constructor(transport: Transport, following: Following) {
    this.#transport = transport;
    this.#following = following;
  }

  /** Reads until there is nothing more to read. @returns why, where that is known. */
  async open(): Promise<TenantryError | undefined> {
    const {path, signal, page, onState} = this.#following;
    const cutting = new AbortController();
    const cut = (): void => cutting.abort();
    const cutWhenHidden = (): void => (isHidden(page) ? cut() : undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(cut, SILENCE_MS);
    };
    this.hasHeard = false;
    this.isEnded = false;
    tell(() => onState('connecting'));
    heard();
    signal.addEventListener('abort', cut);
    page?.addEventListener('visibilitychange', cutWhenHidden);
    try {
      await this.#transport.send<void>({
        operation: 'events.subscribe',
        method: 'get',
        path,
        ...(this.#position && {headers: {'last-event-id': this.#position}}),
        retries: 0,
        timeoutMs: FOREVER_MS,
        attemptTimeoutMs: FOREVER_MS,
        signal: cutting.signal,
        read: (response, ...rest) =>
          response.ok && response.headers.get('content-type')?.startsWith('text/event-stream')
            ? this.#read(response, heard)
            : readAnswer(response, ...rest),
      });
      return undefined;
    } catch (error) {
      return cutting.signal.aborted ? undefined : (error as TenantryError); // Nothing else is thrown.
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cut);
      page?.removeEventListener('visibilitychange', cutWhenHidden);
    }
  }

  async #read({body}: Response, heard: () => void): Promise<void> {
    const parser = new EventParser(this.#position);
    const reader = body?.getReader();
    let isFirst = true;
    try {
      let read: Uint8Array | undefined;
      while ((read = (await reader?.read())?.value)) {
        heard();
        if (isFirst) {
          isFirst = false;
          this.hasHeard = true;
          tell(() => this.#following.onState('open'));
        }
        for (const {event, data} of parser.push(read)) {
          this.#hear(event, data);
        }
        this.#position = parser.id;
      }
    } catch (error) {
      this.#position = parser.id;
      void reader?.cancel().catch(() => undefined);
      throw error;
    }
  }

  #hear(event: string, data: string): void {
    const {onEvent, onState} = this.#following;
    if (event === 'reset') {
      tell(() => onState('reset'));
    } else if (event === 'end') {
      this.isEnded = true;
    } else {
      const parsed = validatorOf(TenantEvent).safeParse(parse(data));
      if (!parsed.success) {
        throw new TenantryError('bad-response', 'An event breaks the contract.');
      }
      tell(() => onEvent(parsed.data));
    }
  }
}

const parse = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** What somebody does who is told shall not break the stream. */
const tell = (work: () => unknown): void => {
  try {
    void Promise.resolve(work()).catch(() => undefined);
  } catch {}
};
