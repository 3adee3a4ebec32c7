import type {ReactiveController, ReactiveControllerHost} from 'lit';

export interface ModalOptions {
  /** Whether closing would lose what was typed. While it does, Esc is handed to `onGuarded` instead of closing. */
  readonly isEdited?: () => boolean;
  readonly onGuarded?: () => void;
}

/**
 * Opens the native `<dialog>` of an element's template as a modal one, keeps Tab inside, and gives the focus back when it closes. The
 * template binds `@cancel=${modal.onCancel} @keydown=${modal.onKeydown}`.
 */
export class Modal implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ModalOptions;
  #opener: HTMLElement | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ModalOptions = {}) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('dialog');
  }

  /** Opens the dialog; `opener` gets the focus back afterwards. */
  show(opener?: HTMLElement): void {
    this.#opener = opener;
    if (this.#dialog?.isConnected && !this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  close(): void {
    if (this.#dialog?.open) {
      this.#dialog.close();
      this.#opener?.focus();
    }
  }

  hostDisconnected(): void {
    this.#dialog?.close();
  }

  // A browser closes a dialog at the second Esc whatever `cancel` says, so the key itself is taken while something is edited.
  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.#options.isEdited?.()) {
      event.preventDefault();
      this.#options.onGuarded?.();
    }
    // In WebKitGTK Shift+Tab has no name, only a place.
    if ([event.key, event.code].includes('Tab') && this.#dialog) {
      const stops = stopsIn(this.#dialog);
      const ends = event.shiftKey ? stops.toReversed() : stops;
      if (event.composedPath()[0] === ends.at(-1)) {
        event.preventDefault(); // Left to itself, a browser goes on among its own buttons.
        ends[0]?.focus();
      }
    }
  };

  readonly onCancel = (event: Event): void => {
    if (event.target === this.#dialog && this.#options.isEdited?.()) {
      event.preventDefault();
      this.#options.onGuarded?.();
    }
  };
}

/** Where Tab halts in a tree, shadow roots and slots included, in the order of reading. */
const stopsIn = (root: Element | ShadowRoot): HTMLElement[] =>
  (root instanceof HTMLSlotElement && root.assignedElements().length > 0 ? root.assignedElements() : [...root.children]).flatMap(
    (child) => [
      ...(child instanceof HTMLElement && child.tabIndex >= 0 && child.checkVisibility() && !child.matches(':disabled') ? [child] : []),
      ...stopsIn(child.shadowRoot ?? child),
    ],
  );
