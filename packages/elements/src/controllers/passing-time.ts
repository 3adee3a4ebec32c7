import type {ReactiveControllerHost} from 'lit';

/** Half of the shortest time that is told. */
const STEP_MS = 30_000;

/** Renders an element anew now and then while it is in the page, so that "3 minutes ago" becomes "4 minutes ago". */
export const followTime = (host: ReactiveControllerHost): void => {
  let timer: ReturnType<typeof setInterval> | undefined;
  host.addController({
    hostConnected: () => {
      timer = setInterval(() => host.requestUpdate(), STEP_MS);
    },
    hostDisconnected: () => clearInterval(timer),
  });
};
