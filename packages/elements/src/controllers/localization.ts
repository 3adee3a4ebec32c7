import {ContextConsumer} from '@lit/context';
import type {ReactiveControllerHost} from 'lit';
import {localeContext} from '../context/locale-context.ts';
import {messagesContext} from '../context/messages-context.ts';
import type {Place} from '../foundation/format.ts';

type Host<Messages> = ReactiveControllerHost & HTMLElement & {messages: Partial<Messages>};

/** An element's texts (its own, else the provider's, else English) and the place that its times are shown for. */
export class Localization<Messages extends object> {
  readonly #host: Host<Messages>;
  readonly #tag: string;
  readonly #defaults: Messages;
  readonly #messages: ContextConsumer<typeof messagesContext, Host<Messages>>;
  readonly #locale: ContextConsumer<typeof localeContext, Host<Messages>>;

  constructor(host: Host<Messages>, tag: string, defaults: Messages) {
    this.#host = host;
    this.#tag = tag;
    this.#defaults = defaults;
    this.#messages = new ContextConsumer(host, {context: messagesContext, subscribe: true, callback: () => host.requestUpdate()});
    this.#locale = new ContextConsumer(host, {context: localeContext, subscribe: true, callback: () => host.requestUpdate()});
  }

  get text(): Messages {
    // Whoever replaces a text by tag keeps its type; the compiler cannot see through the tag.
    return {...this.#defaults, ...this.#messages.value?.[this.#tag], ...this.#host.messages} as Messages;
  }

  /** The element's own `lang`, else the provider's locale, else the nearest `lang`, else English. */
  get place(): Place {
    return {
      locale: this.#host.lang || this.#locale.value?.locale || nearestLang(this.#host) || 'en',
      timeZone: this.#locale.value?.timeZone,
    };
  }
}

const nearestLang = (element: Element): string | undefined => {
  const found = element.closest<HTMLElement>('[lang]');
  if (found) {
    return found.lang;
  }
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : undefined;
};
