import {type ChangeEvent, isApiError, type TenantClient, type User, type UserListOptions} from '@tenantry/sdk';
import {html, LitElement, nothing, render, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {later} from '../../controllers/later.ts';
import {hearNetwork} from '../../controllers/network.ts';
import {soon} from '../../controllers/soon.ts';
import {setStates} from '../../foundation/states.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {RowWindow} from './row-window.ts';
import {UsersShownEvent, type UserView, ViewChangeEvent} from './tenant-user-table.events.ts';
import {messages, type TenantUserTableMessages} from './tenant-user-table.messages.ts';
import {styles} from './tenant-user-table.styles.ts';
import {isNarrow, renderFoot} from './table-foot.ts';
import {type Doings, renderHeads, renderToolbar} from './table-parts.ts';
import {type CellContext, isSortKey, parseColumns, rowOf} from './user-columns.ts';
import {UserPages} from './user-pages.ts';
import type {UserPicker} from './user-picker.ts';

const TYPING_PAUSE_MS = 250;
/** So long nothing stands where the first rows will be, and nothing else is loaded. */
const PATIENCE_MS = 300;
const DEFAULT_SORT = '-createdAt';

/**
 * Lists the users of a tenant. It grows as one scrolls, sorts by its heads, searches as one types, and shows at once who was created on
 * the same client. It scrolls with whatever box around it does; rows far from what is seen are not in the page, and users far from it are
 * asked for again.
 *
 * By keyboard one row is a stop of the tab key; from it the arrows, Page Up, Page Down, Home, End and the first letters of a name lead to
 * others. End leads to the last user that was loaded, and loads on.
 *
 * @summary A table of a tenant's users.
 * @tagname tenant-user-table
 *
 * @slot empty - Shown instead of the rows when the tenant has no users.
 * @slot error - Shown instead of the rows when they could not be loaded.
 * @slot bulk-actions - What can be done with the users who are selected; beside their number.
 * @slot cell-<column>-<user id> - A cell, where `slotted` names its column: `cell-email-usr_…`.
 * @slot row-actions-<user id> - The end of a row, where `slotted` names `row-actions`.
 *
 * @fires {SelectionChangeEvent} selection-change - Somebody selected or unselected users.
 * @fires {ViewChangeEvent} view-change - Somebody sorted, searched or cleared the filters. A host that writes the view into its address gives it
 * back by `sort`, `search` and `filter`.
 * @fires {UsersShownEvent} users-shown - Other users than before have rows in the page, or some of them have changed; only with `slotted`.
 * @fires {TenantErrorEvent} tenant-error - Users could not be loaded; the table shows why and offers to try again.
 *
 * @csspart base - Everything.
 * @csspart toolbar - The search, or what can be done with those who are selected.
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
  static override properties = {
    client: {attribute: false},
    columns: {},
    pageSize: {type: Number, attribute: 'page-size'},
    sort: {},
    search: {},
    selectable: {type: Boolean},
    selection: {attribute: false},
    slotted: {},
    filter: {attribute: false},
    messages: {attribute: false},
  };

  /** The client to ask; of it the table needs no more than this. Falls back to the nearest provider's. */
  client?: Pick<TenantClient, 'users' | 'changes'> | undefined;

  /** Names of the columns in their order: `username` (with the person's name beneath), `name`, `email`, `role`, `createdAt`, `lastSignInAt`, `status`. */
  columns = 'username email role createdAt lastSignInAt status';

  /** How many users are loaded at a time, 1 to 200. */
  pageSize = 50;

  /** `username`, `email`, `lastName`, `createdAt`, `lastSignInAt` or `status`, descending with a leading `-`. */
  sort: string = DEFAULT_SORT;

  /** What is typed into the search. */
  search = '';

  /** Whether users can be selected. */
  selectable = false;

  /** The ids of the users who are selected, wherever they are in the list. */
  selection: readonly string[] = [];

  /** Names of columns whose cells the host fills, and `row-actions` for a cell at the end of each row. */
  slotted = '';

  /** Which users to list; what is typed into the search comes on top. */
  filter: UserListOptions['filter'] = {};

  /** Replaces some or all of the texts. */
  messages: Partial<TenantUserTableMessages> = {};

  readonly #connection = new Connection<Pick<TenantClient, 'users' | 'changes'>>(this, {onChange: (event) => this.#onChange(event)});
  readonly #localization = new Localization(this, 'tenant-user-table', messages);
  readonly #internals = this.attachInternals();
  readonly #pages = new UserPages((error, isBack) => {
    if (isBack && !this.#internals.states.has('loading')) {
      this.#rows.fillIn();
    } else {
      this.requestUpdate();
    }
    if (error) {
      this.dispatchEvent(new TenantErrorEvent(error));
    }
  });
  readonly #rows = new RowWindow(
    this,
    this.#pages,
    ({tr, user, index}) => this.#drawRow(tr, user, index),
    (users) => this.#onDrawn(users),
  );
  readonly #doings: Doings = {
    onType: (typed) => this.#onType(typed),
    onSearch: (typed) => this.#onSearch(typed),
    onSort: (key) => this.#onSort(key),
  };
  readonly #renew = (): unknown => this.#mayAsk && this.#pages.again();
  readonly #renewSoon = soon(this, this.#renew);
  readonly #keys = later(this, () => import('./row-keys.ts'));
  readonly #instead = later(this, () => import('./instead-of-rows.ts'));
  readonly #picking = later(this, () => import('./user-picker.ts'));
  #context: CellContext | undefined;
  #picker: UserPicker | undefined;
  #drawn: readonly User[] = [];
  #typing: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;
  #revealed: User | undefined;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    // What happened meanwhile has not been heard, whether anything failed or not.
    hearNetwork(this, this.#renew);
  }

  /** Loads the users again, those near what is seen. Resolves when they have been rendered. */
  async refresh(): Promise<void> {
    await this.#pages.again();
    await this.updateComplete;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    this.#patience = setTimeout(() => {
      this.#isLate = true;
      // Before they are needed: the network may be gone by then.
      this.#instead();
      this.#keys();
      this.requestUpdate();
    }, PATIENCE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
    clearTimeout(this.#patience);
    this.#pages.abandon();
  }

  protected override willUpdate(): void {
    const {client, me} = this.#connection;
    if (client && this.#mayAsk) {
      this.#pages.ask({client, reader: me?.user.id, filter: this.#filter, sort: this.#sort, limit: this.#limit});
    } else {
      this.#pages.abandon();
    }
    const picking = this.selectable && this.#picking();
    if (picking) {
      this.#picker ??= new picking.UserPicker(this, this.#pages, this.#rows);
      this.#picker.update();
    }
    const {text, place} = this.#localization;
    this.#context = {
      text,
      place,
      columns: parseColumns(this.columns),
      myId: me?.user.id,
      picker: picking ? this.#picker : undefined,
      slotted: new Set(this.slotted.split(/\s+/)),
    };
  }

  protected override updated(): void {
    const {count, isLoading, error, stale, fresh} = this.#pages;
    setStates(this.#internals, {loading: isLoading, empty: count === 0, error: (error ?? stale) !== undefined});
    if (fresh !== this.#revealed) {
      this.#revealed = fresh;
      if (fresh) {
        this.#rows.reveal(0);
      }
    }
  }

  protected override render(): unknown {
    const context = this.#context;
    if (!context) {
      return nothing;
    }
    const {text, place} = context;
    const {count, filter, error, stale, answeredAt} = this.#pages;
    const access = this.#access;
    const isInstead = access !== 'open' || error !== undefined || count === 0;
    const isOld = !isInstead && answeredAt && (stale || !navigator.onLine);
    const instead = isInstead || isOld ? this.#instead() : undefined;
    const block = instead?.insteadOfRows(
      {
        access,
        pages: this.#pages,
        filter: this.#filter,
        me: this.#connection.me,
        onRetry: () => void this.refresh(),
        onClear: () => this.#onClear(),
      },
      text,
    );
    return html`<div class="root" part="base" @focusin=${this.#keys}>
      ${access === 'open' && (count !== 0 || isNarrow(filter)) ? renderToolbar(context, this.search, this.#doings) : nothing}
      ${isOld ? instead?.staleNotice({error: stale, answeredAt, text, place, onRetry: () => void this.refresh()}) : nothing}
      <div class="card">
        ${isInstead ? block : this.#renderTable(context)}
        <div class=${block ? 'vh' : 'foot'} part="footer">${renderFoot(context, this.#pages, {
          isOpen: access === 'open',
          isBare: instead === null,
          isFull: this.#rows.isFull,
          onMore: () => void this.#onMore(),
        })}</div>
      </div>
    </div>`;
  }

  #renderTable(context: CellContext): TemplateResult {
    const {count, total, isLoading, isRenewing} = this.#pages;
    const {text, columns} = context;
    // Roles by name, since small ones are laid out as blocks, which takes a table's own away.
    return html`<table
      class="table ${columns.length > 4 ? 'many' : ''} ${columns.length > 5 ? 'most' : ''}"
      part="table"
      role="table"
      aria-rowcount=${total?.relation === 'eq' ? total.value + 1 : -1}
      aria-busy=${isLoading && isRenewing}
    >
      <caption class="vh">
        ${text.caption}
      </caption>
      <thead part="header" role="rowgroup">
        ${renderHeads(context, this.#sort, this.#doings)}
      </thead>
      ${
        count === undefined
          ? this.#isLate
            ? this.#instead()?.renderBones(columns)
            : nothing
          : html`<tbody
              class="rows"
              part="body"
              role="rowgroup"
              @keydown=${this.#onKey}
              @focusin=${this.#rows.onFocus}
              @focusout=${this.#rows.onFocus}
            ></tbody>`
      }
    </table>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => this.#keys()?.moveByKeys(event, this.#pages, this.#rows);

  #drawRow(tr: HTMLTableRowElement, user: User, index: number): void {
    const context = this.#context;
    if (context) {
      const name = `${user === this.#pages.fresh ? 'fresh' : ''} ${context.picker?.has(user) ? 'selected' : ''}`;
      if (tr.className !== name) {
        tr.className = name;
      }
      tr.ariaRowIndex = String(index + 2);
      render(rowOf(user, context), tr, {host: this});
    }
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
    const q = this.search.trim();
    return q ? {...this.filter, q} : (this.filter ?? {});
  }

  get #sort(): NonNullable<UserListOptions['sort']> {
    const sort = isSortKey(this.sort.replace(/^-/, '')) ? this.sort : DEFAULT_SORT;
    return sort as NonNullable<UserListOptions['sort']>; // Checked in the line above.
  }

  get #limit(): number {
    return Math.min(200, Math.max(1, Math.trunc(this.pageSize) || 50));
  }

  /** Shows what this client did with a user where that user is; what others did may be anywhere: it is asked for again (X5). */
  #onChange(event: ChangeEvent): void {
    const {subject, action, origin} = event;
    this.#picker?.hear(event);
    if (action === 'deleted') {
      this.#pages.forget(subject.id);
    }
    if (origin !== 'remote' && action !== 'deleted') {
      void this.#pages.hear(event);
    } else if (action === 'reset' || (subject.type === 'user' && !this.#pages.has(subject))) {
      this.#renewSoon();
    }
  }

  #onType(typed: string): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#onSearch(typed), TYPING_PAUSE_MS);
  }

  #onSearch(typed: string): void {
    clearTimeout(this.#typing);
    if (typed !== this.search) {
      this.#show({search: typed});
    }
  }

  #onClear(): void {
    this.#show({search: '', filter: {}});
    this.renderRoot.querySelector('input')?.focus();
  }

  #onSort(key: string): void {
    this.#show({sort: this.#sort === key ? `-${key}` : key});
  }

  #show(view: Partial<UserView>): void {
    const {sort, search, filter} = Object.assign(this, view);
    this.dispatchEvent(new ViewChangeEvent({sort, search, filter: filter ?? {}}));
  }

  #onDrawn(users: readonly User[]): void {
    if (this.slotted && (users.length !== this.#drawn.length || users.some((user, place) => user !== this.#drawn[place]))) {
      this.#drawn = users;
      this.dispatchEvent(new UsersShownEvent(users));
    }
  }

  async #onMore(): Promise<void> {
    await (this.#pages.error ? this.#pages.again() : this.#pages.grow());
    await this.updateComplete;
    // Its button gone, the place keeps the focus.
    if (!this.#pages.hasMore) {
      this.renderRoot.querySelector<HTMLElement>('.count')?.focus();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tenant-user-table': TenantUserTable;
  }
}
