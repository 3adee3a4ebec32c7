import {ATTACK_FAMILIES} from './corpus.attacks.ts';
import {TEXT_FAMILIES} from './corpus.texts.ts';
import {VALUE_FAMILIES} from './corpus.values.ts';
import {WIRE_FAMILIES} from './corpus.wire.ts';
import type {Random} from './random.ts';

/** A text that some program somewhere fell over. */
export interface Hostile {
  readonly family: string;
  readonly text: string;
}

export const FAMILIES = {...TEXT_FAMILIES, ...ATTACK_FAMILIES, ...VALUE_FAMILIES, ...WIRE_FAMILIES};

/** How many texts there are at least: every place meets as many in a full run. */
export const CORPUS_SIZE = 2700;

/**
 * All hostile texts, each once: the families, then children of theirs until there are enough. The same for the same seed.
 *
 * @param known Names and ids that mean something in the world that is attacked: those of other tenants among them.
 */
export const corpusOf = (random: Random, known: readonly string[]): readonly Hostile[] => {
  const all = new Map<string, Hostile>();
  const add = (family: string, text: string): void => {
    if (!all.has(text)) {
      all.set(text, {family, text});
    }
  };
  for (const [family, texts] of Object.entries(FAMILIES)) {
    for (const text of texts(random.fork(family))) {
      add(family, text);
    }
  }
  for (const text of known.flatMap(variants)) {
    add('known', text);
  }
  const parents = [...all.values()].filter(({text}) => text.length <= 300);
  const children = random.fork('children');
  while (all.size < CORPUS_SIZE) {
    add('children', childOf(children.of(parents).text, children.of(parents).text, children));
  }
  return [...all.values()];
};

/** What exists, and what almost does. */
const variants = (name: string): string[] => [
  name,
  name.toUpperCase(),
  `${name} `,
  `${name}\u0000`,
  `${name}.`,
  name.slice(0, -1),
  name.replace(/^[a-z]{3}_/, 'rol_'),
  name.replace(/^[a-z]{3}_/, 'usr_'),
];

/** Two texts crossed, cut or mixed. */
const childOf = (one: string, other: string, random: Random): string => {
  const cut = random.below(one.length + 1);
  switch (random.below(5)) {
    case 0:
      return one + other;
    case 1:
      return one.slice(0, cut) + other + one.slice(cut);
    case 2:
      return one.slice(0, cut) + one.slice(cut + 1);
    case 3:
      return [...one].toReversed().join('');
    default:
      return one.slice(0, cut) + other.slice(random.below(other.length + 1));
  }
};
