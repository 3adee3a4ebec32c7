import {isApiError, type TenantClient, type User, type UserListOptions} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {hearNetwork} from '../../controllers/network.ts';
import {failureText} from '../../foundation/failure.ts';
import {formatNumber} from '../../foundation/format.ts';
import {icon, search, sortDown} from '../../foundation/icons.ts';
import {staleNotice} from '../../foundation/stale-notice.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {insteadOfRows, isNarrow} from './instead-of-rows.ts';
import {type Chunk, RowChunks} from './row-chunks.ts';
import {messages, type TenantUserTableMessages} from './tenant-user-table.messages.ts';
import {styles} from './tenant-user-table.styles.ts';
import {type CellContext, type ColumnName, cellOf, isSortKey, parseColumns, sortKeyOf, titleOf} from './user-columns.ts';
import {UserPages} from './user-pages.ts';

const TYPING_PAUSE_MS = 250;
const DEFAULT_SORT = '-createdAt';

/**
 * Lists the users of a tenant. It grows as one scrolls, sorts by its heads, searches as one types, and shows at once who was created on
 * the same client.
 *
 * @summary A table of a tenant's users.
 * @tagname tenant-user-table
 *
 * @slot empty - Shown instead of the rows when the tenant has no users.
 * @slot error - Shown instead of the rows when they could not be loaded.
 *
 * @fires {TenantErrorEvent} tenant-error - Users could not be loaded; the table shows why and offers to try again.
 *
 * @csspart base - Everything.
 * @csspart toolbar - The search.
 * @csspart table - The table itself.
 * @csspart header - The heads of the columns.
 * @csspart sort - A button in a head.
 * @csspart body - The rows.
 * @csspart row - One user.
 * @csspart cell - One cell.
 * @csspart status-badge - Shape and words of a status.
 * @csspart footer - How many there are.
 * @csspart empty - No users, or none that match.
 * @csspart error - Why there are none to see.
 *
 * @cssstate loading - Users are on their way.
 * @cssstate empty - There are none.
 * @cssstate error - They could not be loaded; also where those of before are still there.
 */
export class TenantUserTable extends LitElement {
  static override styles = styles;

  /** The client to ask. Falls back to the nearest provider's. */
  @property({attribute: false}) client?: TenantClient | undefined;

  /** Names of the columns in their order: `username` (with the person's name beneath), `name`, `email`, `role`, `createdAt`, `lastSignInAt`, `status`. */
  @property() columns = 'username email role createdAt lastSignInAt status';

  /** How many users are loaded at a time, 1 to 200. */
  @property({type: Number, attribute: 'page-size'}) pageSize = 50;

  /** `username`, `email`, `lastName`, `createdAt`, `lastSignInAt` or `status`, descending with a leading `-`. */
  @property() sort: string = DEFAULT_SORT;

  /** Which users to list; what is typed into the search comes on top. */
  @property({attribute: false}) filter: UserListOptions['filter'] = {};

  /** Replaces some or all of the texts. */
  @property({attribute: false}) messages: Partial<TenantUserTableMessages> = {};

  @state() private _typed = '';
  @state() private _search = '';

  readonly #connection = new Connection(this, {onChange: (event) => void this.#pages.hear(event)});
  readonly #localization = new Localization(this, 'tenant-user-table', messages);
  readonly #internals = this.attachInternals();
  readonly #pages = new UserPages((error) => {
    this.requestUpdate();
    if (error) {
      this.dispatchEvent(new TenantErrorEvent(error));
    }
  });
  readonly #chunks = new RowChunks(this);
  #grower: IntersectionObserver | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #revealed: User | undefined;

  constructor() {
    super();
    containErrors(this);
    // What happened meanwhile has not been heard, whether anything failed or not.
    hearNetwork(this, () => this.#mayAsk && void this.#pages.again());
  }

  /** Loads the users again, as many as are shown. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await this.#pages.again();
    await this.updateComplete;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#grower = new IntersectionObserver(
      (entries) => {
        if (entries.some(({isIntersecting}) => isIntersecting) && this.#hasMore && !this.#pages.growthError) {
          void this.#pages.grow();
        }
      },
      {rootMargin: '0px 0px 600px'},
    );
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#grower?.disconnect();
    clearTimeout(this.#typing);
    this.#pages.abandon();
  }

  protected override willUpdate(): void {
    const {client, me} = this.#connection;
    if (client && this.#mayAsk) {
      this.#pages.ask({client, reader: me?.user.id, filter: this.#filter, sort: this.#sort, limit: this.#limit});
    } else {
      this.#pages.abandon();
    }
  }

  protected override updated(): void {
    const {rows, isLoading, error, stale, fresh} = this.#pages;
    setStates(this.#internals, {loading: isLoading, empty: rows?.length === 0, error: (error ?? stale) !== undefined});
    const foot = this.renderRoot.querySelector('.end');
    this.#grower?.disconnect();
    if (foot && this.#hasMore && !isLoading) {
      this.#grower?.observe(foot);
    }
    if (fresh !== this.#revealed) {
      this.#revealed = fresh;
      this.renderRoot.querySelector('.fresh')?.scrollIntoView({block: 'nearest'});
    }
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const {rows, filter, stale, answeredAt} = this.#pages;
    const block = insteadOfRows(
      {
        access: this.#access,
        pages: this.#pages,
        filter: this.#filter,
        me: this.#connection.me,
        onRetry: () => void this.refresh(),
        onClear: () => this.#onClear(),
      },
      text,
    );
    return html`<div class="root" part="base">
      ${this.#access === 'open' && (rows?.length !== 0 || isNarrow(filter)) ? this.#renderToolbar(text) : nothing}
      ${
        answeredAt && !block && (stale || !navigator.onLine)
          ? staleNotice({error: stale, answeredAt, text, place: this.#localization.place, onRetry: () => void this.refresh()})
          : nothing
      }
      <div class="card">
        ${block ?? this.#renderTable(text)}
        <div class="end"></div>
        <div class=${block ? 'vh' : 'foot'} part="footer">${this.#renderFoot(text)}</div>
      </div>
    </div>`;
  }

  #renderToolbar(text: TenantUserTableMessages): TemplateResult {
    return html`<div class="toolbar" part="toolbar" role="search">
      <div class="search">
        ${icon(search)}
        <input
          type="search"
          maxlength="100"
          autocomplete="off"
          spellcheck="false"
          aria-label=${text.search}
          placeholder=${text.search}
          .value=${this._typed}
          @input=${this.#onType}
          @change=${this.#onSearch}
        />
      </div>
    </div>`;
  }

  #renderTable(text: TenantUserTableMessages): TemplateResult {
    const {rows, total, isLoading, fresh} = this.#pages;
    const columns = parseColumns(this.columns);
    const context: CellContext = {text, place: this.#localization.place, columns, myId: this.#connection.me?.user.id};
    const count = total?.relation === 'eq' ? total.value + 1 : -1;
    // Roles by name, since small ones are laid out as blocks, which takes a table's own away.
    return html`<table class="table" part="table" role="table" aria-rowcount=${count} aria-busy=${isLoading}>
      <caption class="vh">
        ${text.caption}
      </caption>
      <thead part="header" role="rowgroup">
        <tr role="row">
          ${columns.map((column) => this.#renderHead(column, text))}
        </tr>
      </thead>
      ${rows ? this.#chunks.cut(rows, fresh !== undefined).map((chunk) => this.#renderChunk(chunk, context)) : renderBones(columns)}
    </table>`;
  }

  #renderHead(column: ColumnName, text: TenantUserTableMessages): TemplateResult {
    const key = sortKeyOf(column);
    const sorted = this.#sort === key ? 'ascending' : this.#sort === `-${key}` ? 'descending' : undefined;
    return html`<th class=${column} scope="col" role="columnheader" aria-sort=${sorted ?? nothing}>
      ${
        key
          ? html`<button class="sort" part="sort" type="button" @click=${() => this.#onSort(key)}>${text[column]}${icon(sortDown)}</button>`
          : text[column]
      }
    </th>`;
  }

  #renderChunk({start, users, height}: Chunk, context: CellContext): TemplateResult {
    const first = users[0]?.id ?? nothing;
    return height === undefined
      ? html`<tbody part="body" role="rowgroup" data-chunk=${first}>
          ${users.map((user, index) => this.#renderRow(user, start + index, context))}
        </tbody>`
      : html`<tbody aria-hidden="true" data-chunk=${first}>
          <tr class="spacer">
            <td colspan=${context.columns.length} height=${height}></td>
          </tr>
        </tbody>`;
  }

  #renderRow(user: User, index: number, context: CellContext): TemplateResult {
    const isFresh = user.id === this.#pages.fresh?.id;
    return html`<tr class=${isFresh ? 'fresh' : nothing} part="row" role="row" aria-rowindex=${index + 2}>
      ${context.columns.map((column, place) => {
        const content = cellOf(column, user, context);
        const title = titleOf(column, user) ?? nothing;
        return place === 0
          ? html`<th class=${column} part="cell" role="rowheader" scope="row" title=${title}>${content}</th>`
          : html`<td class=${column} part="cell" role="cell" title=${title} data-label=${context.text[column]}>${content}</td>`;
      })}
    </tr>`;
  }

  #renderFoot(text: TenantUserTableMessages): TemplateResult {
    const {isLoading, growthError} = this.#pages;
    return html`
      <p class="count" role="status" tabindex="-1">${this.#summary(text)}</p>
      ${growthError ? html`<p class="failure" role="alert">${failureText(growthError, text)}</p>` : nothing}
      ${
        this.#hasMore
          ? html`<button class="button quiet small" type="button" @click=${this.#onMore}>
              ${growthError ? text.tryAgain : isLoading ? text.loading : text.more}
            </button>`
          : nothing
      }
    `;
  }

  /** "48 users", "50 of 1,240 users", "50 of 10,000+ users". */
  #summary(text: TenantUserTableMessages): string {
    const {rows, total, hasMore, filter, error} = this.#pages;
    if (error || this.#access !== 'open') {
      return '';
    }
    if (!rows) {
      return text.loading;
    }
    if (rows.length === 0) {
      return isNarrow(filter) ? text.noMatch : text.empty;
    }
    const {place} = this.#localization;
    const shown = formatNumber(rows.length, place);
    if (!hasMore) {
      return text.users(rows.length, shown);
    }
    const count = Math.max(total?.value ?? 0, rows.length);
    const number = formatNumber(count, place);
    return text.shown(shown, text.users(count, total?.relation === 'eq' ? number : `${number}+`));
  }

  /** Whether the rows in view go on. */
  get #hasMore(): boolean {
    return this.#pages.hasMore && !this.#pages.error && this.#access === 'open';
  }

  /** Nothing is asked on behalf of somebody who is not signed in or may not see users. */
  get #mayAsk(): boolean {
    const {session} = this.#connection;
    return !session || (session.status === 'signed-in' && this.#connection.can('users.read') === true);
  }

  /** Whether users may be seen: as the session says, else as the server has answered. */
  get #access(): 'open' | 'forbidden' | 'signed-out' {
    const {session} = this.#connection;
    const {error} = this.#pages;
    switch (session?.status) {
      case 'signed-out':
      case 'password-change-required':
        return 'signed-out';
      case 'signed-in':
        if (!this.#mayAsk) {
          return 'forbidden';
        }
    }
    if (!isApiError(error)) {
      return 'open';
    }
    return error.code === 'permission-denied' ? 'forbidden' : error.status === 401 ? 'signed-out' : 'open';
  }

  get #filter(): NonNullable<UserListOptions['filter']> {
    const q = this._search.trim();
    return q ? {...this.filter, q} : (this.filter ?? {});
  }

  get #sort(): NonNullable<UserListOptions['sort']> {
    const sort = isSortKey(this.sort.replace(/^-/, '')) ? this.sort : DEFAULT_SORT;
    return sort as NonNullable<UserListOptions['sort']>; // Checked in the line above.
  }

  get #limit(): number {
    return Math.min(200, Math.max(1, Math.trunc(this.pageSize) || 50));
  }

  #onType(event: InputEvent): void {
    this._typed = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#onSearch(), TYPING_PAUSE_MS);
  }

  #onSearch(): void {
    clearTimeout(this.#typing);
    this._search = this._typed;
  }

  #onClear(): void {
    this._typed = '';
    this.filter = {};
    this.#onSearch();
    this.renderRoot.querySelector('input')?.focus();
  }

  #onSort(key: string): void {
    this.sort = this.#sort === key ? `-${key}` : key;
  }

  async #onMore(): Promise<void> {
    await this.#pages.grow();
    await this.updateComplete;
    // Its button gone, the place keeps the focus.
    if (!this.#pages.hasMore) {
      this.renderRoot.querySelector<HTMLElement>('.count')?.focus();
    }
  }
}

const renderBones = (columns: readonly ColumnName[]): TemplateResult =>
  html`<tbody class="late" part="body" role="rowgroup" aria-hidden="true">
    ${[1, 2, 3, 4, 5, 6, 7, 8].map(
      () =>
        html`<tr role="row">
          ${columns.map((column) => html`<td class=${column} role="cell"><span class="bone"></span></td>`)}
        </tr>`,
    )}
  </tbody>`;

declare global {
  interface HTMLElementTagNameMap {
    'tenant-user-table': TenantUserTable;
  }
}
