// First: what comes after it looks at the clock.
import {repeatChance} from './still.ts';
import {allStates} from './all-states.ts';
import {settled, stage} from './element-state.ts';
import type {Frame, PictureStage, StateName} from './picture-stage.ts';

declare global {
  var pictureStage: PictureStage;
}

const QUIET_MS = 50;

/** What is seen below a menu, its shadow. */
const EDGE = 32;

const NO_CARET = '* { caret-color: transparent !important; }';
const ours = new CSSStyleSheet();

let container: HTMLElement | undefined;

const shadowRootsIn = (root: ParentNode): ShadowRoot[] =>
  [...root.querySelectorAll('*')].flatMap(({shadowRoot}) => (shadowRoot ? [shadowRoot, ...shadowRootsIn(shadowRoot)] : []));

const style = (): void => {
  for (const root of shadowRootsIn(document)) {
    if (!root.adoptedStyleSheets.includes(ours)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, ours];
    }
  }
};

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** What moves is drawn where it ends, or where it begins if it never does. */
const stopAnimations = (): void => {
  for (const animation of [document, ...shadowRootsIn(document)].flatMap((root) => root.getAnimations())) {
    if (animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) {
      animation.cancel();
    } else {
      animation.finish();
    }
  }
};

const stillness = async (): Promise<void> => {
  await document.fonts.ready;
  await settled(document.body);
  await nextFrame();
  stopAnimations();
  await nextFrame();
};

const show = async ({tag, name}: StateName, styles = ''): Promise<void> => {
  container?.remove();
  repeatChance();
  ours.replaceSync(NO_CARET + styles);
  scrollTo(0, 0);
  container = stage();
  container.className = 'picture';
  await allStates[tag]?.find((state) => state.name === name)?.mount(container);
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS * 10));
  style();
  await stillness();
};

const frame = async (scheme: 'light' | 'dark'): Promise<Frame> => {
  document.documentElement.style.setProperty('color-scheme', scheme);
  await stillness();
  const hasDialog = shadowRootsIn(document).some((root) => root.querySelector('dialog:modal'));
  const below = shadowRootsIn(document).flatMap((root) => [...root.querySelectorAll(':popover-open')]);
  const bottom = Math.max(...[container, ...below].map((element) => element?.getBoundingClientRect().bottom ?? 0));
  const height = hasDialog ? innerHeight : Math.ceil(bottom) + (below.length > 0 ? EDGE : 0) + scrollY;
  return {x: 0, y: 0, width: innerWidth, height: Math.min(height, innerHeight), missing: Math.max(0, height - innerHeight)};
};

globalThis.pictureStage = {
  states: Object.entries(allStates).flatMap(([tag, states]) => states.map(({name}) => ({tag, name}))),
  show,
  frame,
};
