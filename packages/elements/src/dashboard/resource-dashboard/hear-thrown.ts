/**
 * Runs something, and throws what an element throws that it connects. A browser reports that to the page instead, as if nobody had asked for
 * it; it is the tile's.
 */
export const hearThrown = (work: () => void): void => {
  const thrown: unknown[] = [];
  const hear = (event: ErrorEvent): void => {
    thrown.push(event.error);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('error', hear, true);
  try {
    work();
  } finally {
    removeEventListener('error', hear, true);
  }
  if (thrown.length > 0) {
    throw thrown[0];
  }
};
