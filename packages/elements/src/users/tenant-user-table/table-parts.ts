import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {formatNumber} from '../../foundation/format.ts';
import {close, icon, search, sortDown} from '../../foundation/icons.ts';
import {type CellContext, type ColumnName, sortKeyOf} from './user-columns.ts';

/** What the controls above the rows do. */
export interface Doings {
  readonly onType: () => void;
  readonly onSearch: () => void;
  readonly onClearSelection: () => void;
  readonly onPickAll: (event: Event) => void;
  readonly onSort: (key: string) => void;
}

/** The search; with a selection, how many are selected and what can be done with them, in the same place and of the same height. */
export const renderToolbar = ({text, place, selection}: CellContext, typed: string, doings: Doings): TemplateResult => {
  const count = selection?.size ?? 0;
  const selected = count > 0 ? text.selected(count, formatNumber(count, place)) : '';
  return html`<div class="toolbar" part="toolbar">
    ${selection ? html`<span class="vh" role="status">${selected}</span>` : nothing}
    ${
      selected
        ? html`<div class="selection">
            <strong aria-hidden="true">${selected}</strong>
            <slot name="bulk-actions"></slot>
            <button class="button quiet small icon-only" type="button" aria-label=${text.clearSelection} @click=${doings.onClearSelection}>
              ${icon(close)}
            </button>
          </div>`
        : html`<div class="search" role="search">
            ${icon(search)}
            <input
              type="search"
              maxlength="100"
              autocomplete="off"
              spellcheck="false"
              aria-label=${text.search}
              placeholder=${text.search}
              .value=${typed}
              @input=${doings.onType}
              @change=${doings.onSearch}
            />
          </div>`
    }
  </div>`;
};

/** The row of heads. `isAll`: whether all users are selected; absent where nobody can be. */
export const renderHeads = (
  {text, columns, selection, slotted}: CellContext,
  sort: string,
  isAll: boolean | undefined,
  doings: Doings,
): TemplateResult => html`<tr role="row">
  ${
    selection
      ? html`<th class="pick" role="columnheader">
          <label
            ><input
              class="check"
              type="checkbox"
              aria-label=${text.selectAll}
              .checked=${live(isAll)}
              .indeterminate=${live(!isAll && selection.size > 0)}
              @change=${doings.onPickAll}
          /></label>
        </th>`
      : nothing
  }
  ${columns.map((column) => {
    const key = sortKeyOf(column);
    const sorted = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : nothing;
    return html`<th class=${column} scope="col" role="columnheader" aria-sort=${sorted}>
      ${
        key
          ? html`<button class="sort" part="sort" type="button" @click=${() => doings.onSort(key)}>${text[column]}${icon(sortDown)}</button>`
          : text[column]
      }
    </th>`;
  })}
  ${slotted.has('row-actions') ? html`<th class="actions" scope="col" role="columnheader"><span class="vh">${text.actions}</span></th>` : nothing}
</tr>`;

/** Stands for the rows while the first ones are on their way. */
export const renderBones = (columns: readonly ColumnName[]): TemplateResult =>
  html`<tbody class="late" part="body" role="rowgroup" aria-hidden="true">
    ${[1, 2, 3, 4, 5, 6, 7, 8].map(
      () =>
        html`<tr role="row">
          ${columns.map((column) => html`<td class=${column} role="cell"><span class="bone"></span></td>`)}
        </tr>`,
    )}
  </tbody>`;
