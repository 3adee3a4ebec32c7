import {ContextConsumer} from '@lit/context';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {localeContext} from '../context/locale-context.ts';
import {messagesContext, type Texts} from '../context/messages-context.ts';
import type {Place} from '../foundation/format.ts';
import {languages} from '../messages/languages.ts';

// Longer than that, and English is better than nothing.
const PATIENCE_MS = 3000;

type Host<Messages> = ReactiveControllerHost & HTMLElement & {messages: Partial<Messages>; readonly renderRoot: ParentNode};

/**
 * An element's texts (its own, else the provider's, else those of its language, else English) and the place that its times are shown for.
 *
 * Its language is the nearest of: an ancestor's or its own `lang`, the provider's `locale`. It looks whenever it renders; that a `lang` has
 * changed the provider tells. While a language is loaded, an element that has shown nothing yet waits, and any other keeps the one it has.
 */
export class Localization<Messages extends object> implements ReactiveController {
  readonly #host: Host<Messages>;
  readonly #tag: string;
  readonly #defaults: Messages;
  readonly #messages: ContextConsumer<typeof messagesContext, Host<Messages>>;
  readonly #provided: ContextConsumer<typeof localeContext, Host<Messages>>;
  /** The language that is on its way. */
  #asked: string | undefined;
  #arriving: Promise<unknown> | undefined;
  #locale = 'en';
  #texts: Texts | undefined;

  constructor(host: Host<Messages>, tag: string, defaults: Messages) {
    this.#host = host;
    this.#tag = tag;
    this.#defaults = defaults;
    this.#messages = new ContextConsumer(host, {context: messagesContext, subscribe: true});
    this.#provided = new ContextConsumer(host, {context: localeContext, subscribe: true});
    // `scheduleUpdate` is protected, and the one place where Lit lets a rendering wait.
    const element = host as unknown as {scheduleUpdate: () => unknown; readonly hasUpdated: boolean};
    const schedule = element.scheduleUpdate.bind(host);
    element.scheduleUpdate = (): unknown => {
      this.#follow();
      return this.#asked && !element.hasUpdated
        ? Promise.race([this.#arriving, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).then(() => {
            this.#follow(); // It may be another one by now.
            schedule();
          })
        : schedule();
    };
    host.addController(this);
  }

  /** Without what a host has put in their place, so that none of its functions is called. */
  get own(): Messages {
    return {...this.#defaults, ...(this.#texts?.[this.#tag] as object)};
  }

  get text(): Messages {
    const provided = this.#messages.value;
    return {
      ...this.own,
      ...(this.#locale.startsWith(provided?.lang ?? '') && (provided?.[this.#tag] as object)),
      ...this.#host.messages,
    } as Messages; // Whoever replaces a text by tag keeps its type; the compiler cannot see through the tag.
  }

  get place(): Place {
    return {locale: this.#locale, timeZone: this.#provided.value?.timeZone};
  }

  hostUpdated(): void {
    // For who has it read aloud on a page in another language, and for the elements in this one.
    const root = this.#host.renderRoot.firstElementChild as HTMLElement | null;
    const language = this.#texts || this.#messages.value ? this.#locale : 'en';
    // Browsers style everything in it anew for a `lang` that is set, the same one too.
    if (root && root.lang !== language) {
      root.lang = language;
    }
  }

  /** Takes the language that is wanted now, or asks for it. */
  #follow(): void {
    const locale = this.#nearest();
    const language = locale.toLowerCase().replace(/-.*/, '');
    const known = languages.get(language);
    if (typeof known !== 'function') {
      this.#locale = locale;
      this.#texts = known;
      this.#asked = undefined;
    } else if (language !== this.#asked) {
      this.#asked = language;
      this.#arriving = known()
        .then(
          (texts) => languages.set(language, texts),
          () => languages.delete(language), // English then.
        )
        .then(() => this.#host.requestUpdate());
    }
  }

  #nearest(): string {
    const provided = this.#provided.value?.locale;
    let found: HTMLElement | null = null;
    for (let at: Element | undefined = this.#host; at && !found; at = (at.getRootNode() as Partial<ShadowRoot>).host) {
      found = at.closest<HTMLElement>(provided ? '[lang]:not(html),tenant-provider' : '[lang]');
    }
    return (provided && found?.localName === 'tenant-provider' ? provided : found?.lang) || provided || 'en';
  }
}
