import type {TenantEvent} from '../contract/events.ts';
import {type Change, ChangeEvent} from '../transport/changes.ts';
import type {Transport} from '../transport/transport.ts';
import {followEvents} from './follow-events.ts';
import {ownPage} from './page.ts';

/** So many versions are remembered. A subject beyond them is heard of once more. */
const MOST = 10_000;

export interface RemoteChanges {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly random?: (() => number) | undefined;
  /** What the client has changed lately. */
  readonly own: readonly Event[];
}

/**
 * Dispatches on the client's `changes` what others change, until it is told not to: by one stream, closed while the page is hidden and
 * opened behind its last event when it is seen again (S10). Never rejects.
 */
export const followRemoteChanges = (transport: Transport, {path, signal, random, own}: RemoteChanges): Promise<void> => {
  const {changes} = transport;
  const seen = new Map<string, number>();
  const note = (event: Event): void => {
    const {type, id, version} = (event as ChangeEvent).subject;
    if (version !== undefined) {
      const key = `${type} ${id}`;
      const latest = Math.max(version, seen.get(key) ?? 0);
      seen.delete(key);
      seen.set(key, latest);
      const [oldest] = seen.keys();
      if (seen.size > MOST && oldest !== undefined) {
        seen.delete(oldest);
      }
    }
  };
  const dispatch = (change: Change): boolean => changes.dispatchEvent(new ChangeEvent(change, 'remote'));
  own.forEach(note);
  // Not as one of those for whom there is a stream.
  EventTarget.prototype.addEventListener.call(changes, 'change', note);
  return followEvents(transport, {
    path,
    signal,
    random,
    page: ownPage(),
    onEvent: (event) => {
      const change = changeOf(event);
      const {type, id, version} = change.subject;
      // One's own writes are told to oneself as well.
      if (version === undefined || version > (seen.get(`${type} ${id}`) ?? 0)) {
        dispatch(change);
      }
    },
    onState: (state) => state === 'reset' && dispatch({subject: {type: '*', id: null}, action: 'reset'}),
  }).finally(() => EventTarget.prototype.removeEventListener.call(changes, 'change', note));
};

/** An event as the client's own writes tell of themselves: `user.updated` is an `updated` user. */
const changeOf = ({type, subject: {version, ...subject}}: TenantEvent): Change => ({
  subject: {...subject, ...(version !== null && {version})},
  action: type === 'session.ended' && subject.type === 'user' ? 'sessionsEnded' : (type.split('.')[1] ?? type),
});
