import type {Database} from '../db/database.ts';
import type {Announcement, EventStream} from './event-stream.ts';
import {lookForNews} from './events.queries.ts';

/** How often, in milliseconds. */
export interface Pace {
  /** One looks for what other processes have done. */
  readonly lookMs: number;
  /** A stream says that it is there (V2). */
  readonly beatMs: number;
}

/** After so many looks a stream looks whether its reader may still be there, whatever has happened: credentials also end by time (E6). */
const LOOKS = 3;

/** The open streams of one tenant. One query at a time looks for all of them whether there is anything to tell; none while there is none. */
export class TenantStreams {
  readonly #database: Database;
  readonly #tenantId: string;
  readonly #pace: Pace;
  readonly #streams = new Set<EventStream>();
  readonly #fresh = new Set<EventStream>();
  #head = '0';
  #looks = 0;
  #running: Promise<void> | undefined;
  #isWoken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;

  constructor(database: Database, tenantId: string, pace: Pace) {
    this.#database = database;
    this.#tenantId = tenantId;
    this.#pace = pace;
  }

  get size(): number {
    return this.#streams.size;
  }

  add(stream: EventStream): void {
    this.#streams.add(stream);
    this.#fresh.add(stream);
    this.#beat ??= setInterval(() => this.#streams.forEach((one) => one.beat()), this.#pace.beatMs);
    this.wake();
  }

  remove(stream: EventStream): void {
    this.#streams.delete(stream);
    this.#fresh.delete(stream);
    if (this.#streams.size === 0) {
      clearTimeout(this.#timer);
      clearInterval(this.#beat);
      this.#beat = undefined;
    }
  }

  /** Something may have happened. */
  wake(): void {
    this.#isWoken = true;
    this.#running ??= this.#run();
  }

  /** Something has happened that is written down nowhere. */
  announce(announcement: Announcement): void {
    this.#streams.forEach((stream) => stream.announce(announcement));
    this.wake();
  }

  /** Ends all of them. Resolves when none is looking any more. */
  async close(): Promise<void> {
    for (const stream of this.#streams) {
      stream.close();
    }
    await this.#running;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    do {
      this.#isWoken = false;
      await this.#look();
    } while (this.#isWoken && this.#streams.size > 0);
    this.#running = undefined;
    if (this.#streams.size > 0) {
      this.#timer = setTimeout(() => {
        this.#running ??= this.#run();
      }, this.#pace.lookMs);
    }
  }

  async #look(): Promise<void> {
    const isNews = await this.#isNews();
    this.#looks = isNews ? 0 : (this.#looks + 1) % LOOKS;
    const isDue = this.#looks === 0;
    for (const stream of this.#streams) {
      if (isDue || stream.isBehind || stream.hasAnnouncement || this.#fresh.delete(stream)) {
        await stream.look();
      }
    }
  }

  /** Where that cannot be said, each stream looks for itself, and fails for itself. */
  async #isNews(): Promise<boolean> {
    try {
      const {head, isNews} = await this.#database.inTenant(this.#tenantId, (transaction) =>
        lookForNews(transaction, this.#tenantId, this.#head),
      );
      this.#head = head;
      return isNews;
    } catch {
      return true;
    }
  }
}
