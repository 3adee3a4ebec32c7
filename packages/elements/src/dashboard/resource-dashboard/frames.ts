import {TenantryError, type Widget} from '@tenantry/sdk';
import {html, type LitElement, render, type TemplateResult} from 'lit';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {hearThrown} from './hear-thrown.ts';

/** A tile's box, which is the dashboard's own: Lit renders what is in it, never the box, which a grid may move about. */
export interface Frame {
  readonly root: HTMLElement;
  readonly content: HTMLElement;
  /** What one edits the tile with; empty while nobody does. */
  readonly tools: HTMLElement;
  /** What an element of the host has thrown. */
  failure?: unknown;
}

export interface FrameTexts {
  readonly failureShown: string;
  readonly tryAgain: string;
}

/**
 * The boxes of the tiles. They stay the same ones, with what is in them, whether somebody edits the dashboard or not; they stand in reading
 * order. What goes wrong in one stays in that one.
 */
export class Frames {
  readonly #host: LitElement;
  readonly #byId = new Map<string, Frame>();

  constructor(host: LitElement) {
    this.#host = host;
  }

  get(id: string): Frame | undefined {
    return this.#byId.get(id);
  }

  /** Has a box for each tile and no other, in their order, in a container. */
  keep(container: HTMLElement, widgets: readonly Widget[]): void {
    const kept = new Set(widgets.map(({id}) => id));
    for (const [id, {root, content, tools}] of this.#byId) {
      if (!kept.has(id)) {
        root.remove();
        render(null, content);
        render(null, tools);
        this.#byId.delete(id);
      }
    }
    for (const {id, columns, rows} of widgets) {
      const frame = this.#byId.get(id) ?? makeFrame();
      this.#byId.set(id, frame);
      frame.root.dataset['columns'] = String(columns);
      frame.root.dataset['rows'] = String(rows);
    }
    this.#order(container, widgets);
  }

  /** Renders what is in a box; what that throws is told there, with an offer to try again. */
  draw(id: string, content: () => TemplateResult, text: FrameTexts): void {
    const frame = this.#byId.get(id);
    if (!frame) {
      return;
    }
    const fail = (cause: unknown): void => {
      render(this.#failed(frame, text), frame.content, {host: this.#host});
      if (frame.failure !== cause) {
        frame.failure = cause;
        this.#host.dispatchEvent(new TenantErrorEvent(new TenantryError('misuse', 'A tile could not be rendered.', {cause})));
      }
    };
    if (frame.failure !== undefined) {
      return;
    }
    try {
      hearThrown(() => render(content(), frame.content, {host: this.#host}));
    } catch (cause) {
      fail(cause ?? new Error('Something was thrown.'));
    }
  }

  /** Renders what one edits a tile with. */
  equip(id: string, tools: unknown): void {
    const frame = this.#byId.get(id);
    if (frame) {
      render(tools, frame.tools, {host: this.#host});
    }
  }

  #failed(frame: Frame, {failureShown, tryAgain}: FrameTexts): TemplateResult {
    const onRetry = (): void => {
      delete frame.failure;
      this.#host.requestUpdate();
    };
    return html`<div class="tile failed-tile" role="group">
      <p>${failureShown} <button class="link-button" type="button" @click=${onRetry}>${tryAgain}</button></p>
    </div>`;
  }

  /** The box that holds the focus stays where it is, and the others go around it: a node that is put elsewhere loses the focus. */
  #order(container: HTMLElement, widgets: readonly Widget[]): void {
    const roots = widgets.map(({id}) => this.#byId.get(id)?.root).filter((root) => root !== undefined);
    const focused = roots.findIndex((root) => root.parentNode === container && root.matches(':focus-within'));
    const before = roots.slice(0, Math.max(0, focused));
    const rest = focused < 0 ? roots : roots.slice(focused + 1);
    const fixed = focused < 0 ? null : (roots[focused] ?? null);
    let next: Element | null = fixed;
    for (const root of before.toReversed()) {
      if (root.parentNode !== container || root.nextElementSibling !== next) {
        container.insertBefore(root, next);
      }
      next = root;
    }
    let last: Element | null = fixed;
    for (const root of rest) {
      const after: Element | null = last ? last.nextElementSibling : container.firstElementChild;
      if (root !== after) {
        container.insertBefore(root, after);
      }
      last = root;
    }
  }
}

const makeFrame = (): Frame => {
  const [root, box, content, tools] = [boxOf('frame'), boxOf('box'), boxOf('content'), boxOf('tools')];
  root.setAttribute('part', 'widget');
  box.append(content, tools);
  root.append(box);
  return {root, content, tools};
};

const boxOf = (name: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = name;
  return element;
};
