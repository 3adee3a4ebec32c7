import {translate} from './language.ts';

/** The one element that a selector finds. */
export const get = <Found extends Element = HTMLElement>(root: ParentNode, selector: string): Found => {
  const found = root.querySelector<Found>(selector);
  if (!found) {
    throw new Error(`There is no ${selector}.`);
  }
  return found;
};

/** A copy of what a `<template>` holds, in the portal's language. */
export const copyOf = (id: string): DocumentFragment => {
  const copy = document.importNode(get<HTMLTemplateElement>(document, `template#${id}`).content, true);
  translate(copy);
  return copy;
};

/** Gives the focus back to a button that was disabled for a while, unless it is elsewhere by now. */
export const keepFocus = (button: HTMLButtonElement): void => {
  if (document.activeElement === document.body) {
    button.focus();
  }
};
