import type {TenantEvent} from '@tenantry/sdk/contract';
import type {Database} from '../db/database.ts';
import type {Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import type {StreamCall} from '../http/route.ts';
import {Refusal} from '../refusal.ts';
import {Chunks} from './chunks.ts';
import {type FoundEvent, selectEvents, selectVersions} from './events.queries.ts';
import {beat, mark, message} from './message.ts';
import {mayHear, mayHearOfSummary} from './readable.ts';

/** So many events are read at a time. */
const BATCH = 200;
/** With so many bytes waiting nothing more is read from before: whoever catches up is served at their own pace. */
const CALM_BYTES = 65_536;
/** What happens to a user and moves no version of theirs. */
const WITHOUT_VERSION = new Set(['user.passwordReset', 'session.ended']);

/** What has happened to the tenant's figures, and is written down nowhere. */
export interface Announcement {
  readonly type: 'summary.updated';
  readonly at: string;
}

export interface NewStream {
  readonly call: Pick<StreamCall, 'tenantId' | 'principal' | 'look'>;
  readonly types: ReadonlySet<string>;
  /** The number of the last event that the reader has. */
  readonly position: string;
  /** Whether events before it may be missing: the reader has to ask again for everything. */
  readonly isReset: boolean;
  /** So many bytes may wait for the reader. */
  readonly mostBytes: number;
  readonly database: Database;
  readonly logger: Logger;
  readonly onEnd: (stream: EventStream) => void;
}

/** One reader of a tenant's events. It looks when it is told to, and holds nothing open in between. */
export class EventStream {
  readonly #chunks: Chunks;
  readonly #stream: NewStream;
  #position: string;
  #isBehind = true;
  #announced: Announcement | undefined;

  constructor(stream: NewStream) {
    const {position, isReset, mostBytes, onEnd} = stream;
    this.#stream = stream;
    this.#position = position;
    this.#chunks = new Chunks(mostBytes, () => onEnd(this));
    this.#chunks.write(isReset ? message({id: position, event: 'reset', data: {}}) : mark(position));
  }

  get body(): ReadableStream<Uint8Array> {
    return this.#chunks.body;
  }

  /** Whether there is more to tell than it has told. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** Whether it has been told of something that it has not told yet. */
  get hasAnnouncement(): boolean {
    return this.#announced !== undefined;
  }

  /** Takes something to tell at the next look. Several are told once. */
  announce(announcement: Announcement): void {
    this.#announced = announcement;
  }

  /** Lets the reader in anew, and tells what has happened. Whoever is let in no more is told that, and nothing else (A4). Never rejects. */
  async look(): Promise<void> {
    try {
      do {
        await this.#go();
      } while (this.#isBehind && this.#chunks.waiting < CALM_BYTES && !this.#chunks.isOver);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        this.#fail(error);
      } else if (error.code !== 'temporarily-unavailable') {
        await this.#refuse();
      }
    }
  }

  /** Shows that somebody is here, and how far it has come. */
  beat(): void {
    this.#chunks.write(beat);
    this.#chunks.write(mark(this.#position));
  }

  /** Ends it; whoever reads may come back. */
  close(): void {
    this.#chunks.end();
  }

  async #go(): Promise<void> {
    const {call, types} = this.#stream;
    const {tenantId} = call;
    const announced = this.#announced;
    const {found, told, versions, isHeard} = await call.look(
      // First what has happened, then whether the reader may know: a right that was lost before something happened is lost by then.
      (transaction) => selectEvents(transaction, tenantId, {after: this.#position, most: BATCH}),
      async (events, transaction, principal) => {
        const heard = events.filter((event) => types.has(event.type) && mayHear(principal, event));
        const versioned = heard.filter(isVersioned).map(({subject: {id}}) => id);
        return {
          found: events,
          told: heard,
          versions: await selectVersions(transaction, tenantId, [...new Set(versioned)]),
          isHeard: mayHearOfSummary(principal),
        };
      },
    );
    for (const event of told) {
      this.#tell(event, (isVersioned(event) && versions.get(event.subject.id)) || null);
    }
    this.#position = found.at(-1)?.id ?? this.#position;
    this.#isBehind = found.length === BATCH;
    if (announced && announced === this.#announced) {
      this.#announced = undefined;
    }
    if (announced && isHeard && types.has(announced.type)) {
      // It has no number of its own: whoever is cut off behind it goes on behind what was before.
      const id = this.#position;
      this.#chunks.write(
        message({id, event: announced.type, data: {id, ...announced, subject: {type: 'summary', id: tenantId, version: null}}}),
      );
    }
  }

  /** Ends it for somebody who is let in no more. Whose session has ended is told that first (E31). */
  async #refuse(): Promise<void> {
    const {call, types, database} = this.#stream;
    const {tenantId, principal} = call;
    try {
      const events = await database.inTenant(tenantId, (transaction) =>
        selectEvents(transaction, tenantId, {after: this.#position, most: BATCH}),
      );
      for (const event of events.filter(({type, subject}) => types.has(type) && subject.id === principal.sessionId)) {
        this.#tell(event, null);
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#chunks.write(message({id: this.#position, event: 'end', data: {}}));
    this.#chunks.end();
  }

  #tell({id, type, at, subject}: FoundEvent, version: number | null): void {
    const data: TenantEvent = {id, type, at, subject: {...subject, version}};
    this.#chunks.write(message({id, event: type, data}));
  }

  #fail(error: unknown): void {
    this.#stream.logger.error('stream.failed', {error: describeFailure(error)});
    this.close();
  }
}

const isVersioned = ({type, subject}: FoundEvent): boolean => ['user', 'layout'].includes(subject.type) && !WITHOUT_VERSION.has(type);
