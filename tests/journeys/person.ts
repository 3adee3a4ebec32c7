// What somebody in front of a browser does, in any engine: finds things by what they are called, with the mouse or with the keyboard alone.
import assert from 'node:assert/strict';

const PATIENCE_MS = 20_000;
const GLANCE_MS = 30;
const MOST_TABS = 120;

/** Waits until a question has an answer. */
export const eventually = async <Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<Answer> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer;
    }
    if (performance.now() > deadline) {
      throw new assert.AssertionError({message: `${what}: not after ${patienceMs} ms`});
    }
    await new Promise((done) => setTimeout(done, GLANCE_MS));
  }
};

/** Somebody with a browser profile of their own. `Thing` is what an engine's driver calls an element of the page. */
export abstract class Person<Thing = unknown> {
  /** What a browser's console complains of, content security policy included. A refusal by the API is an answer, not a problem. */
  readonly problems: string[] = [];

  abstract open(path: string): Promise<void>;
  protected abstract close(): Promise<void>;
  protected abstract address(): Promise<string>;
  /** What has this role and exactly this name in the accessibility tree, if it is there now. */
  abstract glimpse(role: string, name: string): Promise<Thing | null>;
  protected abstract clickOn(thing: Thing, times: number): Promise<void>;
  /** Runs a function in the page. It stands for itself: it knows nothing of what is around it here. */
  abstract run<Answer>(ask: () => Answer): Promise<Answer>;
  /** Runs a function in the page that is handed something found there. */
  abstract ask<Answer>(thing: Thing, question: (element: Element) => Answer): Promise<Answer>;
  /** Types with the keyboard, into what has the focus. */
  abstract type(text: string): Promise<void>;
  abstract press(...keys: string[]): Promise<void>;

  /** Leaves, having met no problem. */
  async leave(): Promise<void> {
    await this.close();
    assert.deepEqual(this.problems, []);
  }

  /** Waits until the window shows a page of this title at this path. */
  async isAt(path: string, title: string): Promise<void> {
    await eventually(`${title} at ${path}`, async () => {
      const {pathname, search} = new URL(await this.address());
      return pathname + search === path && (await this.run(() => document.title)) === `${title} · Halyard`;
    });
  }

  /** What has this role and exactly this name in the accessibility tree. */
  async find(role: string, name: string): Promise<Thing> {
    return eventually(`${role} "${name}"`, () => this.glimpse(role, name));
  }

  /** Clicks on it, as soon as it can be clicked on. */
  async click(role: string, name: string): Promise<void> {
    const thing = await eventually(`${role} "${name}" to click on`, async () => {
      const found = await this.glimpse(role, name);
      return found && (await this.ask(found, isAlive)) ? found : null;
    });
    await this.clickOn(thing, 1);
  }

  /** Types into a field that the mouse points at. */
  async fill(name: string, text: string, role = 'textbox'): Promise<void> {
    await this.clickOn(await this.find(role, name), 3);
    await this.type(text);
  }

  /** Moves the focus there by Tab alone. */
  async tabTo(role: string, name: string): Promise<void> {
    const target = await this.find(role, name);
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await this.ask(target, hasFocus)) {
        return;
      }
      await this.press('Tab');
    }
    assert.fail(`The focus does not reach ${role} "${name}" by Tab.`);
  }

  /** Types into a field that Tab has led to. */
  async tabAndType(name: string, text: string): Promise<void> {
    await this.tabTo('textbox', name);
    await this.type(text);
  }

  /** Whether something has the focus. */
  async isFocused(role: string, name: string): Promise<void> {
    const target = await this.find(role, name);
    await eventually(`focus on ${role} "${name}"`, () => this.ask(target, hasFocus));
  }

  /** Everything that can be read in the window now, shadow roots included. */
  text(): Promise<string> {
    return this.run(readText);
  }

  /** Waits until this can be read in the window. */
  async reads(text: string): Promise<void> {
    let there = '';
    try {
      await eventually(`"${text}"`, async () => {
        there = await this.text();
        return there.includes(text);
      });
    } catch (cause) {
      throw new Error(`"${text}" is not there, but:\n${there}`, {cause});
    }
  }

  /** The rows of the table in the window: what can be read in each, and whether it is marked. */
  rows(): Promise<{text: string; isMarked: boolean}[]> {
    return this.run(readRows);
  }

  /** The paths that this page has asked its server for, in their order. */
  asked(): Promise<string[]> {
    return this.run(() => performance.getEntriesByType('resource').map(({name}) => new URL(name).pathname));
  }

  /** When this page was loaded: another one after a reload. */
  loadedAt(): Promise<number> {
    return this.run(() => performance.timeOrigin);
  }
}

/** Runs in the page. */
const isAlive = (element: Element): boolean => !element.matches(':disabled');

/** Runs in the page. */
const hasFocus = (element: Element): boolean => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active === element;
};

/** Runs in the page, so it stands for itself. */
const readText = (): string => {
  const read = (node: Node): string => {
    if (node instanceof Text) {
      return node.data;
    }
    if (node instanceof Element) {
      if (
        ['STYLE', 'SCRIPT', 'TEMPLATE'].includes(node.tagName) ||
        !(node.checkVisibility() || getComputedStyle(node).display === 'contents')
      ) {
        return '';
      }
      const children =
        node instanceof HTMLSlotElement && node.assignedNodes().length > 0 ? node.assignedNodes() : (node.shadowRoot ?? node).childNodes;
      const inside = [...children].map(read).join('');
      return getComputedStyle(node).display.startsWith('inline') ? inside : `\n${inside}\n`;
    }
    return '';
  };
  return read(document.body)
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ');
};

/** Runs in the page, so it stands for itself. */
const readRows = (): {text: string; isMarked: boolean}[] => {
  const rowsIn = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches('tbody tr') ? [element] : []),
      ...(element.shadowRoot ? rowsIn(element.shadowRoot) : []),
    ]);
  return rowsIn(document).map((row) => ({
    text: row.innerText,
    isMarked: getComputedStyle(row.firstElementChild ?? row, '::before').content !== 'none',
  }));
};
