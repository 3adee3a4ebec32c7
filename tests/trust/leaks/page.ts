// Runs in the page: puts elements in and takes them out.

/** A state of an element, as its states are listed beside it. */
interface State {
  readonly name: string;
  readonly mount: (container: HTMLElement) => Promise<void>;
}

export interface MountPage {
  /** The names of an element's states. */
  readonly states: (tag: string) => readonly string[];
  /** Puts the element in as it is made, without a client, and takes it out again, so many times. */
  readonly bare: (tag: string, times: number) => Promise<void>;
  /** Brings the element into one state after the other, so many times altogether, and takes it out each time. */
  readonly throughStates: (tag: string, times: number) => Promise<void>;
  /** Lets so much time pass at once that every timer has gone off: a call that is never answered has been given up. */
  readonly letTimePass: () => Promise<void>;
}

declare global {
  interface Window {
    mountPage: MountPage;
  }
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Keeps what the page's timers are to do. Answers a function that does it now. */
const holdTimers = (): (() => void) => {
  const waiting = new Map<number, () => void>();
  const {setTimeout: set, clearTimeout: clear} = window;
  window.setTimeout = ((handler: (...args: unknown[]) => void, delay?: number, ...args: unknown[]): number => {
    const run = (): void => {
      waiting.delete(timer);
      handler(...args);
    };
    const timer = set(run, delay);
    waiting.set(timer, run);
    return timer;
  }) as typeof window.setTimeout; // Without the form of a string and what Node's types add.
  window.clearTimeout = (timer): void => {
    waiting.delete(Number(timer));
    clear(timer);
  };
  return () => {
    for (const [timer, run] of waiting) {
      clear(timer);
      run();
    }
  };
};

/** Hands the page's doings to whoever drives the browser. */
export const offer = (all: Readonly<Record<string, readonly State[]>>): void => {
  const goOff = holdTimers();
  window.mountPage = {
    states: (tag) => (all[tag] ?? []).map(({name}) => name),
    bare: async (tag, times) => {
      for (let turn = 0; turn < times; turn++) {
        const element = document.createElement(tag);
        document.body.append(element);
        await (element as HTMLElement & {updateComplete?: Promise<unknown>}).updateComplete;
        element.remove();
      }
      await frame();
    },
    throughStates: async (tag, times) => {
      const states = all[tag] ?? [];
      for (let turn = 0; turn < times; turn++) {
        const container = document.createElement('div');
        document.body.append(container);
        await states[turn % states.length]?.mount(container);
        container.remove();
      }
      await frame();
    },
    letTimePass: async () => {
      (document.activeElement as HTMLElement | null)?.blur();
      for (let time = 0; time < 3; time++) {
        goOff();
        await frame();
      }
    },
  };
};
