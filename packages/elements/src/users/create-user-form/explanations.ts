import {isApiError, type TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import type {Field} from './fields.ts';

/** The sentence for what is wrong with a field; empty when nothing is, or when the field itself says it. */
export const explainField = (field: Field, mistake: string | undefined, text: CreateUserFormMessages): string =>
  mistake === undefined ? '' : fieldText(field, mistake, text);

/** The sentence for the username, with names that could be taken instead. */
export const explainUsername = (
  mistake: string | undefined,
  text: CreateUserFormMessages,
  suggestions: readonly string[],
  onSuggestion: (suggestion: string) => void,
): unknown => {
  const sentence = explainField('username', mistake, text);
  const [first, second] = suggestions.map(
    (suggestion) => html`<button class="link-button" type="button" @click=${() => onSuggestion(suggestion)}>${suggestion}</button>`,
  );
  return mistake && mistake !== 'required' && first
    ? html`${sentence} ${text.try} ${first}${second ? html` ${text.or} ${second}` : nothing}.`
    : sentence;
};

const fieldText = (field: Field, mistake: string, text: CreateUserFormMessages): string => {
  switch (mistake) {
    case 'required':
      return field === 'username' || field === 'email' || field === 'firstName' || field === 'lastName'
        ? text[`${field}Required`]
        : text.refusedField;
    case 'taken':
      return text.taken;
    case 'taken-perhaps':
      return text.takenPerhaps;
    case 'reserved':
      return text.reserved;
    case 'not-allowed':
      return field === 'username' ? text.usernameNotAllowed : text.refusedField;
    case 'format':
      return text.emailFormat;
    case 'too-long':
      return field === 'username' ? text.usernameNotAllowed : text.tooLong;
    case 'control-character':
    case 'ill-formed':
      return text.unstorable;
    case 'unknown-reference':
      return text.roleUnknown;
    case 'role-not-assignable':
      return text.roleNotAssignable;
    case 'privilege-escalation':
      return text.roleEscalation;
    case 'rules':
      return '';
    default:
      return text.refusedField;
  }
};

/** Whether nobody can tell from this failure if the user exists now. */
export const isUnseen = (failure: TenantryError): boolean =>
  isApiError(failure)
    ? failure.status >= 500 && failure.status !== 503
    : failure.kind === 'network' || failure.kind === 'timeout' || failure.kind === 'bad-response';

/** What is said about a failure that belongs to no field: what happened, what is kept, and the request's id. */
export const explainFailure = (failure: TenantryError, username: string, text: CreateUserFormMessages): TemplateResult => {
  const isSignedOut = isApiError(failure) && failure.status === 401;
  const sentence = isUnseen(failure)
    ? text.unseen(username.trim())
    : `${text.notCreated} ${failureText(failure, text)}${isSignedOut ? '' : ` ${text.kept}`}`;
  return html`${sentence} ${
    failure.requestId ? html`<span class="request">${text.requestId} <code>${failure.requestId}</code></span>` : nothing
  }`;
};
