import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Puts the focus where it was wanted before it could be there, as soon as it can, unless it has gone elsewhere by then. */
export class AwaitedFocus implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #target: () => HTMLElement | null | undefined;
  /** What had the focus when it was wanted; `undefined` while it is not. */
  #from: Element | null | undefined;

  /** @param target What is to have the focus; nothing while it cannot. */
  constructor(host: ReactiveControllerHost & Element, target: () => HTMLElement | null | undefined) {
    this.#host = host;
    this.#target = target;
    host.addController(this);
  }

  focus(options?: FocusOptions): void {
    const target = this.#target();
    this.#from = target ? undefined : this.#now;
    target?.focus(options);
  }

  hostUpdated(): void {
    const target = this.#from === undefined ? undefined : this.#target();
    if (target) {
      if (this.#from === this.#now) {
        target.focus();
      }
      this.#from = undefined;
    }
  }

  get #now(): Element | null {
    return (this.#host.getRootNode() as Partial<DocumentOrShadowRoot>).activeElement ?? null;
  }
}
