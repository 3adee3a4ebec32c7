import {flat} from './flat-tree.ts';

/** A container in the page that an element stands in while it is judged. Colors and places are at once what they will be. */
export const makeStage = (): HTMLElement => {
  const stage = document.createElement('div');
  stage.style.setProperty('color-scheme', 'light');
  stage.style.setProperty('background', 'light-dark(#f6f9fa, #0b1013)');
  stage.style.setProperty('font-family', 'sans-serif');
  // A color that is half faded in is not the one to be judged.
  stage.style.setProperty('--tenantry-fast', '0ms');
  document.body.append(stage);
  return stage;
};

/** Brings something about for a stage that is mounted, and returns what takes it back. */
export type Condition = (stage: HTMLElement) => () => void;

const styled =
  (property: string, value: string, on: (stage: HTMLElement) => HTMLElement = (stage) => stage): Condition =>
  (stage) => {
    const target = on(stage);
    const before = target.style.getPropertyValue(property);
    target.style.setProperty(property, value);
    return () => target.style.setProperty(property, before);
  };

export const dark = styled('color-scheme', 'dark');

export const rightToLeft: Condition = (stage) => {
  stage.dir = 'rtl';
  return () => stage.removeAttribute('dir');
};

export const narrow = styled('inline-size', '320px');

/** As who sets twice the size of letters in the browser: every `rem` doubles. */
export const doubleText = styled('font-size', '200%', () => document.documentElement);

/** As a host that doubles the letters of the elements alone. */
export const doubleToken = styled('--tenantry-font-size', '1.75rem');

/** The values of WCAG 1.4.12, as a style sheet of the reader sets them: in every tree, over everything. */
export const spacedText: Condition = (stage) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
  );
  const roots = [document, ...[...flat(stage)].flatMap(({shadowRoot}) => shadowRoot ?? [])];
  for (const root of roots) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
  return () => {
    for (const root of roots) {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
    }
  };
};
