import {html, type TemplateResult} from 'lit';

const FIRST_GAP = 0xe000; // For private use: no language writes with it.

/** A sentence with markup in its gaps, wherever its language has them: `weave(text.created, bdi(name))`. */
export const weave = (sentence: (...gaps: string[]) => string, ...parts: readonly unknown[]): readonly unknown[] =>
  sentence(...parts.map((_, index) => String.fromCharCode(FIRST_GAP + index)))
    .split(/([\ue000-\ue00f])/)
    .map((piece) => parts[piece.charCodeAt(0) - FIRST_GAP] ?? piece);

/** A name, an address or an id, whose direction is its own. */
export const bdi = (name: string): TemplateResult => html`<bdi>${name}</bdi>`;
