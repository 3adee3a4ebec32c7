import {isApiError, type TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import {requestLine} from '../../foundation/form-notice.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import type {Mistake} from './fields.ts';

/** The sentence for a mistake; empty when there is none, or when the field says it itself. */
export const explain = (mistake: Mistake | undefined, text: CreateUserFormMessages): string =>
  mistake === undefined || mistake === 'rules' ? '' : String(text[mistake]);

/** A try that failed for no reason that a field has. */
export interface FailedTry {
  readonly failure: TenantryError;
  readonly username: string;
  /** Whether nobody can tell if the user exists now. */
  readonly isUnseen: boolean;
}

/** What is said about it: what happened, what is kept, and the request's id. */
export const explainFailure = ({failure, username, isUnseen}: FailedTry, text: CreateUserFormMessages): TemplateResult => {
  const isSignedOut = isApiError(failure) && failure.status === 401;
  const cause = isApiError(failure) && failure.code === 'mail-not-configured' ? text.noMail : failureText(failure, text);
  return html`${isUnseen ? html`${cause} ${weave(text.unseen, bdi(username.trim()))}` : `${text.notCreated} ${cause}`}
  ${isSignedOut ? nothing : text.kept}
  ${requestLine(failure, text.requestId)}`;
};
