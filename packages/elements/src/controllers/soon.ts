import type {ReactiveControllerHost} from 'lit';

/** What others do within so long is answered at once. */
export const FLURRY_MS = 300;

/** Does something a little later, once for all that ask for it until then; not when the element has left the page. */
export const soon = (host: ReactiveControllerHost, work: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  host.addController({hostDisconnected: forget});
  return () => {
    timer ??= setTimeout(() => {
      forget();
      work();
    }, FLURRY_MS);
  };
};
