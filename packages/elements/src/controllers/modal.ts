import type {ReactiveController, ReactiveControllerHost} from 'lit';

export interface ModalOptions {
  /** Whether closing would lose what was typed. While it does, Esc is handed to `onGuarded` instead of closing. */
  readonly isEdited?: () => boolean;
  readonly onGuarded?: () => void;
}

/**
 * Opens the native `<dialog>` of an element's template as a modal one and gives the focus back when it closes. The template binds
 * `@cancel=${modal.onCancel} @keydown=${modal.onKeydown}`.
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
  };

  readonly onCancel = (event: Event): void => {
    if (event.target === this.#dialog && this.#options.isEdited?.()) {
      event.preventDefault();
      this.#options.onGuarded?.();
    }
  };
}
