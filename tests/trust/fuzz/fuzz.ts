import {type Answered, judgeAnswer} from './answers.ts';
import {type Attempt, describeAttempt, requestOf} from './attempt.ts';
import type {ApiDocument} from './document.ts';
import {judgeChanges} from './effects.ts';
import type {Journal} from './journal.ts';

/** What is attacked. */
export interface Subject {
  readonly document: ApiDocument;
  readonly journal: Journal;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
  /** How long a request may take. Default: 10 s. */
  readonly patienceMs?: number;
}

export interface Tally {
  readonly requests: number;
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What is wrong, each kind once, with the request that showed it. */
  readonly complaints: readonly string[];
}

/** More than this is one defect seen many times. */
const MAX_COMPLAINTS = 20;

/** Sends everything, one after another, judges each answer and each change, and puts the database back. */
export const fuzz = async (subject: Subject, attempts: Iterable<Attempt> | AsyncIterable<Attempt>): Promise<Tally> => {
  const statuses = new Map<number, number>();
  const complaints = new Map<string, string>();
  let requests = 0;
  for await (const attempt of attempts) {
    requests++;
    const {status, found} = await tryOne(subject, attempt);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    for (const complaint of found) {
      const kind = `${attempt.what.split(':')[0]} ${complaint.replaceAll(/[^a-z ]/g, '').slice(0, 60)}`;
      if (!complaints.has(kind) && complaints.size < MAX_COMPLAINTS) {
        complaints.set(kind, `${complaint}\n${describeAttempt(attempt)}`);
      }
    }
  }
  return {requests, statuses, complaints: [...complaints.values()]};
};

const tryOne = async (
  {document, journal, fetch, settled, patienceMs = 10_000}: Subject,
  attempt: Attempt,
): Promise<{readonly status: number; readonly found: readonly string[]}> => {
  const answered = await within(patienceMs, answerOf(fetch, attempt));
  if (typeof answered === 'string') {
    return {status: 0, found: [answered]};
  }
  await settled();
  const changes = await journal.take();
  const found = [...judgeAnswer(document, attempt, answered), ...judgeChanges(document, attempt, answered, changes)];
  if (changes.length > 0) {
    await journal.undo(changes);
  }
  return {status: answered.status, found};
};

/** Sends one. What is thrown is an answer that nobody should get. */
export const answerOf = async (fetch: Subject['fetch'], attempt: Attempt): Promise<Answered | string> => {
  try {
    const response = await fetch(requestOf(attempt));
    const isEndless = response.headers.get('content-type') === 'text/event-stream';
    await (isEndless ? response.body?.cancel() : undefined);
    return {status: response.status, headers: response.headers, text: isEndless ? '' : await response.text()};
  } catch (error) {
    return `throws ${error instanceof Error ? error.stack : String(error)}`;
  }
};

const within = async <Value>(milliseconds: number, work: Promise<Value>): Promise<Value | string> => {
  const {promise, resolve} = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(`has no answer after ${milliseconds} ms`), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
};
