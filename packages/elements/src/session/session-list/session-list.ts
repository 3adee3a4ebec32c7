import type {Page, Session, TenantClient, TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Latest} from '../../controllers/latest.ts';
import {Localization} from '../../controllers/localization.ts';
import {failureOf, failureText, isUnseen} from '../../foundation/failure.ts';
import {formatMoment, formatUtc, type Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {device as deviceIcon, exit} from '../../foundation/more-icons.ts';
import {staleNotice} from '../../foundation/stale-notice.ts';
import {failureBlock, stateBlock} from '../../foundation/state-block.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {deviceOf} from './device.ts';
import {SessionEndEvent, SessionEndedEvent, SessionEndFailedEvent} from './session-list.events.ts';
import {messages, type SessionListMessages} from './session-list.messages.ts';
import {styles} from './session-list.styles.ts';

/** What takes sessions of a user away. */
const ENDINGS: ReadonlySet<string> = new Set(['sessionsEnded', 'passwordReset', 'deactivated', 'deleted']);

/** Who is asked for whose sessions. */
interface Question {
  readonly client: TenantClient;
  readonly userId: string;
}

/**
 * Lists one's own open sessions, newest first, and lets one end them; or those of another user, which `<end-sessions-dialog>` ends, all at
 * once.
 *
 * @summary A list of one's own sessions, or of another user's.
 * @tagname session-list
 *
 * @slot empty - Shown instead of the rows when there is no session.
 * @slot error - Shown instead of the rows when they could not be loaded.
 *
 * @fires {SessionEndEvent} session-end - A session is about to be ended. Cancelable.
 * @fires {SessionEndedEvent} session-ended - A session has ended.
 * @fires {SessionEndFailedEvent} session-end-failed - A session could not be ended.
 * @fires {TenantErrorEvent} tenant-error - The sessions could not be loaded; the list shows why and offers to try again.
 *
 * @csspart base - Everything.
 * @csspart body - The card.
 * @csspart row - One session.
 * @csspart empty - That there is no session.
 * @csspart error - Why there are none to see, or why one could not be ended.
 *
 * @cssstate loading - The sessions are on their way.
 * @cssstate empty - There is none.
 * @cssstate error - They could not be loaded.
 */
export class SessionList extends LitElement {
  static override styles = styles;
  static override properties = {
    client: {attribute: false},
    userId: {attribute: 'user-id'},
    messages: {attribute: false},
    _ending: {state: true},
    _failures: {state: true},
    _announced: {state: true},
  };

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Whose sessions are listed; one's own when empty. Those of another user need `users.read`, and none of them is ended here. */
  userId = '';

  /** Replaces some or all of the texts. */
  messages: Partial<SessionListMessages> = {};

  private _ending: ReadonlySet<string> = new Set();
  private _failures: ReadonlyMap<string, TenantryError> = new Map();
  private _announced = '';

  readonly #connection = new Connection(this, {
    onChange: ({subject, action, origin}) => {
      // Nobody has sessions once one's own has ended; to ask would only be told the same again.
      const isOver = subject.type === 'session' && action === 'ended' && subject.id === null;
      const isOthers = origin === 'remote' && !this.#shown?.some(({id}) => id === subject.id);
      const isOurs = this.userId
        ? subject.type === '*' || (subject.type === 'user' && subject.id === this.userId && ENDINGS.has(action))
        : !isOthers && (subject.type === 'session' || subject.type === 'password');
      if (!isOver && isOurs) {
        void this.refresh();
      }
    },
    onOther: () => {
      this.#sessions.forget();
      this.#shown = undefined;
      this._ending = new Set();
      this._failures = new Map();
      this._announced = '';
    },
  });
  readonly #localization = new Localization(this, 'session-list', messages);
  readonly #internals = this.attachInternals();
  readonly #sessions = new Latest(
    this,
    () => this.#question,
    ({client, userId}, signal) => (userId ? client.users.sessions(userId, {limit: 200, signal}) : client.me.sessions({limit: 200, signal})),
  );
  #asked: Question | undefined;
  #answer: Page<Session> | undefined;
  #shown: readonly Session[] | undefined;
  #told: TenantryError | undefined;
  #focusRow: number | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  /** Loads the sessions again. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await this.#sessions.again();
    await this.updateComplete;
  }

  protected override willUpdate(): void {
    const {answer} = this.#sessions;
    if (answer !== this.#answer) {
      this.#answer = answer;
      this.#shown = answer?.items;
    }
  }

  protected override updated(): void {
    const {isPending, failure} = this.#sessions;
    setStates(this.#internals, {loading: isPending, error: failure !== undefined, empty: !isPending && this.#shown?.length === 0});
    if (failure && failure !== this.#told) {
      this.dispatchEvent(new TenantErrorEvent(failure));
    }
    this.#told = failure;
    this.#moveFocus();
  }

  protected override render(): unknown {
    const {text, place} = this.#localization;
    const {failure: error, answeredAt, isPending} = this.#sessions;
    const onRetry = (): void => void this.refresh();
    return html`<div class="root" part="base">
      ${error && answeredAt ? staleNotice({error, answeredAt, text, place, onRetry}) : nothing}
      <div class="card" part="body" aria-busy=${isPending}>
        ${
          error && !answeredAt
            ? html`<div part="error"><slot name="error">${failureBlock({error, title: this.userId ? text.failedOther : text.failed, text, onRetry})}</slot></div>`
            : this.#shown === undefined
              ? this.#renderLoading(text)
              : this.#shown.length === 0
                ? this.#renderEmpty(text)
                : this.#renderList(this.#shown, text, place)
        }
      </div>
      <p class="vh" role="status">${this._announced}</p>
    </div>`;
  }

  #renderLoading(text: SessionListMessages): TemplateResult {
    return html`
      <div class="late">
        <p class="vh">${text.loading}</p>
        ${[1, 2, 3].map(() => html`<div class="row"><span class="bones"><span class="bone"></span><span class="bone wide"></span></span></div>`)}
      </div>
    `;
  }

  #renderEmpty(text: SessionListMessages): TemplateResult {
    return html`<div part="empty">
      <slot name="empty">${stateBlock({glyph: icon(exit), title: text.empty, text: this.userId ? text.emptyOther : text.emptyText})}</slot>
    </div>`;
  }

  #renderList(sessions: readonly Session[], text: SessionListMessages, place: Place): TemplateResult {
    return html`<ul role="list" aria-label=${this.userId ? text.labelOther : text.label} tabindex="-1">
      ${repeat(
        sessions,
        ({id}) => id,
        (session) => this.#renderRow(session, text, place),
      )}
    </ul>`;
  }

  #renderRow(session: Session, text: SessionListMessages, place: Place): TemplateResult {
    const name = text.device(deviceOf(session.userAgent));
    const failure = this._failures.get(session.id);
    const isEnding = this._ending.has(session.id);
    return html`
      <li class="row" part="row">
        ${icon(deviceIcon)}
        <div class="what">
          <p class="device" title=${session.userAgent}>${name}</p>
          <p class="when">
            <span>${weave(text.active, renderTime(session.lastSeenAt, place))}</span>
            <span>${weave(text.signedIn, renderTime(session.createdAt, place), bdi(session.ip))}</span>
          </p>
        </div>
        ${
          session.current
            ? html`<span class="tag">${text.current}</span>`
            : this.userId
              ? nothing
              : html`<button
                class="button small"
                type="button"
                aria-label=${isEnding ? nothing : text.endLabel(name, formatMoment(session.createdAt, place))}
                ?disabled=${isEnding}
                @click=${() => this.#onEnd(session, name)}
              >
                ${isEnding ? text.ending : text.end}
              </button>`
        }
        ${
          failure
            ? html`<p class="row-error" part="error" role="alert">${isUnseen(failure) ? text.endUnseen : text.endFailed} ${failureText(failure, text)}</p>`
            : nothing
        }
      </li>
    `;
  }

  /** The same question as before, unless it is another one. */
  get #question(): Question | undefined {
    const {client} = this.#connection;
    const userId = this.userId || ''; // NaN, which never equals itself, would be asked for ever.
    if (client && (this.#asked?.client !== client || this.#asked.userId !== userId)) {
      this.#asked = {client, userId};
    }
    return client && this.#asked;
  }

  /** After a row has gone, its place keeps the focus: the next row that can be ended, else the list. */
  #moveFocus(): void {
    if (this.#focusRow === undefined || this._ending.size > 0 || this.#sessions.isPending) {
      return;
    }
    const rows = [...this.renderRoot.querySelectorAll('.row')];
    const button = [...rows.slice(this.#focusRow), ...rows.slice(0, this.#focusRow).toReversed()]
      .map((row) => row.querySelector<HTMLElement>('button'))
      .find((found) => found !== null);
    this.#focusRow = undefined;
    (button ?? this.renderRoot.querySelector<HTMLElement>('ul'))?.focus();
  }

  async #onEnd(session: Session, name: string): Promise<void> {
    const {client} = this.#connection;
    if (!client || !this.dispatchEvent(new SessionEndEvent(session))) {
      return;
    }
    const {id} = session;
    const row = this.#shown?.indexOf(session) ?? 0;
    this._ending = new Set([...this._ending, id]);
    this._failures = new Map([...this._failures].filter(([failed]) => failed !== id));
    try {
      // The session's own id is the key: to end it once more is to repeat the call (X2).
      await client.me.endSession(id, {idempotencyKey: id});
      if (!this._ending.has(id)) {
        return; // It was somebody else's.
      }
      this.#shown = this.#shown?.filter((shown) => shown.id !== id);
      this._announced = this.#localization.text.ended(name);
      this.dispatchEvent(new SessionEndedEvent(id));
    } catch (error) {
      const failure = failureOf(error);
      if (failure && this._ending.has(id)) {
        this._failures = new Map([...this._failures, [id, failure]]);
        this.dispatchEvent(new SessionEndFailedEvent(id, failure));
      }
    } finally {
      if (this._ending.has(id)) {
        this._ending = new Set([...this._ending].filter((ending) => ending !== id));
        this.#focusRow = row;
      }
    }
  }
}

const renderTime = (timestamp: string, place: Place): TemplateResult =>
  html`<time datetime=${timestamp} title=${formatUtc(timestamp)}>${formatMoment(timestamp, place)}</time>`;

declare global {
  interface HTMLElementTagNameMap {
    'session-list': SessionList;
  }
}
