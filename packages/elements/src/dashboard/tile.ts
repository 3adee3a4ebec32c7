import type {Source} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {formatDistance, formatUtc, listed, type Place} from '../foundation/format.ts';
import {icon} from '../foundation/icons.ts';
import {bdi, weave} from '../foundation/weave.ts';

/** What every tile says of where its figures come from. */
export const sourceMessages = {
  updated: (when: string): string => `Updated ${when}`,
  updatedNow: 'Updated just now',
  lastKnown: (when: string): string => `Last known, from ${when}.`,
  noAnswer: (source: string): string => `${source} did not answer in time.`,
  unreachable: (source: string): string => `${source} could not be reached.`,
  unauthorized: (source: string): string => `${source} did not accept the credentials.`,
  refused: (source: string): string => `${source} refused access.`,
  limited: (source: string): string => `${source} was asked too often.`,
  unreadable: (source: string): string => `${source} gave an answer that could not be read.`,
  faulty: (source: string): string => `${source} does not answer as it should.`,
  notCounted: 'What it has is not counted.',
  simulated: 'Simulated',
  simulatedInPart: 'Partly simulated',
};
export type SourceMessages = typeof sourceMessages;

const REASONS: ReadonlyMap<
  string | null,
  Exclude<keyof SourceMessages, 'updatedNow' | 'simulated' | 'simulatedInPart' | 'notCounted'>
> = new Map([
  ['timeout', 'noAnswer'],
  ['unreachable', 'unreachable'],
  ['unauthorized', 'unauthorized'],
  ['forbidden', 'refused'],
  ['rate-limited', 'limited'],
  ['bad-response', 'unreadable'],
]);

/** Why sources could not be asked, a sentence each; and that one is missing altogether, where others are there. */
export const failures = (sources: readonly Source[], text: SourceMessages, isPartial: boolean): readonly unknown[] =>
  sources
    .filter(({ok}) => !ok)
    .map(
      ({name, code, asOf}) =>
        html` <span>${weave(text[REASONS.get(code) ?? 'faulty'], bdi(name))}</span> ${isPartial && asOf === null ? text.notCounted : nothing}`,
    );

const MINUTE_MS = 60_000;

const isNow = (timestamp: string): boolean => Math.abs(Date.now() - Date.parse(timestamp)) < MINUTE_MS;

const ago = (timestamp: string, place: Place): TemplateResult =>
  html`<time datetime=${timestamp} title=${formatUtc(timestamp)}>${formatDistance(timestamp, place)}</time>`;

/** When the figures were so: "Updated 2 minutes ago", the moment itself in the title. */
export const updated = (timestamp: string, text: SourceMessages, place: Place): TemplateResult =>
  isNow(timestamp)
    ? html`<time class="as-of" datetime=${timestamp} title=${formatUtc(timestamp)}>${text.updatedNow}</time>`
    : html`<span class="as-of">${weave(text.updated, ago(timestamp, place))}</span>`;

/** "Last known, from 3 minutes ago." */
export const lastKnown = (timestamp: string, text: SourceMessages, place: Place): readonly unknown[] =>
  weave(text.lastKnown, ago(timestamp, place));

/** That figures are made up, all or some of them. */
export const simulatedTag = (sources: readonly Source[], text: SourceMessages): unknown => {
  const made = sources.filter(({simulated}) => simulated).length;
  return made === 0 ? nothing : html`<span class="tag">${made < sources.length ? text.simulatedInPart : text.simulated}</span>`;
};

/** Where figures come from, by name; what is made up says so, unless all of it is. */
export const sourceNames = (sources: readonly Source[], text: SourceMessages, place: Place): readonly unknown[] => {
  const isMixed = sources.some(({simulated}) => !simulated);
  return listed(
    sources.map(({name, simulated}) => html`${bdi(name)}${simulated && isMixed ? html` (${text.simulated})` : nothing}`),
    place,
  );
};

export interface Tile {
  /** The path of an icon. */
  readonly glyph: string;
  readonly heading: unknown;
  /** At the end of the head. */
  readonly meta?: unknown;
  /** Above what scrolls. */
  readonly notice?: unknown;
  readonly content: unknown;
  readonly isBusy?: boolean;
}

/** A tile: its name, and beneath it what it shows, which scrolls where there is little room. */
export const tile = ({glyph, heading, meta = nothing, notice = nothing, content, isBusy = false}: Tile): TemplateResult => html`
  <article class="card" aria-labelledby="heading" aria-busy=${isBusy}>
    <header class="head" part="header">
      ${icon(glyph)}
      <h2 id="heading">${heading}</h2>
      ${meta}
    </header>
    ${notice}
    <div class="scrolls" part="body" role="group" aria-labelledby="heading"><div class="content">${content}</div></div>
  </article>
`;

export interface Instead {
  readonly glyph: string;
  /** How it looks beside its words: what failed, what is closed, what is still to be made. */
  readonly look: 'failed' | 'closed' | 'open';
  readonly title: unknown;
  readonly text: unknown;
  readonly more?: unknown;
}

/** What a tile says instead of figures. */
export const instead = ({glyph, look, title, text, more = nothing}: Instead): TemplateResult => html`
  <div class="instead ${look}">
    <span class="glyph">${icon(glyph)}</span>
    <div class="words">
      <h3>${title}</h3>
      <p>${text}</p>
      ${more}
    </div>
  </div>
`;

/** What stands there while the figures are on their way. */
export const bones = (label: string): TemplateResult => html`<div class="late">
  <p class="vh">${label}</p>
  <div class="bones"><span class="bone large"></span><span class="bone wide"></span><span class="bone"></span><span class="bone"></span></div>
</div>`;
