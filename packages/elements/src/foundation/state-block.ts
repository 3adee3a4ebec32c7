import type {TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {type FailureMessages, failureText} from './failure.ts';
import {icon} from './icons.ts';
import {copy, error as errorIcon, refresh} from './more-icons.ts';

export interface StateBlock {
  /** An icon, or nothing in a small place. */
  readonly glyph?: TemplateResult;
  readonly danger?: boolean;
  readonly title: string;
  readonly text?: unknown;
  /** Buttons, the primary one first. */
  readonly actions?: unknown;
  readonly footnote?: unknown;
}

/** One layout for all that is not content: empty, no result, forbidden, failed. Goes inside a card; a failure announces itself. */
export const stateBlock = ({glyph, danger = false, title, text, actions, footnote}: StateBlock): TemplateResult => html`
  <div class="state" role=${danger ? 'alert' : nothing}>
    ${glyph ? html`<span class="glyph ${danger ? 'danger' : ''}">${glyph}</span>` : nothing}
    <h2 class="state-title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${actions ? html`<div class="state-actions">${actions}</div>` : nothing}
    ${footnote ?? nothing}
  </div>
`;

export interface FailureBlock {
  readonly error: TenantryError;
  /** What could not be done: "Users could not be loaded". */
  readonly title: string;
  /** What is kept, as a sentence of its own. */
  readonly kept?: string;
  readonly text: FailureMessages;
  readonly onRetry: () => void;
}

/** The state of a view that could not be loaded: what happened, what is kept, try again, and the request's id to copy. */
export const failureBlock = ({error, title, kept, text, onRetry}: FailureBlock): TemplateResult =>
  stateBlock({
    glyph: icon(errorIcon),
    danger: true,
    title,
    text: kept ? `${failureText(error, text)} ${kept}` : failureText(error, text),
    actions: html`
      <button class="button primary" type="button" @click=${onRetry}>${icon(refresh)}${text.tryAgain}</button>
      ${
        error.requestId
          ? html`<button class="button" type="button" @click=${(event: Event) => onCopy(event, text.copied)} value=${error.requestId}>
              ${icon(copy)}<span>${text.copyRequestId}</span>
            </button>`
          : nothing
      }
    `,
    footnote: error.requestId
      ? html`<p class="request">${text.requestId} <code dir="ltr">${error.requestId}</code> <span role="status"></span></p>`
      : undefined,
  });

const onCopy = async (event: Event, copied: string): Promise<void> => {
  const button = event.currentTarget as HTMLButtonElement;
  const status = button.closest('.state')?.querySelector('[role=status]');
  try {
    await navigator.clipboard.writeText(button.value);
    if (status) {
      status.textContent = copied;
    }
  } catch {
    // The id stands beside the button and can be selected.
  }
};
