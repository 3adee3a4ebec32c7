import {ContextProvider} from '@lit/context';
import {type ChangeEvent, isApiError, type Me, TenantClient, type TokenAuth} from '@tenantry/sdk';
import {css, html, LitElement, type PropertyValues} from 'lit';
import {clientContext} from '../../context/client-context.ts';
import {localeContext} from '../../context/locale-context.ts';
import {messagesContext} from '../../context/messages-context.ts';
import {sessionContext, type TenantSession} from '../../context/session-context.ts';
import {hearNetwork} from '../../controllers/network.ts';
import {failureOf} from '../../foundation/failure.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import type {TenantMessages} from '../../messages/tenant-messages.ts';
import {SessionReadyEvent, SessionRequiredEvent} from './tenant-provider.events.ts';

/**
 * Offers the elements inside it a client, the session, the language and the texts. Shows nothing itself.
 *
 * @summary The server, session and language of the elements inside.
 * @tagname tenant-provider
 *
 * @slot - Everything that needs the session.
 *
 * @fires {SessionReadyEvent} session-ready - Someone is signed in and may work; again when what is known of them changes.
 * @fires {SessionRequiredEvent} session-required - Nobody is signed in, the session has ended, or a new password must be chosen first.
 * @fires {TenantErrorEvent} tenant-error - The session could not be asked for.
 */
export class TenantProvider extends LitElement {
  static override properties = {
    baseUrl: {attribute: 'base-url'},
    locale: {},
    timeZone: {attribute: 'time-zone'},
    client: {attribute: false},
    getToken: {attribute: false},
    messages: {attribute: false},
  };

  static override styles = css`
    :host {
      display: contents;
    }

    :host([hidden]) {
      display: none;
    }
  `;

  /** The root of the API, for example `/api`. Makes a client that signs in by cookie, or by `getToken`. */
  baseUrl?: string | undefined;

  /** A BCP 47 tag. An element, or anything around it in here, that has a `lang` speaks that. Without it all follow the nearest `lang`. */
  locale?: string | undefined;

  /** An IANA name. Without it times are shown in the browser's zone. */
  timeZone?: string | undefined;

  /** A client of the host's own, used instead of `base-url`. */
  client?: TenantClient | undefined;

  /** Gives the bearer token of a signed-in user. Never kept by the elements. */
  getToken?: TokenAuth['getToken'] | undefined;

  /** Replaces texts, by tag; with `lang`, in that language alone. A language that is not built in comes in here as well. */
  messages?: TenantMessages | undefined;

  readonly #client = new ContextProvider(this, {context: clientContext});
  readonly #session = new ContextProvider(this, {context: sessionContext});
  readonly #locale = new ContextProvider(this, {context: localeContext});
  readonly #messages = new ContextProvider(this, {context: messagesContext});
  /** Told of every `lang` that changes on the page itself or in here, so that the elements look again. */
  readonly #lang = new MutationObserver(() => this.#localize());
  #made: TenantClient | undefined;
  #asking: AbortController | undefined;
  #hasFailed = false;

  constructor() {
    super();
    hearNetwork(this, () => this.#hasFailed && void this.refresh());
  }

  /** Who is signed in. */
  get session(): TenantSession | undefined {
    return this.#session.value;
  }

  /** Asks the server who is signed in. Resolves when the elements inside know. Call it after signing in without `<tenant-sign-in>`. */
  async refresh(): Promise<void> {
    const client = this.#client.value;
    this.#asking?.abort();
    if (!client) {
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    this.#hasFailed = false;
    try {
      this.#begin(await client.session.get({signal: asking.signal}));
    } catch (error) {
      if (!asking.signal.aborted && !(isApiError(error) && error.status === 401)) {
        this.#hasFailed = true;
        this.#tell(error); // A 401 is heard of on `client.changes`, as from any call.
      }
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#lang.observe(this, {subtree: true, attributeFilter: ['lang']});
    this.#lang.observe(document.documentElement, {attributeFilter: ['lang']});
    if (this.hasUpdated) {
      this.#use(this.#client.value);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lang.disconnect();
    this.#asking?.abort();
    this.#client.value?.changes.removeEventListener('change', this.#onChange);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('timeZone')) {
      this.#localize();
    }
    if (changed.has('messages')) {
      this.#messages.setValue(this.messages);
    }
    if (changed.has('client') || changed.has('baseUrl') || changed.has('getToken')) {
      try {
        this.#use(this.client ?? this.#make());
      } catch (error) {
        this.#use(undefined);
        this.#tell(error);
      }
    }
  }

  protected override render(): unknown {
    return html`<slot></slot>`;
  }

  #localize(): void {
    this.#locale.setValue({locale: this.locale, timeZone: this.timeZone});
  }

  #make(): TenantClient | undefined {
    this.#made?.close();
    this.#made =
      this.baseUrl === undefined
        ? undefined
        : new TenantClient({baseUrl: this.baseUrl, auth: this.getToken ? {getToken: this.getToken} : {cookie: true}});
    return this.#made;
  }

  #use(client: TenantClient | undefined): void {
    this.#client.value?.changes.removeEventListener('change', this.#onChange);
    if (this.isConnected) {
      client?.changes.addEventListener('change', this.#onChange);
    }
    if (client !== this.#made) {
      this.#made?.close();
      this.#made = undefined;
    }
    if (client !== this.#client.value) {
      this.#client.setValue(client);
      this.#setSession('unknown');
    }
    void this.refresh();
  }

  #tell(error: unknown): void {
    const failure = failureOf(error);
    if (failure) {
      this.dispatchEvent(new TenantErrorEvent(failure));
    }
  }

  #setSession(status: TenantSession['status'], me?: Me): void {
    this.#session.setValue({
      status,
      ...(me && {me}),
      begin: (someone) => this.#begin(someone),
    });
  }

  #begin(me: Me): void {
    this.#asking?.abort();
    const ready = me.session?.kind !== 'passwordChangeRequired';
    this.#setSession(ready ? 'signed-in' : 'password-change-required', me);
    this.dispatchEvent(ready ? new SessionReadyEvent(me) : new SessionRequiredEvent());
  }

  #end(): void {
    if (this.#session.value?.status !== 'signed-out') {
      this.#asking?.abort();
      this.#setSession('signed-out', this.#session.value?.me);
      this.dispatchEvent(new SessionRequiredEvent());
    }
  }

  readonly #onChange = (event: Event): void => {
    const {subject, action, origin} = event as ChangeEvent;
    const {status, me} = this.#session.value ?? {};
    if (subject.type === 'session' && action === 'ended' && subject.id === null) {
      this.#end();
    } else if (
      (subject.type === 'session' && action === 'ended' && subject.id === me?.session?.id) ||
      (subject.type === 'user' &&
        subject.id === me?.user.id &&
        !(origin === 'remote' && (subject.version ?? Infinity) <= me.user.version)) ||
      action === 'reset' ||
      (subject.type === 'password' && status === 'password-change-required')
    ) {
      void this.refresh();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'tenant-provider': TenantProvider;
  }
}
