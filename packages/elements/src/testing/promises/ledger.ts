/** What is held outside an element: listeners, timers, observers. Each is a line that says what it is. */
export interface Ledger {
  /** What is held now that was not when the ledger was opened. */
  readonly held: () => string[];
  /** Puts the page's own functions back. */
  readonly close: () => void;
}

type Observer = ResizeObserver | IntersectionObserver | MutationObserver | PerformanceObserver;

interface Method {
  readonly owner: object;
  readonly name: string;
  readonly descriptor: PropertyDescriptor | undefined;
}

/** Watches what is begun and ended from now on. Listeners on nodes inside `mine` go with them and do not count. */
export const openLedger = (mine: Element): Ledger => {
  const held = new Map<string, string>();
  const numbers = new WeakMap<object, number>();
  let last = 0;
  const numberOf = (thing: object): number => {
    const number = numbers.get(thing) ?? ++last;
    numbers.set(thing, number);
    return number;
  };
  const replaced: Method[] = [];
  const replace = (owner: object, name: string, make: (original: (...args: never[]) => unknown) => (...args: never[]) => unknown): void => {
    replaced.push({owner, name, descriptor: Object.getOwnPropertyDescriptor(owner, name)});
    const original = Reflect.get(owner, name) as (...args: never[]) => unknown;
    Object.defineProperty(owner, name, {configurable: true, writable: true, value: make(original)});
  };

  watchListeners(mine, held, numberOf, replace);
  watchTimers(held, replace);
  watchObservers(held, numberOf, replace);
  return {
    held: () => [...held.values()].toSorted(),
    close: () => {
      for (const {owner, name, descriptor} of replaced.toReversed()) {
        if (descriptor) {
          Object.defineProperty(owner, name, descriptor);
        } else {
          Reflect.deleteProperty(owner, name);
        }
      }
    },
  };
};

type Replace = (owner: object, name: string, make: (original: (...args: never[]) => unknown) => (...args: never[]) => unknown) => void;
type NumberOf = (thing: object) => number;

const watchListeners = (mine: Element, held: Map<string, string>, numberOf: NumberOf, replace: Replace): void => {
  const isInside = (target: EventTarget): boolean => {
    if (!(target instanceof Node) || !target.isConnected) {
      return target instanceof Node;
    }
    for (let node: Node | null = target; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
      if (node === mine) {
        return true;
      }
    }
    return false;
  };
  const keyOf = (target: EventTarget, type: string, listener: object, options: unknown): string => {
    const capture = typeof options === 'object' && options ? (options as AddEventListenerOptions).capture === true : options === true;
    return `listener ${numberOf(target)} ${type} ${numberOf(listener)} ${capture}`;
  };
  replace(
    EventTarget.prototype,
    'addEventListener',
    (add) =>
      function (this: EventTarget | undefined, ...args: never[]): unknown {
        const target = this ?? globalThis;
        const [type, listener, options] = args as unknown as [string, object | null, AddEventListenerOptions | boolean | undefined];
        // A signal is a call's own: it goes with the call, whose end another promise sees to.
        if (listener && !(target instanceof AbortSignal) && !isInside(target)) {
          const key = keyOf(target, type, listener, options);
          const end = (): boolean => held.delete(key);
          held.set(key, `${type} on ${nameOf(target)}`);
          if (typeof options === 'object') {
            if (options.once) {
              add.apply(target, [type, end, options] as never[]);
            }
            options.signal?.addEventListener('abort', end);
          }
        }
        return add.apply(target, args);
      },
  );
  replace(
    EventTarget.prototype,
    'removeEventListener',
    (remove) =>
      function (this: EventTarget | undefined, ...args: never[]): unknown {
        const target = this ?? globalThis;
        const [type, listener, options] = args as unknown as [string, object | null, unknown];
        if (listener) {
          held.delete(keyOf(target, type, listener, options));
        }
        return remove.apply(target, args);
      },
  );
};

const nameOf = (target: EventTarget): string =>
  target instanceof Element ? `<${target.localName}>` : Object.prototype.toString.call(target).slice(8, -1);

const watchTimers = (held: Map<string, string>, replace: Replace): void => {
  const begin = (name: string, isOnce: boolean): void =>
    replace(globalThis, name, (start) => (...args: never[]) => {
      const [handler, ...rest] = args as unknown as [(...given: unknown[]) => unknown, ...never[]];
      let key = '';
      const id = start.apply(globalThis, [
        (...given: unknown[]) => {
          if (isOnce) {
            held.delete(key);
          }
          return handler(...given);
        },
        ...rest,
      ] as never[]);
      key = `${name} ${String(id)}`;
      held.set(key, `${name} ${String(rest[0] ?? '')}`.trim());
      return id;
    });
  const end = (name: string, ...begun: string[]): void =>
    replace(globalThis, name, (stop) => (...args: never[]) => {
      for (const each of begun) {
        held.delete(`${each} ${String(args[0])}`);
      }
      return stop.apply(globalThis, args);
    });
  begin('setTimeout', true);
  begin('setInterval', false);
  begin('requestAnimationFrame', true);
  end('clearTimeout', 'setTimeout', 'setInterval');
  end('clearInterval', 'setTimeout', 'setInterval');
  end('cancelAnimationFrame', 'requestAnimationFrame');
};

const watchObservers = (held: Map<string, string>, numberOf: NumberOf, replace: Replace): void => {
  for (const {name, prototype} of [ResizeObserver, IntersectionObserver, MutationObserver, PerformanceObserver]) {
    const observed = new WeakMap<Observer, Set<unknown>>();
    const keyOf = (observer: Observer): string => `${name} ${numberOf(observer)}`;
    replace(
      prototype,
      'observe',
      (observe) =>
        function (this: Observer, ...args: never[]): unknown {
          observed.set(this, (observed.get(this) ?? new Set()).add(args[0]));
          held.set(keyOf(this), name);
          return observe.apply(this, args);
        },
    );
    replace(
      prototype,
      'disconnect',
      (disconnect) =>
        function (this: Observer, ...args: never[]): unknown {
          observed.delete(this);
          held.delete(keyOf(this));
          return disconnect.apply(this, args);
        },
    );
    if ('unobserve' in prototype) {
      replace(
        prototype,
        'unobserve',
        (unobserve) =>
          function (this: Observer, ...args: never[]): unknown {
            const targets = observed.get(this);
            targets?.delete(args[0]);
            if (targets?.size === 0) {
              held.delete(keyOf(this));
            }
            return unobserve.apply(this, args);
          },
      );
    }
  }
};
