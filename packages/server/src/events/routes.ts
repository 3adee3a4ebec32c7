import {EVENT_TYPES, TenantEvent} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import {defineRoute, type Endpoint, streaming} from '../http/route.ts';
import type {EventStreams} from './event-streams.ts';
import {selectHead, selectNumberBefore, selectTimeOf} from './events.queries.ts';

const subscribe = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/events',
  operationId: 'events.subscribe',
  summary: 'What happens in the tenant, as it happens: references to what the caller may read',
  access: 'full',
  choices: {types: EVENT_TYPES},
  answer: {status: 200, description: 'A stream of events; the data of each is this, in JSON', schema: TenantEvent, isStream: true},
  refusals: [],
});

/** How long what happened is told to those who come back (V2). */
const KEPT_MS = 24 * 3_600_000;
/** A stream begins so long before it was opened, so that whoever reads first and then opens it misses nothing; but with no more than so much. */
const OVERLAP_MS = 10_000;
const OVERLAP = 1_000;

/** Endpoint 48. */
export const eventsEndpoints = ({now}: Pick<Dependencies, 'now'>, streams: EventStreams): readonly Endpoint[] => [
  streaming(subscribe, async (call) => {
    const {query, request, spending, streamKey} = call;
    const {types} = query.choices;
    const last = request.headers.get('last-event-id');
    const {position, isReset} = await call.look(
      (transaction) => findPosition(transaction, call.tenantId, last, now()),
      async (found) => found,
    );
    return streams.open(streamKey, spending, {call, types: types.size > 0 ? types : new Set(EVENT_TYPES), position, isReset});
  }),
];

interface Position {
  readonly position: string;
  readonly isReset: boolean;
}

/** Where a stream begins. Whoever names an event that is too old, or none, has to ask again for everything. */
const findPosition = async (transaction: TenantTransaction, tenantId: string, last: string | null, at: Date): Promise<Position> => {
  const head = await selectHead(transaction, tenantId);
  if (last === null || last === '') {
    const time = new Date(at.getTime() - OVERLAP_MS);
    return {position: await selectNumberBefore(transaction, tenantId, {time, head, most: OVERLAP}), isReset: false};
  }
  const seq = /^\d{1,15}$/.test(last) ? Number(last) : Number.NaN;
  if (seq === Number(head)) {
    return {position: head, isReset: false};
  }
  // What came next is the oldest that would be told.
  const next = seq < Number(head) ? await selectTimeOf(transaction, tenantId, String(seq + 1)) : undefined;
  return next && at.getTime() - next.getTime() <= KEPT_MS ? {position: String(seq), isReset: false} : {position: head, isReset: true};
};
