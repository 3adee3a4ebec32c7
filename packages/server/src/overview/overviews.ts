import {type Section, type SectionData, type SectionName, SECTIONS} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import type {AskingTenant, ResourceProvider} from '../resources/provider.ts';
import {mergeSections} from './merge.ts';
import {Notes} from './notes.ts';
import {KEPT_MS, Source} from './source.ts';

/** When one source has answered, the others have so long until an answer goes without them. */
const GRACE_MS = 1_000;

export type Sections = {readonly [Name in SectionName]: Section<SectionData[Name]>};

type Means = Pick<Dependencies, 'resources' | 'now' | 'random' | 'logger'>;

/** What all sources tell of all tenants. */
export class Overviews {
  readonly #means: Means;
  readonly #notes: Notes;
  readonly #onOther: (tenantId: string, at: Date) => void;
  readonly #providers: readonly ResourceProvider[];
  /** By tenant, then by the name of the provider. */
  readonly #sources = new Map<string, Map<string, Source>>();

  /** @param onOther Is told that somebody was shown what is no longer so. */
  constructor(means: Means, onOther: (tenantId: string, at: Date) => void) {
    this.#means = means;
    this.#notes = new Notes(means.logger);
    this.#onOther = onOther;
    this.#providers = means.resources.filter(({summary, sections = []}) => summary !== undefined && sections.length > 0);
  }

  /** Asks for these sections whoever has something to say of them, as far as they have not lately; tells of the others what is known. */
  async of(tenant: AskingTenant, asked: ReadonlySet<SectionName>): Promise<Sections> {
    this.#forget();
    const sources = this.#sourcesOf(tenant);
    await answered(sources.filter(({sections}) => sections.some((section) => asked.has(section))).map((source) => source.refresh()));
    const shown = Object.fromEntries(SECTIONS.map((section) => [section, sectionOf(section, sources)])) as unknown as Sections;
    sources.forEach((source) => source.noteShown());
    return shown;
  }

  #sourcesOf(tenant: AskingTenant): readonly Source[] {
    const known = this.#sources.get(tenant.id) ?? new Map<string, Source>();
    this.#sources.set(tenant.id, known);
    return this.#providers
      .filter((provider) => provider.serves?.(tenant) ?? true)
      .map((provider) => {
        const source = known.get(provider.name) ?? this.#open(provider, tenant);
        known.set(provider.name, source);
        return source;
      });
  }

  #open(provider: ResourceProvider, tenant: AskingTenant): Source {
    const {now} = this.#means;
    return new Source({...this.#means, provider, tenant, notes: this.#notes, onOther: () => this.#onOther(tenant.id, now())});
  }

  /** Lets go of what stands in for nothing any more. */
  #forget(): void {
    const oldest = this.#means.now().getTime() - KEPT_MS;
    for (const [tenantId, sources] of this.#sources) {
      if ([...sources.values()].every(({askedAt}) => askedAt < oldest)) {
        this.#sources.delete(tenantId);
      }
    }
  }
}

/** Resolves when all are there; or when one is, and the others have had their time. */
const answered = async (calls: readonly Promise<boolean>[]): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    for (const call of calls) {
      void call.then((hasAnswered) => {
        timer ??= hasAnswered ? setTimeout(resolve, GRACE_MS) : undefined;
      });
    }
  });
  await Promise.race([Promise.all(calls), over]);
  clearTimeout(timer);
};

/** What the sources say of one section together. Who has nothing there says nothing. */
const sectionOf = <Name extends SectionName>(name: Name, sources: readonly Source[]): Section<SectionData[Name]> => {
  const shares = sources
    .filter(({sections}) => sections.includes(name))
    .map((source) => source.shareOf(name))
    .filter(({data, ok}) => !(ok && data === null));
  if (shares.length === 0) {
    return {status: 'notConfigured', asOf: null, sources: [], data: null};
  }
  const known = shares.flatMap(({data}) => data ?? []) as SectionData[Name][];
  const times = shares.flatMap(({asOf, data}) => (data && asOf !== null ? [asOf] : [])).toSorted();
  const data = mergeSections(name, known);
  return {
    status: data === null ? 'unavailable' : shares.every(({ok}) => ok) ? 'ok' : 'stale',
    asOf: times[0] ?? null,
    sources: shares.map(({name: source, simulated, ok, code, asOf}) => ({name: source, simulated, ok, code, asOf})),
    data,
  };
};
