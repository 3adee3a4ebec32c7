/** What can be read in a tree and how it is built, as far as texts could change it: shadow roots and slotted content included. */
export interface Looks {
  /** All text, in order. */
  readonly text: string;
  /** Every element with its attributes, in order. */
  readonly elements: readonly string[];
}

// They stand between parts of one text, as many as it has.
const SEAMS = new Set(['wbr', 'i']);

/** What is shown, with every text that comes from the server put in by `fill`, and without digits: clocks go on. */
export const looksOf = (root: Element, fill: (text: string) => string = (text) => text): Looks => {
  const texts: string[] = [];
  const elements: string[] = [];
  const settle = (text: string): string => fill(text).replaceAll(/\s+/g, ' ').replaceAll(/\d/g, '0').trim();
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      texts.push(node.data);
    } else if (node instanceof Element) {
      if (!SEAMS.has(node.localName)) {
        const attributes = [...node.attributes].map(({name, value}) => `${name}="${settle(value)}"`).toSorted();
        elements.push([node.localName, ...attributes].join(' '));
      }
      for (const child of [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes]) {
        walk(child);
      }
    }
  };
  walk(root);
  return {text: settle(texts.join('')), elements};
};

const ISOLATES = new Set(['isolate', 'isolate-override', 'plaintext']);

/**
 * Texts of the server that could turn round the words beside them: what `isTheirs` finds in a line that also holds other words, without
 * an element around it that keeps its direction to itself.
 */
export const unisolated = (root: Element, theirs: RegExp): string[] => {
  const found: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text && node.data.search(theirs) >= 0) {
      const line = lineAround(node);
      if (/[\p{L}\p{N}]/u.test((line.textContent ?? '').replaceAll(theirs, ''))) {
        found.push((line.textContent ?? '').replaceAll(/\s+/g, ' ').trim());
      }
    }
    for (const child of [...((node as Element).shadowRoot?.childNodes ?? []), ...node.childNodes]) {
      walk(child);
    }
  };
  walk(root);
  return found;
};

const lineAround = (text: Text): Element => {
  let element = text.parentElement as Element;
  for (;;) {
    const {display, unicodeBidi} = getComputedStyle(element);
    const parent = element.parentElement;
    if (!parent || !(display === 'inline' || display === 'contents') || ISOLATES.has(unicodeBidi)) {
      return element;
    }
    element = parent;
  }
};
