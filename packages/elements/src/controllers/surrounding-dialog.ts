import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Finds the `<dialog>` that an element is in, whatever shadow roots lie between them, and tells the element when it closes. */
export class SurroundingDialog implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #onClose: () => void;
  #dialog: HTMLDialogElement | undefined;

  constructor(host: ReactiveControllerHost & Element, onClose: () => void) {
    this.#host = host;
    this.#onClose = onClose;
    host.addController(this);
  }

  /** Whether there is one. */
  get isPresent(): boolean {
    return this.#dialog !== undefined;
  }

  hostConnected(): void {
    this.#dialog = dialogAround(this.#host);
    this.#dialog?.addEventListener('close', this.#onDialogClose);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#dialog?.removeEventListener('close', this.#onDialogClose);
    this.#dialog = undefined;
  }

  readonly #onDialogClose = (event: Event): void => {
    if (event.target === this.#dialog) {
      this.#onClose();
    }
  };
}

const dialogAround = (element: Element): HTMLDialogElement | undefined => {
  const found = element.closest('dialog');
  if (found) {
    return found;
  }
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? dialogAround(root.host) : undefined;
};
