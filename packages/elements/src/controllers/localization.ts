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
 * Its language is the nearest of: an ancestor's or its own `lang`, the provider's `locale`. A `lang` that changes later is noticed on the
 * element itself and where the language was taken from; one that comes in between, at the next rendering. While a language is loaded, an
 * element that has shown nothing yet waits, and any other keeps the language that it has.
 */
export class Localization<Messages extends object> implements ReactiveController {
  readonly #host: Host<Messages>;
  readonly #tag: string;
  readonly #defaults: Messages;
  readonly #messages: ContextConsumer<typeof messagesContext, Host<Messages>>;
  readonly #provided: ContextConsumer<typeof localeContext, Host<Messages>>;
  readonly #observer: MutationObserver;
  #wanted = '';
  #arriving: Promise<void> | undefined;
  #locale = 'en';
  #texts: Texts | undefined;

  constructor(host: Host<Messages>, tag: string, defaults: Messages) {
    this.#host = host;
    this.#tag = tag;
    this.#defaults = defaults;
    this.#messages = new ContextConsumer(host, {context: messagesContext, subscribe: true});
    this.#provided = new ContextConsumer(host, {context: localeContext, subscribe: true});
    this.#observer = new MutationObserver(() => host.requestUpdate());
    // `scheduleUpdate` is protected, and the one place where Lit lets a rendering wait.
    const element = host as unknown as {scheduleUpdate: () => unknown; readonly hasUpdated: boolean};
    const schedule = element.scheduleUpdate.bind(host);
    element.scheduleUpdate = (): unknown => {
      if (host.isConnected) {
        this.#follow(); // What has been taken out watches nothing: the page would hold it.
      }
      return this.#arriving && !element.hasUpdated
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

  hostConnected(): void {
    this.#host.requestUpdate(); // It may have been moved to where another language is spoken.
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  hostUpdated(): void {
    // For who has it read aloud, on a page in another language.
    this.#host.renderRoot.firstElementChild?.setAttribute('lang', this.#texts || this.#messages.value ? this.#locale : 'en');
  }

  #follow(): void {
    const locale = this.#nearest();
    if (locale === this.#wanted) {
      return;
    }
    this.#wanted = locale;
    const show = (texts?: Texts): void => {
      if (locale === this.#wanted) {
        this.#locale = locale;
        this.#texts = texts;
        this.#arriving = undefined;
      }
    };
    const language = locale.toLowerCase().replace(/-.*/, '');
    const known = languages.get(language);
    if (typeof known !== 'function') {
      show(known);
      return;
    }
    this.#arriving = known()
      .then(
        (texts) => {
          languages.set(language, texts);
          show(texts);
        },
        () => show(), // English then.
      )
      .then(() => this.#host.requestUpdate());
  }

  #nearest(): string {
    const provided = this.#provided.value?.locale;
    // What the elements write on their own roots is what they show, not what was asked for.
    const selector = provided ? 'tenant-provider,[lang]:not(html,[part~=base])' : '[lang]:not([part~=base])';
    let found: HTMLElement | null = null;
    for (let at: Element | undefined = this.#host; at && !found; at = (at.getRootNode() as Partial<ShadowRoot>).host) {
      found = at.closest<HTMLElement>(selector);
    }
    this.#observer.disconnect();
    for (const watched of this.#host.isConnected ? [this.#host, found ?? document.documentElement] : []) {
      this.#observer.observe(watched, {attributeFilter: ['lang']});
    }
    return (provided && found?.localName === 'tenant-provider' ? provided : found?.lang) || provided || 'en';
  }
}
