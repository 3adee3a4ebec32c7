import {isProblem, type Job, type TenantClient, type TenantryError} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Latest} from '../../controllers/latest.ts';
import {Localization} from '../../controllers/localization.ts';
import {letScroll} from '../../controllers/scrolling.ts';
import {soon} from '../../controllers/soon.ts';
import {WhileSeen} from '../../controllers/while-seen.ts';
import {failureText} from '../../foundation/failure.ts';
import {formatNumber} from '../../foundation/format.ts';
import {lock} from '../../foundation/more-icons.ts';
import {staleNotice} from '../../foundation/stale-notice.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {bones, instead, tile} from '../tile.ts';
import {list as listIcon, unavailable} from '../tile-icons.ts';
import {JobOpenEvent} from './job-list.events.ts';
import {type JobListMessages, messages} from './job-list.messages.ts';
import {styles} from './job-list.styles.ts';
import {renderHeads, renderRow} from './job-row.ts';
import {isJobState, JOB_LOOKS, type JobState, lookOf} from './job-states.ts';
import {askForJobs, type Jobs} from './jobs-shown.ts';

/** So often it asks while it is seen. */
const EVERY_MS = 15_000;
/** So many jobs come at a time. */
const PAGE = 20;

/** Who is asked for which jobs. */
interface Question {
  readonly client: TenantClient;
  readonly userId: string;
  readonly cluster: string;
  readonly state: JobState | '';
}

/**
 * Lists the jobs of a tenant's clusters that the user may see, what was submitted last first: their states, how long they wait or run, what
 * they use and why they wait or ended. It asks again by itself while it is seen.
 *
 * @summary A live list of jobs.
 * @tagname job-list
 *
 * @slot empty - Shown instead of the rows when there is no job.
 * @slot error - Shown instead of the rows when they could not be loaded, or the user may not see them.
 *
 * @fires {JobOpenEvent} job-open - The user wants to see a job. Cancelable.
 * @fires {TenantErrorEvent} tenant-error - The jobs could not be loaded; the list shows why and offers to try again.
 *
 * @csspart base - Everything.
 * @csspart header - Name and filters.
 * @csspart body - What scrolls where there is little room.
 * @csspart row - One job.
 * @csspart footer - What there is beneath the rows.
 * @csspart empty - That there is no job.
 * @csspart error - Why there are none to see.
 *
 * @cssstate loading - The jobs are on their way.
 * @cssstate empty - There is none.
 * @cssstate error - They could not be loaded, or the user may not see them.
 */
export class JobList extends LitElement {
  static override styles = styles;
  static override properties = {
    client: {attribute: false},
    userId: {attribute: 'user-id'},
    cluster: {},
    heading: {},
    messages: {attribute: false},
    _state: {state: true},
    _cluster: {state: true},
    _announced: {state: true},
  };

  /** The client to ask. Falls back to the nearest provider's. */
  client?: TenantClient | undefined;

  /** Whose jobs are listed; when empty, those of everybody whose jobs the user may see. */
  userId = '';

  /** The cluster whose jobs are listed; when empty, those of all, and the user may choose one. */
  cluster = '';

  /** Stands instead of "Jobs". */
  heading = '';

  /** Replaces some or all of the texts. */
  messages: Partial<JobListMessages> = {};

  private _state: JobState | '' = '';
  private _cluster = '';
  private _announced = '';

  readonly #connection = new Connection(this, {
    onChange: ({subject, action}) => {
      if (subject.type === 'session') {
        // Nobody sees jobs once the own session has ended; to ask would only be told the same again.
        this.#isOver = subject.id === null && action === 'ended';
      }
      if (!this.#isOver && ['summary', 'session', '*'].includes(subject.type)) {
        this.#askSoon();
      }
    },
    onOther: () => {
      this.#seenClusters.clear();
      this._state = this._cluster = this._announced = '';
      this.#jobs.forget();
    },
  });
  readonly #localization = new Localization(this, 'job-list', messages);
  readonly #internals = this.attachInternals();
  readonly #jobs = new Latest(
    this,
    () => this.#question,
    ({client, ...filter}, signal) => askForJobs(client, filter, this.#wanted, signal),
  );
  readonly #whileSeen = new WhileSeen(this, EVERY_MS, () => {
    if (!this.#isOver && !this.#jobs.isPending) {
      void this.refresh();
    }
  });
  readonly #askSoon = soon(this, () => this.#whileSeen.now());
  readonly #seenClusters = new Set<string>();
  #asked: Question | undefined;
  #wanted = PAGE;
  #isOver = false;
  /** The failure that is shown: while it is asked again, it is not known to be over. */
  #failure: TenantryError | undefined;
  #told: string | undefined;
  /** The job that has the focus, and in which row. */
  #focused: {readonly id: string; readonly at: number} | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    letScroll(this);
  }

  /** Asks for the jobs again. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await this.#jobs.again();
    await this.updateComplete;
  }

  protected override willUpdate(): void {
    const {answer, failure, isPending} = this.#jobs;
    if (!isPending || !answer) {
      this.#failure = failure;
    }
    for (const {cluster} of answer?.items ?? []) {
      this.#seenClusters.add(cluster);
    }
    this.#focused = this.#focusedJob();
  }

  protected override updated(): void {
    const {answer, isPending} = this.#jobs;
    const failure = this.#failure;
    setStates(this.#internals, {
      loading: isPending && !answer,
      error: failure !== undefined,
      empty: answer?.items.length === 0,
    });
    const told = failure && `${failure.kind} ${failure.message}`;
    if (failure && told !== this.#told) {
      this.dispatchEvent(new TenantErrorEvent(failure));
    }
    this.#told = told;
    this.#keepFocus();
  }

  protected override render(): unknown {
    const {text, place} = this.#localization;
    const {answer, answeredAt} = this.#jobs;
    const error = this.#failure;
    const isOld = error !== undefined && answer !== undefined && answeredAt !== undefined;
    return html`<div class="root" part="base">
      ${tile({
        glyph: listIcon,
        heading: this.heading ? html`<bdi>${this.heading}</bdi>` : text.label,
        meta: this.#isForbidden ? nothing : this.#renderFilters(text),
        notice: isOld ? staleNotice({error, answeredAt, text, place, onRetry: this.#onRetry}) : nothing,
        content: this.#renderContent(answer, text),
        isBusy: !answer && !error,
      })}
      <p class="vh" role="status">${this._announced}</p>
    </div>`;
  }

  #renderFilters(text: JobListMessages): TemplateResult {
    const clusters = [...new Set([...this.#seenClusters, ...(this._cluster ? [this._cluster] : [])])];
    return html`<span class="meta">
      <select class="filter" aria-label=${text.stateFilter} @change=${this.#onState}>
        <option value="" .selected=${this._state === ''}>${text.allStates}</option>
        ${Object.keys(JOB_LOOKS).map((state) => html`<option value=${state} .selected=${this._state === state}>${text[lookOf(state).word]}</option>`)}
      </select>
      ${
        this.cluster === '' && clusters.length > 1
          ? html`<select class="filter clusters" aria-label=${text.clusterFilter} @change=${this.#onCluster}>
              <option value="" .selected=${this._cluster === ''}>${text.allClusters}</option>
              ${clusters.map((cluster) => html`<option value=${cluster} .selected=${this._cluster === cluster}>${cluster}</option>`)}
            </select>`
          : nothing
      }
    </span>`;
  }

  #renderContent(answer: Jobs | undefined, text: JobListMessages): TemplateResult {
    if (answer) {
      return answer.items.length === 0 ? this.#renderEmpty(text) : this.#renderTable(answer, text);
    }
    return this.#failure ? this.#renderFailure(this.#failure, text) : bones(text.loading);
  }

  #renderTable({items, hasMore}: Jobs, text: JobListMessages): TemplateResult {
    const {place} = this.#localization;
    const hasClusters = this.cluster === '' && this._cluster === '' && this.#seenClusters.size > 1;
    const context = {text, place, now: Date.now(), hasClusters, onOpen: this.#onOpen};
    return html`
      <table role="table" aria-labelledby="heading">
        <thead role="rowgroup">${renderHeads(text)}</thead>
        <tbody role="rowgroup">
          ${repeat(
            items,
            ({id}) => id,
            (job) => renderRow(job, context),
          )}
        </tbody>
      </table>
      ${
        hasMore
          ? html`<p class="foot" part="footer"><button class="button small" type="button" @click=${this.#onMore}>${text.more}</button></p>`
          : nothing
      }
    `;
  }

  #renderEmpty(text: JobListMessages): TemplateResult {
    const isFiltered = this._state !== '' || this._cluster !== '';
    return html`<div class="words-only" part="empty">
      <slot name="empty">
        ${instead({
          glyph: listIcon,
          look: 'open',
          title: isFiltered ? text.noMatch : text.empty,
          text: isFiltered ? text.noMatchText : text.emptyText,
          more: isFiltered
            ? html`<p><button class="link-button" type="button" @click=${this.#onShowAll}>${text.showAll}</button></p>`
            : nothing,
        })}
      </slot>
    </div>`;
  }

  #renderFailure(error: TenantryError, text: JobListMessages): TemplateResult {
    return html`<div class="words-only" part="error" role="alert">
      <slot name="error">
        ${
          this.#isForbidden
            ? instead({glyph: lock, look: 'closed', title: text.forbidden, text: text.forbiddenText})
            : instead({
                glyph: unavailable,
                look: 'failed',
                title: text.failed,
                text: isProblem(error, 'temporarily-unavailable') ? text.noAnswer : failureText(error, text),
                more: html`<p><button class="link-button" type="button" @click=${this.#onRetry}>${text.tryAgain}</button></p>`,
              })
        }
      </slot>
    </div>`;
  }

  get #isForbidden(): boolean {
    return this.#failure !== undefined && !this.#jobs.answer && isProblem(this.#failure, 'permission-denied');
  }

  /** The same question as before, unless it is another one. */
  get #question(): Question | undefined {
    const {client} = this.#connection;
    const userId = this.userId || ''; // NaN, which never equals itself, would be asked for ever.
    const cluster = this.cluster || this._cluster;
    const state = this._state;
    const last = this.#asked;
    const isSame = last?.client === client && last?.userId === userId && last.cluster === cluster && last.state === state;
    if (client && !isSame) {
      this.#asked = {client, userId, cluster, state};
      this.#wanted = PAGE;
    }
    return client && this.#asked;
  }

  #focusedJob(): {readonly id: string; readonly at: number} | undefined {
    const row = (this.renderRoot as ShadowRoot).activeElement?.closest('tbody > tr');
    const at = row ? [...(row.parentElement?.children ?? [])].indexOf(row) : -1;
    const job = this.#shown[at];
    return job && {id: job.id, at};
  }

  #shown: readonly Job[] = [];

  /** When the job that had the focus has gone, the one in its place has it, else the box of all. */
  #keepFocus(): void {
    const focused = this.#focused;
    this.#shown = this.#jobs.answer?.items ?? [];
    if (focused && !this.#shown.some(({id}) => id === focused.id)) {
      const rows = this.renderRoot.querySelectorAll<HTMLElement>('tbody .open');
      (rows[Math.min(focused.at, rows.length - 1)] ?? this.renderRoot.querySelector<HTMLElement>('select'))?.focus();
    }
  }

  readonly #onOpen = (job: Job): void => {
    this.dispatchEvent(new JobOpenEvent(job));
  };

  readonly #onRetry = (): void => void this.refresh();

  readonly #onState = (event: Event): void => {
    const {value} = event.target as HTMLSelectElement;
    this._state = isJobState(value) ? value : '';
  };

  readonly #onCluster = (event: Event): void => {
    this._cluster = (event.target as HTMLSelectElement).value;
  };

  readonly #onShowAll = (): void => {
    this._state = this._cluster = '';
    this.renderRoot.querySelector<HTMLElement>('select')?.focus();
  };

  /** The first of those that have come has the focus when there are no more, since then its button has gone. */
  readonly #onMore = async (): Promise<void> => {
    const before = this.#shown.length;
    this.#wanted += PAGE;
    await this.refresh();
    const {text, place} = this.#localization;
    this._announced = text.shown(this.#shown.length, formatNumber(this.#shown.length, place));
    const {answer} = this.#jobs;
    if (answer && !answer.hasMore) {
      this.renderRoot.querySelectorAll<HTMLElement>('tbody .open')[before]?.focus();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'job-list': JobList;
  }
}
