import {isApiError, type TenantryError, type User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import {failureNotice, fieldLinks, requestLine} from '../../foundation/form-notice.ts';
import type {Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {done, info} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {labelsOf} from './comparison-view.ts';
import type {EditUserFormMessages} from './edit-user-form.messages.ts';
import type {Field} from './fields.ts';

/** A try that failed for no reason that a field has. */
export interface FailedTry {
  readonly failure: TenantryError;
  /** Whether nobody can tell if the changes were saved. */
  readonly isUnseen: boolean;
}

/** What there is to say about the form as a whole. */
export type Notice = 'mistaken' | 'gone' | 'saved' | 'unchanged' | 'allTheirs' | FailedTry;

/** What went wrong, above the fields, with links to those that have a mistake. */
export const failed = (
  notice: Notice | undefined,
  {user, mistaken, place, onField}: {user: User; mistaken: readonly Field[]; place: Place; onField: (field: Field) => void},
  text: EditUserFormMessages,
): TemplateResult | typeof nothing => {
  if (typeof notice === 'object') {
    return failureNotice(explainFailure(notice, text));
  }
  if (notice === 'gone') {
    return failureNotice(weave(text.gone, nameOf(user)));
  }
  if (notice !== 'mistaken' || mistaken.length === 0) {
    return nothing;
  }
  const links = fieldLinks(mistaken, labelsOf(text), place, onField);
  return failureNotice(html`${weave((fields) => text.check(mistaken.length, fields), links)} ${text.notSaved}`);
};

const explainFailure = ({failure, isUnseen}: FailedTry, text: EditUserFormMessages): TemplateResult => {
  const isSignedOut = isApiError(failure) && failure.status === 401;
  const cause = failureText(failure, text);
  return html`${isUnseen ? `${cause} ${text.unseen}` : `${text.notSaved} ${cause}`} ${isSignedOut ? nothing : text.kept}
  ${requestLine(failure, text.requestId)}`;
};

/** What became of it, above the fields. The region is there before its text, so that it is announced. */
export const told = (notice: Notice | undefined, user: User, text: EditUserFormMessages): TemplateResult => {
  const sentence =
    notice === 'saved' ? weave(text.saved, nameOf(user)) : notice === 'unchanged' || notice === 'allTheirs' ? text[notice] : '';
  return html`<div class=${sentence ? `notice ${notice === 'saved' ? 'success' : 'plain'}` : 'vh'}>
    ${sentence ? icon(notice === 'saved' ? done : info) : nothing}<span role="status">${sentence}</span>
  </div>`;
};

/** Something to know. */
export const plainNotice = (sentence: string): TemplateResult => html`<p class="notice plain">${icon(info)}<span>${sentence}</span></p>`;

const nameOf = ({firstName, lastName}: User): TemplateResult => bdi(`${firstName} ${lastName}`);
