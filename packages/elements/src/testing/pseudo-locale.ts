import type {Texts} from '../context/messages-context.ts';
import {languages} from '../messages/languages.ts';
import {english} from './english.ts';

// A language that nobody speaks: every text of ours in accented letters, in brackets, two fifths longer. It goes by the name of Greek, so
// that whatever `Intl` writes has other letters as well; what is left of plain letters was translated by nobody.

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ACCENTED = [...'åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'];
const FILLING = ['öñé', 'ţŵö', 'ţĥŕéé', 'ƒöûŕ', 'ƒîṽé', 'šîẋ', 'šéṽéñ', 'éîĝĥţ'];
const FIRST_GAP = 0xe100;

/** The name that it goes by. */
export const PSEUDO = 'el';

const pseudo = (text: string): string => {
  const accented = [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
  let longer = accented;
  for (let word = 0; longer.length < accented.length * 1.4; word++) {
    longer += ` ${FILLING[word % FILLING.length]}`;
  }
  return `[${longer}]`;
};

/** What stands in a gap is somebody's name, or a text that comes through here itself. */
const pseudoFunction =
  (sentence: (...gaps: unknown[]) => string): ((...gaps: unknown[]) => string) =>
  (...gaps) => {
    const marked = gaps.map((gap, index) => (typeof gap === 'string' && gap ? String.fromCharCode(FIRST_GAP + index) : gap));
    return pseudo(sentence(...marked)).replaceAll(/[\ue100-\ue10f]/g, (mark) => {
      const gap = String(gaps[mark.charCodeAt(0) - FIRST_GAP]);
      data.add(gap.trim());
      return gap;
    });
  };

/** What was put into sentences. */
const data = new Set<string>();

const pseudoTexts: Texts = Object.fromEntries(
  Object.entries(english).map(([tag, texts]) => [
    tag,
    typeof texts === 'string'
      ? PSEUDO
      : Object.fromEntries(
          Object.entries(texts).map(([name, text]) => [
            name,
            typeof text === 'string' ? pseudo(text) : pseudoFunction(text as (...gaps: unknown[]) => string),
          ]),
        ),
  ]),
);

/** Has the elements in places with `lang="el"` speak it from now on. Answers how to end that. */
export const speakPseudo = (): (() => void) => {
  languages.set(PSEUDO, pseudoTexts);
  return () => languages.delete(PSEUDO);
};

/** Where words of the server stand, and what `Intl` writes. */
const OTHERS = 'bdi, code, time, style, [part~=secret], [part~=option], .clusters > [value]:not([value=""]), #description';
const NAMES = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'];

/** What can be read in the shadow trees of a place, or heard, and is neither ours in accents nor somebody else's. */
export const untranslated = (place: ParentNode): string[] => {
  const hosts = [...place.querySelectorAll('*')].filter(({slot}) => !slot); // What a host puts into a slot it says itself.
  const given = new Set(hosts.flatMap((host) => [host.getAttribute('hint'), host.getAttribute('label'), (host as {error?: string}).error]));
  return hosts.flatMap((host) => (host.shadowRoot ? within(host.shadowRoot, given) : []));
};

const within = (root: ShadowRoot, given: ReadonlySet<string | null | undefined>): string[] =>
  [...root.querySelectorAll('*')].flatMap((element) => {
    const inside = element.shadowRoot ? within(element.shadowRoot, given) : [];
    if (element.closest(OTHERS)) {
      return inside;
    }
    const texts = [...element.childNodes].flatMap((node) => (node instanceof Text ? [node.data] : []));
    const names = NAMES.flatMap((name) => (isTitleOfData(element, name) ? [] : [element.getAttribute(name) ?? '']));
    const found = [...texts, ...names].filter((words) => isPlain(words) && !given.has(words.trim()));
    return [...found.map((words) => `${element.localName}: ${words.trim()}`), ...inside];
  });

const isPlain = (words: string): boolean => {
  let rest = words;
  for (const name of data) {
    rest = rest.replaceAll(name, '');
  }
  return /[a-z]{2}/i.test(rest);
};

/** A cell's whole text, a browser's name for itself, a job's name, what its scheduler calls its state, a time without any doubt. */
const isTitleOfData = (element: Element, name: string): boolean =>
  name === 'title' &&
  (element.matches('[part~=cell], .device, .job > .open, .state > .named') || (element.getAttribute(name) ?? '').endsWith('UTC'));
