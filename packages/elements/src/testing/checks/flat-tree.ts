// The tree as it is drawn: through shadow roots and slots.

/** An element and everything in it, in the order in which it is read. */
export function* flat(root: Element): Generator<Element> {
  yield root;
  for (const child of drawnIn(root)) {
    yield* flat(child);
  }
}

const drawnIn = (element: Element): Iterable<Element> => {
  const slotted = element instanceof HTMLSlotElement ? element.assignedElements() : [];
  return slotted.length > 0 ? slotted : (element.shadowRoot ?? element).children;
};

/** What an element is drawn in. */
export const parentOf = (element: Element): Element | undefined => {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
};

/** What an element is drawn in, from the nearest on. */
export function* around(element: Element): Generator<Element> {
  for (let parent = parentOf(element); parent; parent = parentOf(parent)) {
    yield parent;
  }
}

/** Whether one is drawn in the other, or is it. */
export const holds = (outer: Element, inner: Element): boolean => outer === inner || [...around(inner)].includes(outer);

/** Where a person can do something: the modal dialog, if one is open, else all of it. */
export const withinReach = (stage: Element): Element => [...flat(stage)].find((element) => element.matches('dialog:modal')) ?? stage;

/** What somebody who looks can see of an element and all in it: not what is only there to be heard. */
export function* seenIn(root: Element): Generator<Element> {
  const {display, clipPath} = getComputedStyle(root);
  if (display === 'none' || clipPath === 'inset(50%)') {
    return;
  }
  if (root.checkVisibility({visibilityProperty: true})) {
    yield root;
  }
  for (const child of drawnIn(root)) {
    yield* seenIn(child);
  }
}

const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

const isInert = (element: Element): boolean => [element, ...around(element)].some((each) => each.hasAttribute('inert'));

/** What can be operated in a tree, and seen. */
export const controlsIn = (root: Element): HTMLElement[] =>
  [...seenIn(root)].filter((element): element is HTMLElement => element.matches(CONTROLS) && !isInert(element));

/** What has the focus, shadow roots included. */
export const focused = (): Element | null => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) {
    active = active.shadowRoot.activeElement;
  }
  return active;
};

/** How a finding names an element: `button "Create User" in tenant-user-management`. */
export const called = (element: Element): string => {
  const root = element.getRootNode();
  const text = element.getAttribute('aria-label') ?? element.textContent.replaceAll(/\s+/g, ' ').trim().slice(0, 40);
  const where = root instanceof ShadowRoot ? ` in ${root.host.localName}` : '';
  return `${element.localName}${element.id && `#${element.id}`}${text && ` "${text}"`}${where}`;
};
