import {isApiError, type TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import type {Mistake} from './fields.ts';

/** The sentence for a mistake; empty when there is none, or when the field says it itself. */
export const explain = (mistake: Mistake | undefined, text: CreateUserFormMessages): string =>
  mistake === undefined || mistake === 'rules' ? '' : String(text[mistake]);

/** Whether nobody can tell from this failure if the user exists now. */
export const isUnseen = (failure: TenantryError): boolean =>
  isApiError(failure)
    ? failure.status >= 500 && failure.status !== 503
    : failure.kind === 'network' || failure.kind === 'timeout' || failure.kind === 'bad-response';

/** What is said about a failure that belongs to no field: what happened, what is kept, and the request's id. */
export const explainFailure = (failure: TenantryError, username: string, text: CreateUserFormMessages): TemplateResult => {
  const isSignedOut = isApiError(failure) && failure.status === 401;
  const sentence = isUnseen(failure) ? text.unseen(username.trim()) : `${text.notCreated} ${failureText(failure, text)}`;
  return html`${sentence} ${isSignedOut ? nothing : text.kept} ${
    failure.requestId ? html`<span class="request">${text.requestId} <code>${failure.requestId}</code></span>` : nothing
  }`;
};
