import type {Operation, Problem} from '@tenantry/sdk/contract';
import {appendAudit} from '../audit/queries.ts';
import type {Background} from '../background.ts';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import {toHex} from '../hex.ts';
import {problemType} from '../http/problem.ts';
import {PROBLEM_TEXTS} from '../http/problem-texts.ts';
import {Refusal} from '../refusal.ts';
import {type Ending, endOperation, holdOperation, keepOperation, type OperationRow, selectAbandoned} from './queries.ts';

/** What carries out an operation that is held. May be done again from the start, after a process has ended in its midst. */
export type Work = (
  operation: OperationRow,
  means: {readonly progress: (progress: Operation['progress']) => void; readonly signal: AbortSignal},
) => Promise<Readonly<Record<string, unknown>>>;

export interface RunnerParts extends Pick<Dependencies, 'database' | 'now' | 'newId' | 'random' | 'logger' | 'publicUrl'> {
  readonly background: Background;
  readonly work: Work;
}

/** Carries operations out, each in one process at a time. */
export interface Runner {
  /** Begins one that has committed. Nobody waits for it. */
  begin(tenantId: string, id: string): void;
  /** Carries on what nobody is at: what a process that has ended has left behind. */
  resume(tenantId: string): Promise<void>;
  /** Stops one that was cancelled, where it goes on in this process. Another process notices it by itself. */
  stop(id: string): void;
  /** Lets go of everything, for the next process to carry on. */
  close(): void;
}

/** How long an operation is its process's without a word from it, and how often it says one. */
const HELD_MS = 30_000;
const BEAT_MS = 10_000;
/** So many processes may end in the midst of an operation before it counts as failed: maybe it is why they end. */
const MOST_ATTEMPTS = 5;

export const runnerOf = ({database, now, newId, random, logger, publicUrl, background, work}: RunnerParts): Runner => {
  const running = new Map<string, AbortController>();
  let isClosing = false;

  const end = (tenantId: string, id: string, by: string, ending: Ending): Promise<void> =>
    database.inTenant(tenantId, async (transaction) => {
      const at = now();
      const ended = await endOperation(transaction, tenantId, {id, by, now: at, ending});
      if (ended && ending.status !== 'pending') {
        await auditOperation(transaction, ended, {id: newId('aud'), at, from: 'running'});
      }
    });

  const problemOf = (error: unknown): Problem => {
    const {code, status, message} =
      error instanceof Refusal ? error : new Refusal('temporarily-unavailable', 'It could not be finished. What was done stays done.');
    return {type: problemType(publicUrl, code), title: PROBLEM_TEXTS[code].title, status, detail: message, code};
  };

  const carryOut = async (tenantId: string, operation: OperationRow, by: string): Promise<void> => {
    const {id, attempts} = operation;
    if (attempts > MOST_ATTEMPTS) {
      await end(tenantId, id, by, {status: 'failed', error: problemOf(undefined)});
      return;
    }
    const over = new AbortController();
    running.set(id, over);
    let latest: Operation['progress'] | undefined;
    let saving: Promise<void> | undefined;
    const keep = async (): Promise<void> => {
      const progress = latest;
      latest = undefined;
      const at = now();
      const hold = {id, by, now: at, until: new Date(at.getTime() + HELD_MS), progress};
      const isOurs = await database.inTenant(tenantId, (transaction) => keepOperation(transaction, tenantId, hold)).catch(() => true);
      if (!isOurs) {
        over.abort();
      }
    };
    const save = (): void => {
      saving ??= keep().finally(() => {
        saving = undefined;
        if (latest) {
          save();
        }
      });
    };
    const beat = setInterval(save, BEAT_MS);
    let reached: Operation['progress'] | undefined;
    try {
      const progress = (said: Operation['progress']): void => {
        reached = latest = said;
        save();
      };
      const result = await untilAborted(work(operation, {progress, signal: over.signal}), over.signal);
      await saving;
      await end(tenantId, id, by, {status: 'succeeded', ...(reached && {progress: reached}), result});
    } catch (error) {
      latest = undefined;
      await saving;
      if (isClosing) {
        await end(tenantId, id, by, {status: 'pending'});
      } else if (!over.signal.aborted) {
        logger.error('operation.failed', {operation: id, error: describeFailure(error)});
        await end(tenantId, id, by, {status: 'failed', error: problemOf(error)});
      }
    } finally {
      clearInterval(beat);
      running.delete(id);
    }
  };

  const begin = (tenantId: string, id: string): void =>
    background.run(async () => {
      const by = toHex(random(new Uint8Array(16)));
      const at = now();
      const hold = {id, by, now: at, until: new Date(at.getTime() + HELD_MS)};
      const operation = isClosing
        ? undefined
        : await database.inTenant(tenantId, (transaction) => holdOperation(transaction, tenantId, hold));
      if (operation) {
        await carryOut(tenantId, operation, by);
      }
    });

  return {
    begin,
    resume: async (tenantId) => {
      const abandoned = await database.inTenant(tenantId, (transaction) => selectAbandoned(transaction, tenantId, now()));
      abandoned.forEach((id) => begin(tenantId, id));
    },
    stop: (id) => running.get(id)?.abort(),
    close: () => {
      isClosing = true;
      running.forEach((over) => over.abort());
    },
  };
};

/** Waits for work until the signal, whether or not the work heeds it. */
const untilAborted = async <Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> => {
  const over = Promise.withResolvers<never>();
  const abort = (): void => over.reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};

/** Tells the audit trail how an operation has come on, in the name of whoever started it. */
export const auditOperation = (
  transaction: TenantTransaction,
  row: OperationRow,
  {id, at, from}: {readonly id: string; readonly at: Date; readonly from: OperationRow['status']},
): Promise<void> =>
  appendAudit(transaction, row.tenant_id, {
    id,
    at,
    actor: {type: row.starter_type, id: row.starter_id},
    action: 'operation.updated',
    target: {type: 'operation', id: row.id},
    outcome: row.status === 'failed' ? 'failed' : 'success',
    changes: [{path: '/status', from, to: row.status}],
    reason: null,
    ip: null,
    userAgent: null,
    requestId: row.id,
  });
