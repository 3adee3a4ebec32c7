import type {LitElement, ReactiveController} from 'lit';

/** Lets the keyboard scroll a box of an element, `.scrolls`, as long as there is more in it than is seen. Its first child holds all of it. */
export class Scrolling implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer = new ResizeObserver(() => this.#look());
  #box: Element | null = null;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const box = this.#host.isConnected ? this.#host.renderRoot.querySelector('.scrolls') : null;
    if (box !== this.#box) {
      this.#observer.disconnect();
      this.#box = box;
      for (const each of [box, box?.firstElementChild]) {
        if (each) {
          this.#observer.observe(each);
        }
      }
    }
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    this.#box = null;
  }

  #look(): void {
    if (this.#box && this.#box.scrollHeight > this.#box.clientHeight + 1) {
      this.#box.setAttribute('tabindex', '0');
    } else {
      this.#box?.removeAttribute('tabindex');
    }
  }
}
