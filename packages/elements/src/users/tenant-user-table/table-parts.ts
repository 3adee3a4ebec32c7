import {html, nothing, type TemplateResult} from 'lit';
import {icon, search, sortDown} from '../../foundation/icons.ts';
import {type CellContext, sortKeyOf} from './user-columns.ts';

/** What the controls above the rows do. */
export interface Doings {
  readonly onType: (typed: string) => void;
  readonly onSearch: (typed: string) => void;
  readonly onSort: (key: string) => void;
}

/** The search, or what somebody has selected. */
export const renderToolbar = (context: CellContext, typed: string, {onType, onSearch}: Doings): TemplateResult => {
  const {text, picker} = context;
  const box = html`<div class="search" role="search">
    ${icon(search)}
    <input
      type="search"
      maxlength="100"
      autocomplete="off"
      spellcheck="false"
      aria-label=${text.search}
      placeholder=${text.search}
      .value=${typed}
      @input=${({target}: Event) => onType((target as HTMLInputElement).value)}
      @change=${({target}: Event) => onSearch((target as HTMLInputElement).value)}
    />
  </div>`;
  return html`<div class="toolbar" part="toolbar">${picker?.bar(box, context) ?? box}</div>`;
};

/** The row of heads. */
export const renderHeads = (context: CellContext, sort: string, {onSort}: Doings): TemplateResult => {
  const {text, columns, picker, slotted} = context;
  return html`<tr role="row">
  ${picker?.head(context) ?? nothing}
  ${columns.map((column) => {
    const key = sortKeyOf(column);
    const sorted = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : nothing;
    return html`<th class=${column} scope="col" role="columnheader" aria-sort=${sorted}>
      ${
        key
          ? html`<button class="sort" part="sort" type="button" @click=${() => onSort(key)}>${text[column]}${icon(sortDown)}</button>`
          : text[column]
      }
    </th>`;
  })}
  ${slotted.has('row-actions') ? html`<th class="actions" scope="col" role="columnheader"><span class="vh">${text.actions}</span></th>` : nothing}
</tr>`;
};
