import {html, type TemplateResult} from 'lit';

// For private use: no language writes with them. No sentence has more gaps than these.
const GAPS = '\ue000\ue001';

/** A sentence with markup in its gaps, wherever its language has them: `weave(text.created, bdi(name))`. */
export const weave = (sentence: (...gaps: string[]) => string, ...parts: readonly unknown[]): readonly unknown[] =>
  sentence(...GAPS)
    .split(/([\ue000\ue001])/)
    .map((piece) => (piece && parts[GAPS.indexOf(piece)]) ?? piece);

/** A name, an address or an id, whose direction is its own. */
export const bdi = (name: string): TemplateResult => html`<bdi>${name}</bdi>`;
