import {isApiError, type TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../foundation/failure.ts';
import type {UserDialogMessages} from './user-dialog.messages.ts';

/** Why something was not done to a user, or that nobody can tell. */
export const explain = (
  failure: TenantryError,
  isUnseen: boolean,
  text: UserDialogMessages,
  ownRule: (code: string) => string | undefined,
): TemplateResult => {
  const rule = isApiError(failure) ? (ownRule(failure.code) ?? ruleOf(failure.code, text)) : undefined;
  const cause = rule ?? failureText(failure, text);
  return html`${isUnseen ? `${cause} ${text.unseen}` : rule ? rule : `${text.nothingDone} ${cause}`}
  ${failure.requestId && !rule ? html`<span class="request">${text.requestId} <code dir="ltr">${failure.requestId}</code></span>` : nothing}`;
};

/** The sentence for what the user, or the one who asks, is like. */
const ruleOf = (code: string, text: UserDialogMessages): string | undefined => {
  switch (code) {
    case 'not-found':
      return text.gone;
    case 'self-modification':
      return text.oneself;
    case 'insufficient-authority':
      return text.authority;
    case 'last-administrator':
      return text.lastAdministrator;
    case 'precondition-failed':
      return text.changed;
    default:
      return undefined;
  }
};
