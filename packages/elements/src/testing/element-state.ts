import {render, type TemplateResult} from 'lit';

/**
 * One state that an element can be in, and how to bring it there. Each element lists its own in `<tag>.states.ts`; its test walks the
 * list with axe in light and dark, and pictures are taken of it.
 */
export interface ElementState {
  /** As in `create-user-form, name taken`, without the tag. */
  readonly name: string;
  /** Puts the element into a container of the page and resolves when it shows the state. */
  readonly mount: (container: HTMLElement) => Promise<void>;
}

/** Renders a template into a container and waits until all of it has rendered. */
export const show = async (container: HTMLElement, template: TemplateResult): Promise<void> => {
  render(template, container);
  await settled(container);
};

/** A fresh container in the page, for {@link show}. */
export const stage = (): HTMLElement => {
  const container = document.createElement('div');
  document.body.append(container);
  return container;
};

/** Waits until every Lit element in and under a node has rendered what it knows. */
export const settled = async (root: ParentNode): Promise<void> => {
  for (const element of root.querySelectorAll('*')) {
    if ('updateComplete' in element) {
      await element.updateComplete;
    }
    if (element.shadowRoot) {
      await settled(element.shadowRoot);
    }
  }
};

/** Waits until something holds, on a busy machine for a while. */
export const until = async (holds: () => unknown, what = 'what was waited for'): Promise<void> => {
  const end = performance.now() + 15_000;
  while (!holds()) {
    if (performance.now() > end) {
      throw new Error(`Waited in vain for ${what}`);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};

/** The first element that a selector finds, shadow roots included. */
export const find = <Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found | undefined => {
  const found =
    root.querySelector<Found>(selector) ?? (root instanceof Element && root.shadowRoot && find<Found>(root.shadowRoot, selector));
  if (found) {
    return found;
  }
  for (const element of root.querySelectorAll('*')) {
    const inside = element.shadowRoot && find<Found>(element.shadowRoot, selector);
    if (inside) {
      return inside;
    }
  }
  return undefined;
};

/** {@link find}, and a failure when there is none. */
export const get = <Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found => {
  const found = find<Found>(root, selector);
  if (!found) {
    throw new Error(`There is no ${selector}`);
  }
  return found;
};

/** All text that can be read in a tree, shadow roots and slotted content included. */
export const textOf = (node: Node): string => {
  const parts: string[] = [];
  const collect = (current: Node): void => {
    if (current instanceof Text) {
      parts.push(current.data);
    } else if (!(current instanceof Element) || !current.matches('style, [hidden]')) {
      const children = current instanceof HTMLSlotElement ? current.assignedNodes() : (current as Element).shadowRoot?.childNodes;
      for (const child of children?.length ? children : current.childNodes) {
        collect(child);
      }
    }
  };
  collect(node);
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
};

/** Sends the form of an element. @returns what the element then says, as soon as it shows it. */
export const submit = async (element: HTMLElement, said: string): Promise<Event> => {
  const event = new Promise<Event>((resolve) => {
    element.addEventListener(said, resolve, {once: true});
  });
  get(element, '[type=submit]').click();
  const heard = await event;
  await settled(document.body);
  return heard;
};

/** Types into an `<input>` as a person does. */
export const type = (input: HTMLInputElement, value: string): void => {
  input.focus();
  input.value = value;
  input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
};
