import type {RandomBytes, SectionData, SectionName} from '@tenantry/sdk/contract';
import type {Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';
import type {AskingTenant, Overview, PartialOverview, ResourceProvider} from '../resources/provider.ts';
import {withinTime} from '../resources/time-limit.ts';
import {checkSection} from './check.ts';
import type {Notes} from './notes.ts';

/** How long a provider may think (§8). */
export const SUMMARY_MS = 3_000;
/** An answer is good for so long: whoever looks meanwhile is told the same. */
export const FRESH_MS = 10_000;
/** So long what was told last passes for what is so now, while the source thinks. */
const CURRENT_MS = 30_000;
/** So long it stands in for a source that fails. */
export const KEPT_MS = 300_000;
/** A source that fails is left alone for about so long, and for twice as long each time that it fails again. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

export interface SourceMeans {
  readonly provider: ResourceProvider;
  readonly tenant: AskingTenant;
  readonly now: () => Date;
  readonly random: RandomBytes;
  readonly logger: Logger;
  readonly notes: Notes;
  /** Called when it tells something else than what was shown last. */
  readonly onOther: () => void;
}

/** What a source has to say of a section, as far as that may be shown. */
export interface Share<Name extends SectionName = SectionName> {
  readonly name: string;
  readonly simulated: boolean;
  readonly ok: boolean;
  readonly code: string | null;
  readonly asOf: string | null;
  /** `undefined` when nothing is known; `null` when it has nothing of the tenant. */
  readonly data: SectionData[Name] | null | undefined;
}

interface Told {
  readonly at: number;
  readonly overview: Overview;
}

/** One provider, as one tenant sees it. It is asked once at a time, however many want to know, and what it said last is kept. */
export class Source {
  readonly #means: SourceMeans;
  /** What it said last, by section: one that made no sense leaves the one before. */
  readonly #told = new Map<SectionName, Told>();
  #running: Promise<boolean> | undefined;
  /** Why the last call brought nothing, by section. */
  readonly #codes = new Map<SectionName, string>();
  #askedAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #notBefore = 0;
  #shown: string | undefined;

  constructor(means: SourceMeans) {
    this.#means = means;
  }

  get sections(): readonly SectionName[] {
    return this.#means.provider.sections ?? [];
  }

  /** When somebody last wanted to know. */
  get askedAt(): number {
    return this.#askedAt;
  }

  /** Asks it, unless its last answer is young enough or it has to be left alone. Never rejects. @returns whether it has answered. */
  refresh(): Promise<boolean> {
    const now = this.#now();
    const isFresh = this.#failures === 0 && now - this.#askedAt < FRESH_MS;
    if (!this.#running && !isFresh && now >= this.#notBefore) {
      this.#askedAt = now;
      this.#running = this.#ask().finally(() => {
        this.#running = undefined;
      });
    }
    return this.#running ?? Promise.resolve(this.#failures === 0);
  }

  /** What is known of a section now. */
  shareOf<Name extends SectionName>(section: Name): Share<Name> {
    const {provider} = this.#means;
    const told = this.#told.get(section);
    const age = told ? this.#now() - told.at : Number.POSITIVE_INFINITY;
    const failed = this.#codes.get(section) ?? null;
    const code = failed ?? (age > CURRENT_MS ? 'timeout' : null);
    return {
      name: provider.name,
      simulated: provider.simulated ?? false,
      ok: code === null,
      code,
      asOf: told ? new Date(told.at).toISOString() : null,
      data: told && age <= KEPT_MS ? (told.overview[section] ?? null) : undefined,
    };
  }

  /** Somebody is shown what it has said. */
  noteShown(): void {
    this.#shown = this.#state();
  }

  async #ask(): Promise<boolean> {
    const {provider, tenant, logger, onOther} = this.#means;
    const at = this.#askedAt;
    try {
      const said: unknown = await withinTime(SUMMARY_MS, async (signal) => provider.summary?.({tenant, visible: 'all'}, signal));
      if (typeof said !== 'object' || said === null) {
        throw new Nonsense();
      }
      const overview = said as Readonly<Record<string, unknown>> & Pick<PartialOverview, 'failures'>;
      this.sections.forEach((section) => this.#keep(section, at, overview.failures?.[section] ?? overview[section]));
      if (this.#failures > 0) {
        logger.info('provider.answersAgain', {provider: provider.name, tenant: tenant.id});
      }
      this.#failures = 0;
      this.#notBefore = 0;
    } catch (error) {
      const code = codeOf(error);
      this.#failures++;
      this.#notBefore = this.#now() + this.#pauseMs(error);
      this.sections.forEach((section) => this.#codes.set(section, code));
      // Of an outage the log tells its beginning and its end.
      if (this.#failures === 1) {
        logger.error('provider.failed', {provider: provider.name, tenant: tenant.id, code, error: describeFailure(error)});
      }
    }
    if (this.#shown !== undefined && this.#shown !== this.#state()) {
      this.noteShown();
      onOther();
    }
    return this.#failures === 0;
  }

  #keep(section: SectionName, at: number, said: unknown): void {
    if (said instanceof Error) {
      this.#codes.set(section, codeOf(said));
      return;
    }
    const {data, isUsable, faults} = checkSection(section, said);
    this.#means.notes.add(this.#means.provider.name, faults);
    if (isUsable) {
      this.#told.set(section, {at, overview: data === undefined ? {} : ({[section]: data} as Overview)});
      this.#codes.delete(section);
    } else {
      this.#codes.set(section, 'bad-response');
    }
  }

  #pauseMs(error: unknown): number {
    const share = ((this.#means.random(new Uint8Array(1))[0] ?? 0) + 1) / 256;
    const own = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1)) * (0.5 + share / 2);
    const asked = error instanceof Error && 'retryAfterMs' in error && typeof error.retryAfterMs === 'number' ? error.retryAfterMs : 0;
    return Math.max(own, Math.min(asked || 0, KEPT_MS));
  }

  #state(): string {
    return JSON.stringify(this.sections.map((section) => [this.#codes.get(section), this.#told.get(section)?.overview]));
  }

  #now(): number {
    return this.#means.now().getTime();
  }
}

/** What is no answer at all. */
class Nonsense extends Error {
  override readonly name = 'Nonsense';
  readonly code = 'bad-response';
}

/** Why a source failed: providers say it in words with hyphens; what a runtime says is nobody's business. */
const codeOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'ProviderTimeout') {
    return 'timeout';
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[a-z]+(?:-[a-z]+){0,3}$/.test(code) && code.length <= 40 ? code : 'failed';
};
