// First: what comes after it looks at the clock.
import {repeatChance} from './still.ts';
import {allStates} from './all-states.ts';
import {settled, stage} from './element-state.ts';
import type {Frame, PictureStage, StateName} from './picture-stage.ts';

declare global {
  var pictureStage: PictureStage;
}

const QUIET_MS = 50;

const withoutCaret = new CSSStyleSheet();
withoutCaret.replaceSync('* { caret-color: transparent !important; }');

let container: HTMLElement | undefined;

const shadowRootsIn = (root: ParentNode): ShadowRoot[] =>
  [...root.querySelectorAll('*')].flatMap(({shadowRoot}) => (shadowRoot ? [shadowRoot, ...shadowRootsIn(shadowRoot)] : []));

const hideCaret = (): void => {
  for (const root of shadowRootsIn(document)) {
    if (!root.adoptedStyleSheets.includes(withoutCaret)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, withoutCaret];
    }
  }
};

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

const stillness = async (): Promise<void> => {
  await document.fonts.ready;
  await settled(document.body);
  await nextFrame();
  await nextFrame();
};

const show = async ({tag, name}: StateName): Promise<void> => {
  container?.remove();
  repeatChance();
  scrollTo(0, 0);
  container = stage();
  container.className = 'picture';
  await allStates[tag]?.find((state) => state.name === name)?.mount(container);
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS * 10));
  hideCaret();
  await stillness();
};

const frame = async (scheme: 'light' | 'dark'): Promise<Frame> => {
  document.documentElement.style.setProperty('color-scheme', scheme);
  await stillness();
  const hasDialog = shadowRootsIn(document).some((root) => root.querySelector('dialog:modal'));
  const height = hasDialog ? innerHeight : Math.ceil(container?.getBoundingClientRect().bottom ?? 0) + scrollY;
  return {x: 0, y: 0, width: innerWidth, height: Math.min(height, innerHeight), missing: Math.max(0, height - innerHeight)};
};

globalThis.pictureStage = {
  states: Object.entries(allStates).flatMap(([tag, states]) => states.map(({name}) => ({tag, name}))),
  show,
  frame,
};
