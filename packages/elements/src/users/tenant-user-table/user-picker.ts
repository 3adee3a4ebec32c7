import type {ChangeEvent, User} from '@tenantry/sdk';
import {html, type LitElement, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {formatNumber, type Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {close} from '../../foundation/more-icons.ts';
import type {RowWindow} from './row-window.ts';
import {SelectionChangeEvent} from './tenant-user-table.events.ts';
import type {TenantUserTableMessages} from './tenant-user-table.messages.ts';
import type {UserPages} from './user-pages.ts';

export {picks as styles} from './user-picks.styles.ts';

/** In what words and numbers it speaks. */
interface Spoken {
  readonly text: TenantUserTableMessages;
  readonly place: Place;
}

// So many can be changed at once.
const MOST = 1000;

/** Lets somebody select users. Loaded by a table that is `selectable`, so that the others do not carry it. */
export class UserPicker {
  readonly #host: LitElement & {selection: readonly string[]};
  readonly #pages: UserPages;
  readonly #rows: RowWindow;
  #ids: ReadonlySet<string> = new Set();
  /** The row that was selected last. */
  #last = 0;

  constructor(host: LitElement & {selection: readonly string[]}, pages: UserPages, rows: RowWindow) {
    this.#host = host;
    this.#pages = pages;
    this.#rows = rows;
  }

  /** Takes what is selected now, before the table renders. */
  update(): void {
    this.#ids = new Set(this.#host.selection);
  }

  /** Unselects who was deleted. */
  hear({subject, action}: ChangeEvent): void {
    if (action === 'deleted' && this.#host.selection.some((id) => id === subject.id)) {
      this.#select(this.#host.selection.filter((id) => id !== subject.id));
    }
  }

  has({id}: User): boolean {
    return this.#ids.has(id);
  }

  /** The box of a row. */
  cell(user: User, {text}: Spoken): TemplateResult {
    return html`<td class="pick" role="cell">
      <label
        ><input
          class="check"
          type="checkbox"
          aria-label=${text.select(`${user.firstName} ${user.lastName}`)}
          .checked=${live(this.has(user))}
          @click=${this.#onPick}
      /></label>
    </td>`;
  }

  /** The box above all rows. */
  head({text}: Spoken): TemplateResult {
    const {size} = this.#ids;
    const isAll = size >= (this.#pages.count ?? 0) && this.#pages.users.every((user) => this.has(user));
    return html`<th class="pick" role="columnheader">
      <label
        ><input
          class="check"
          type="checkbox"
          aria-label=${text.selectAll}
          .checked=${live(isAll)}
          .indeterminate=${live(!isAll && size > 0)}
          @change=${this.#onPickAll}
      /></label>
    </th>`;
  }

  /** How many are selected and what can be done with them, in the place of the search; the search while nobody is. */
  bar(search: TemplateResult, {text, place}: Spoken): TemplateResult {
    const {size} = this.#ids;
    const selected = size > 0 ? text.selected(size, formatNumber(size, place)) : '';
    return html`<span class="vh" role="status">${selected}</span> ${
      selected
        ? html`<div class="selection">
            <strong aria-hidden="true">${selected}</strong>
            <slot name="bulk-actions"></slot>
            <button class="button quiet small icon-only" type="button" aria-label=${text.clearSelection} @click=${this.#onClear}>
              ${icon(close)}
            </button>
          </div>`
        : search
    }`;
  }

  readonly #onPick = async (event: MouseEvent): Promise<void> => {
    const row = this.#rows.rowOf(event);
    if (!row) {
      return;
    }
    const {checked} = event.target as HTMLInputElement;
    const ends = event.shiftKey ? [this.#last, row.index] : [row.index, row.index];
    const users = await this.#between(Math.min(...ends), Math.max(...ends));
    const picked = (users ?? [row.user]).map(({id}) => id);
    this.#last = row.index;
    this.#select(checked ? [...this.#host.selection, ...picked] : this.#host.selection.filter((id) => !picked.includes(id)));
  };

  readonly #onPickAll = async (event: Event): Promise<void> => {
    const {checked} = event.target as HTMLInputElement;
    const users = checked ? await this.#between(0, MOST - 1) : [];
    this.#select((users ?? []).map(({id}) => id));
  };

  readonly #onClear = (): void => {
    this.#select([]);
    this.#host.renderRoot.querySelector<HTMLElement>('.pick input')?.focus();
  };

  /** All users from one row to another, dropped ones included; `undefined` when they cannot be loaded. */
  async #between(first: number, last: number): Promise<readonly User[] | undefined> {
    const users: User[] = [];
    let end = 0;
    for (const block of this.#pages.blocks) {
      const start = end;
      end += block.count;
      if (start <= last && end > first) {
        const all = await this.#pages.usersOf(block);
        if (!all) {
          return undefined;
        }
        users.push(...all.slice(Math.max(0, first - start), last + 1 - start));
      }
    }
    return users;
  }

  #select(ids: readonly string[]): void {
    this.#host.selection = [...new Set(ids)];
    this.#host.dispatchEvent(new SelectionChangeEvent(this.#host.selection));
  }
}
