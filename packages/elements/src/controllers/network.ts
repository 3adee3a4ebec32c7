import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Hears when the page loses the network and when it has it again. */
export class Network implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onBack: () => void;

  constructor(host: ReactiveControllerHost, onBack: () => void) {
    this.#host = host;
    this.#onBack = onBack;
    host.addController(this);
  }

  get isAway(): boolean {
    return !navigator.onLine;
  }

  hostConnected(): void {
    addEventListener('online', this);
    addEventListener('offline', this);
  }

  hostDisconnected(): void {
    removeEventListener('online', this);
    removeEventListener('offline', this);
  }

  handleEvent({type}: Event): void {
    if (type === 'online') {
      this.#onBack();
    }
    this.#host.requestUpdate();
  }
}
