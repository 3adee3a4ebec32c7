import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import {formatNumber} from '../../foundation/format.ts';
import type {CellContext} from './user-columns.ts';
import type {UserPages} from './user-pages.ts';

export interface Foot {
  /** Whether users may be seen. */
  readonly isOpen: boolean;
  /** Whether what stands instead of rows could not be loaded. */
  readonly isBare: boolean;
  /** Whether there is no room for more rows. */
  readonly isFull: boolean;
  readonly onMore: () => void;
}

/** How many users there are, and how one comes to more of them. */
export const renderFoot = (context: CellContext, pages: UserPages, {isOpen, isBare, isFull, onMore}: Foot): TemplateResult => {
  const {text} = context;
  const {isLoading, growthError, hasMore, error} = pages;
  const failure = growthError ?? (isBare ? error : undefined);
  return html`
    <p class="count" role="status" tabindex="-1">${isOpen && !error ? summaryOf(context, pages) : isBare && !failure ? text.failureShown : ''}</p>
    ${failure ? html`<p class="failure" role="alert">${failureText(failure, text)}</p>` : nothing}
    ${
      failure || (hasMore && !isFull && !error && isOpen)
        ? html`<button class="button quiet small" type="button" @click=${onMore}>
            ${failure ? text.tryAgain : isLoading ? text.loading : text.more}
          </button>`
        : hasMore && isFull
          ? html`<p>${text.full}</p>`
          : nothing
    }
  `;
};

/** "48 users", "50 of 1,240 users", "50 of 10,000+ users". */
const summaryOf = ({text, place}: CellContext, {count: loaded, total, hasMore, filter}: UserPages): string => {
  if (loaded === undefined) {
    return text.loading;
  }
  if (loaded === 0) {
    return isNarrow(filter) ? text.noMatch : text.empty;
  }
  const shown = formatNumber(loaded, place);
  if (!hasMore) {
    return text.users(loaded, shown);
  }
  const count = Math.max(total?.value ?? 0, loaded);
  const number = formatNumber(count, place);
  return text.shown(shown, count, total?.relation === 'eq' ? number : `${number}+`);
};

export const isNarrow = (filter: object): boolean => Object.values(filter).some((value) => value !== undefined);
