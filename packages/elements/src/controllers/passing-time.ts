import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Half of the shortest time that is told. */
const STEP_MS = 30_000;

/** Renders an element anew while it is in the page, so that "3 minutes ago" becomes "4 minutes ago". */
export class PassingTime implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#host.requestUpdate(), STEP_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
