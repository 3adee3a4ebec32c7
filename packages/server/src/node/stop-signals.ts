/** What whoever runs the process asks of it. */
export interface StopSignals {
  /** At the first SIGTERM or SIGINT: finish what has begun, then end. */
  readonly stop: AbortSignal;
  /** At the second: finish at once. A third one ends the process as the system does. */
  readonly hurry: AbortSignal;
}

/** A terminal and a process manager may both pass on the same keystroke. What comes within this time is one signal. */
const SAME_MS = 1_000;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Listens for the signals that ask a process to end. */
export const stopSignals = (): StopSignals => {
  const stop = new AbortController();
  const hurry = new AbortController();
  let first = 0;
  const heard = (): void => {
    if (!stop.signal.aborted) {
      first = performance.now();
      stop.abort();
    } else if (performance.now() - first >= SAME_MS) {
      SIGNALS.forEach((signal) => process.off(signal, heard));
      hurry.abort();
    }
  };
  SIGNALS.forEach((signal) => process.on(signal, heard));
  return {stop: stop.signal, hurry: hurry.signal};
};
