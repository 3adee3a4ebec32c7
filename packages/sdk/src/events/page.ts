/** The page, where there is one. */
export interface Page extends EventTarget {
  readonly visibilityState: string;
}

/** The page that this runs in; `undefined` in Node and in workers. */
export const ownPage = (): Page | undefined => (globalThis as {readonly document?: Page}).document;

export const isHidden = (page: Page | undefined): boolean => page?.visibilityState === 'hidden';

/** Resolves when somebody can see the page, or nobody waits for that any more. */
export const whenSeen = (page: Page | undefined, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      page?.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const look = (): void => {
      if (!isHidden(page)) {
        done();
      }
    };
    page?.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', done);
    if (signal.aborted) {
      done();
    } else {
      look();
    }
  });
