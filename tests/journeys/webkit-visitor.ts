// Somebody in front of WebKitGTK. Its driver tells nothing of its console and of what is asked of the network.
import {WebDriverWindow} from '../../tooling/webdriver.ts';
import {Person} from './person.ts';

/** How WebDriver hands over an element of the page. */
type Reference = Readonly<Record<string, string>>;

/** What may have a role: a browser is asked about each. */
export const candidates: Readonly<Record<string, string>> = {
  button: 'button, [role=button], summary',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  combobox: 'select, [role=combobox]',
  heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
  link: 'a[href], [role=link]',
  status: 'output, [role=status]',
  textbox: 'input:not([type=checkbox], [type=radio], [type=hidden]), textarea, [role=textbox]',
};

/** What WebKitGTK calls a role otherwise: a list that opens is to it the button that opens it. */
const ownRoles: Readonly<Record<string, string>> = {combobox: 'button'};

export class WebKitVisitor extends Person<Reference> {
  readonly #window: WebDriverWindow;
  readonly #url: string;

  private constructor(window: WebDriverWindow, url: string) {
    super();
    this.#window = window;
    this.#url = url;
  }

  /** Opens a browser of its own. */
  static async arrive(program: string, url: string): Promise<WebKitVisitor> {
    const window = await WebDriverWindow.start(program);
    await window.setViewportSize({width: 1280, height: 800});
    return new WebKitVisitor(window, url);
  }

  open(path: string): Promise<void> {
    return this.#window.open(this.#url + path);
  }

  close(): Promise<void> {
    return this.#window.close();
  }

  protected async address(): Promise<string> {
    return (await this.#window.command('GET', '/url')) as string;
  }

  async glimpse(role: string, name: string): Promise<Reference | null> {
    const script = `return (${visibleElements.toString()})(arguments[0])`;
    const things = (await this.#window.execute(script, [candidates[role] ?? '*'])) as Reference[];
    for (const thing of things) {
      const [itsRole, itsName] = await Promise.all([this.#computed(thing, 'role'), this.#computed(thing, 'label')]);
      if ((itsRole === role || itsRole === ownRoles[role]) && itsName === name) {
        return thing;
      }
    }
    return null;
  }

  /** What the accessibility tree says of an element; nothing of one that is not in it, or no longer. */
  #computed(thing: Reference, what: 'role' | 'label'): Promise<unknown> {
    return this.#window.command('GET', `/element/${Object.values(thing)[0]}/computed${what}`).catch(() => undefined);
  }

  protected async clickOn(thing: Reference, times: number): Promise<void> {
    const [x = 0, y = 0] = await this.ask(thing, middleOf);
    await this.#window.mouse.click(x, y, {count: times});
  }

  async run<Answer>(ask: () => Answer): Promise<Answer> {
    return (await this.#window.execute(`return (${ask.toString()})()`)) as Answer;
  }

  async ask<Answer>(thing: Reference, question: (element: Element) => Answer): Promise<Answer> {
    return (await this.#window.execute(`return (${question.toString()})(arguments[0])`, [thing])) as Answer;
  }

  type(text: string): Promise<void> {
    return this.#window.keyboard.type(text);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.#window.keyboard.press(key);
    }
  }
}

/** Runs in the page. */
const visibleElements = (selector: string): Element[] => {
  const elementsIn = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(selector) && element.checkVisibility() ? [element] : []),
      ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
    ]);
  return elementsIn(document);
};

/** Runs in the page. */
const middleOf = (element: Element): number[] => {
  element.scrollIntoView({block: 'nearest', behavior: 'instant'});
  const {left, top, width, height} = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};
