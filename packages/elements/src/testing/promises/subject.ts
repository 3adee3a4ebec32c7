import type {TenantClient} from '@tenantry/sdk';
import type {LitElement} from 'lit';
import {settled, textOf} from '../element-state.ts';
import {callsPending} from '../fake-client.ts';

export interface PromiseOptions {
  /** Makes a client whose answers let the element show something. Left out for an element that asks nothing. */
  readonly client?: () => TenantClient;
  /** Properties to set, in two orders. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Attributes with values that mean nothing. They are survived. */
  readonly nonsense?: Readonly<Record<string, string>>;
  /** An element of the tree without a box of its own needs no size. */
  readonly invisible?: boolean;
}

/** The element that a promise is asked of. */
export class Subject {
  readonly tag: string;
  readonly options: PromiseOptions;

  constructor(tag: string, options: PromiseOptions) {
    this.tag = tag;
    this.options = options;
  }

  /** What a host sets on it, on a client of its own. */
  entries(client: TenantClient | undefined = this.options.client?.()): [name: string, value: unknown][] {
    return [...Object.entries(this.options.properties ?? {}), ...(client ? [['client', client] as [string, unknown]] : [])];
  }

  make(entries: readonly (readonly [string, unknown])[] = this.entries(), name: string = this.tag): LitElement {
    return Object.assign(document.createElement(name) as LitElement, Object.fromEntries(entries));
  }

  /** Puts one into the page, filled. */
  async mount(entries: readonly (readonly [string, unknown])[] = this.entries(), place: Element = document.body): Promise<LitElement> {
    const element = this.make(entries);
    place.append(element);
    await quiet(element);
    return element;
  }
}

/** The words of an element but those that count down: two of them may stand a second apart. */
export const wordsOf = (element: Element): string => textOf(element).replace(/\d:\d\d\./, '');

const MOST_TURNS = 30;

/** Waits until an element and all inside it have rendered, and what they asked of fake clients is answered, if it ever will be. */
export const quiet = async (element: Element): Promise<void> => {
  for (let turn = 0, still = 0; turn < MOST_TURNS && still < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve));
    await settled(element.parentElement ?? element);
    still = callsPending() <= 0 ? still + 1 : 0;
  }
};
