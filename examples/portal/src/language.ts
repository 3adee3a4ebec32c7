import type {words as german} from './words/de.ts';

/** An English text of the portal. The other languages have theirs under it. */
export type Word = keyof typeof german;

export type Language = 'en' | 'de' | 'ar';

// The elements need no dictionary: they follow the `lang` of the page, and load what they have to say themselves.
const dictionaries: Readonly<Record<Language, () => Promise<Readonly<Partial<Record<Word, string>>>>>> = {
  en: async () => ({}),
  de: async () => (await import('./words/de.ts')).words,
  ar: async () => (await import('./words/ar.ts')).words,
};

let words: ReadonlyMap<string, string> = new Map();
let title: Word | undefined;
const originals = new WeakMap<Node, string>();

/** Has the portal speak a language. Where its words cannot be loaded, it goes on in English. */
export const speak = async (language: Language): Promise<void> => {
  const found = await dictionaries[language]().catch(() => ({}));
  if (language === document.documentElement.lang) {
    words = new Map(Object.entries(found));
    translate(document.body);
    if (title) {
      entitle(title);
    }
  }
};

/** Says everything in and under a node in the language of the portal, but for names. */
export const translate = (root: Node): void => {
  const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches('bdi') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    const spoken = node instanceof Element ? node.getAttributeNode('aria-label') : node;
    if (spoken) {
      translateOne(spoken);
    }
  }
};

const translateOne = (node: Node): void => {
  const original = originals.get(node) ?? node.nodeValue ?? '';
  const english = original.trim();
  if (english !== '') {
    originals.set(node, original);
    const spoken = words.get(english.replaceAll(/\s+/g, ' '));
    node.nodeValue = original.replace(english, () => spoken ?? english);
  }
};

/** Shows sentences in an element. */
export const say = (element: Element, ...sentences: readonly Word[]): void => {
  element.replaceChildren(...sentences.flatMap((sentence, index) => (index === 0 ? [sentence] : [' ', sentence])));
  translate(element);
};

/** Names the page in the window's title. */
export const entitle = (word: Word): void => {
  title = word;
  document.title = `${words.get(word) ?? word} · Halyard`;
};
