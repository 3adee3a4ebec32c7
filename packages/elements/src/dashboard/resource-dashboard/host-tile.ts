import {html, nothing, render, type TemplateResult} from 'lit';
import {AsyncDirective} from 'lit/async-directive.js';
import {directive} from 'lit/directive.js';
import type {TileContent, TileType} from './tile-types.ts';

interface HostTileOptions {
  /** What stands there instead when the host's code throws. */
  readonly failed: (onRetry: () => void) => TemplateResult;
  readonly onFailed: (cause: unknown) => void;
}

/** Draws a tile of the host behind a wall: what throws there is told in its own place, and the other tiles go on. */
class HostTile extends AsyncDirective {
  #box = document.createElement('div');
  #tag: string | undefined;
  #element: HTMLElement | undefined;
  #isFailed = false;
  #redraw = (): void => {};

  override render(type: TileType, content: TileContent, {failed, onFailed}: HostTileOptions): HTMLElement {
    this.#redraw = () => {
      try {
        this.#draw(type, content);
      } catch (cause) {
        this.#isFailed = true;
        this.#renew();
        render(failed(this.#onRetry), this.#box);
        onFailed(cause);
      }
    };
    // What has failed stays so until somebody tries again, or it would fail with each figure that changes.
    if (!this.#isFailed) {
      this.#redraw();
    }
    return this.#box;
  }

  #draw(type: TileType, {widget, options, client, summary}: TileContent): void {
    const read = optionsOf(type, options);
    if (type.render) {
      render(type.render({widget, options: read, client, summary}) ?? nothing, this.#box);
      return;
    }
    if (!type.element) {
      throw new TypeError(`The tile "${type.type}" has neither an element nor a function that renders it.`);
    }
    if (this.#tag !== type.element || !this.#element) {
      this.#tag = type.element;
      this.#element = made(type.element);
      Object.assign(this.#element, {widget, options: read, client, summary});
      place(this.#box, this.#element);
    } else {
      Object.assign(this.#element, {widget, options: read, client, summary});
    }
  }

  /** A box that nothing has failed in. */
  #renew(): void {
    const box = document.createElement('div');
    this.#box.replaceWith(box);
    this.#box = box;
    this.#element = undefined;
  }

  readonly #onRetry = (): void => {
    this.#isFailed = false;
    this.#renew();
    this.#redraw();
  };
}

export const hostTile = directive(HostTile);

/** What the type's schema makes of the options of a tile. */
const optionsOf = ({schema}: TileType, options: unknown): unknown => {
  if (!schema) {
    return options;
  }
  const result = schema['~standard'].validate(options) as {readonly issues?: unknown; readonly value?: unknown};
  if (result.issues || !('value' in result)) {
    throw new TypeError('The options of the tile are not what its schema asks for.');
  }
  return result.value;
};

/** `createElement` would report what a constructor throws to the page alone. */
const made = (tag: string): HTMLElement => {
  const constructor = customElements.get(tag);
  return constructor ? new constructor() : document.createElement(tag);
};

/** Puts an element into its box. What it throws as it is connected, a browser reports to the page alone: so the page is listened to meanwhile. */
const place = (box: Element, element: Element): void => {
  let cause: {readonly error: unknown} | undefined;
  const hear = ({error}: ErrorEvent): void => {
    cause ??= {error};
  };
  addEventListener('error', hear);
  try {
    box.replaceChildren(element);
  } finally {
    removeEventListener('error', hear);
  }
  if (cause) {
    throw cause.error;
  }
};
