/** The one element that a selector finds. */
export const get = <Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found => {
  const found = root.querySelector<Found>(selector);
  if (!found) {
    throw new Error(`There is no ${selector}.`);
  }
  return found;
};

/** A copy of what a `<template>` holds. */
export const copyOf = (id: string): DocumentFragment =>
  document.importNode(get<HTMLTemplateElement>(document, `template#${id}`).content, true);

/** Gives the focus back to a button that was disabled for a while, unless it is elsewhere by now. */
export const keepFocus = (button: HTMLButtonElement): void => {
  if (document.activeElement === document.body) {
    button.focus();
  }
};
