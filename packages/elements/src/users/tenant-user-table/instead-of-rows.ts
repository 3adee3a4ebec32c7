import {otherButtons} from '../../foundation/buttons.styles.ts';
import type {Me} from '@tenantry/sdk';
import {css, html, type TemplateResult} from 'lit';
import {icon, search} from '../../foundation/icons.ts';
import {exit, lock, users} from '../../foundation/more-icons.ts';
import {skeleton} from '../../foundation/skeleton.styles.ts';
import {stateBlockStyles} from '../../foundation/state-block.styles.ts';
import {failureBlock, stateBlock} from '../../foundation/state-block.ts';
import {warning} from '../../foundation/warning.styles.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {TenantUserTableMessages} from './tenant-user-table.messages.ts';
import {isNarrow} from './table-foot.ts';
import type {ColumnName} from './user-columns.ts';
import type {Question, UserPages} from './user-pages.ts';

export {staleNotice} from '../../foundation/stale-notice.ts';

export const styles = [
  otherButtons,
  stateBlockStyles,
  skeleton,
  warning,
  css`
    .notice {
      margin-block-end: 0.75rem;
    }
  `,
];

export interface InsteadOfRows {
  /** Whether users may be seen. */
  readonly access: 'open' | 'forbidden' | 'signed-out';
  readonly pages: UserPages;
  /** The filter as it is asked now, which need not have been answered. */
  readonly filter: Question['filter'];
  readonly me: Me | undefined;
  readonly onRetry: () => void;
  readonly onClear: () => void;
}

/** What stands in the card when there are no rows to see. */
export const insteadOfRows = (
  {access, pages: {count, error, filter: answered}, filter, me, onRetry, onClear}: InsteadOfRows,
  text: TenantUserTableMessages,
): TemplateResult | undefined => {
  if (access === 'forbidden') {
    return html`<div part="error">
      ${stateBlock({glyph: icon(lock), title: text.forbidden, text: me ? weave(text.forbiddenText, bdi(me.tenant.name)) : text.forbiddenText(undefined)})}
    </div>`;
  }
  if (access === 'signed-out') {
    return html`<div part="error">
      ${stateBlock({glyph: icon(exit), title: text.signedOut, text: me ? text.failureSignedOut : text.signedOutText})}
    </div>`;
  }
  if (error) {
    const kept = isNarrow(filter) ? {kept: text.kept} : {};
    return html`<div part="error"><slot name="error">${failureBlock({error, title: text.failed, ...kept, text, onRetry})}</slot></div>`;
  }
  if (count !== 0) {
    return undefined;
  }
  return html`<div part="empty">
    ${
      isNarrow(answered)
        ? stateBlock({
            glyph: icon(search),
            title: text.noMatch,
            text: answered.q ? weave(text.noMatchText, bdi(answered.q)) : text.noMatchText(undefined),
            actions: html`<button class="button" type="button" @click=${onClear}>${text.clear}</button>`,
          })
        : html`<slot name="empty">${stateBlock({glyph: icon(users), title: text.empty, text: text.emptyText})}</slot>`
    }
  </div>`;
};

/** Stands for the rows while the first ones are on their way. */
export const renderBones = (columns: readonly ColumnName[]): TemplateResult =>
  html`<tbody part="body" role="rowgroup" aria-hidden="true">
    ${[1, 2, 3, 4, 5, 6, 7, 8].map(
      () =>
        html`<tr role="row">
          ${columns.map((column) => html`<td class=${column} role="cell"><span class="bone"></span></td>`)}
        </tr>`,
    )}
  </tbody>`;
