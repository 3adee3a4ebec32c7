import type {Handoff, ResetPassword, TenantryError, User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import {failureNotice, fieldLinks, successNotice} from '../../foundation/form-notice.ts';
import type {Place} from '../../foundation/format.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {explainFailure, type FailedTry} from './explanations.ts';
import type {Field} from './fields.ts';

/** What was sent to a user who has just been created, or was to be. */
export interface Mailed {
  readonly user: User;
  readonly delivery: Extract<ResetPassword['delivery'], 'email' | 'link'>;
  readonly delivered: Handoff['delivered'];
  /** Why it could not be sent again. */
  readonly failure?: TenantryError | undefined;
}

/**
 * What there is to say about the form as a whole: mistakes, before the server has seen them or after, or after a try that was lost; a
 * failure; or what was done.
 */
export type Notice = 'unsent' | 'refused' | 'refused-again' | FailedTry | {readonly created: string; readonly mailed?: Mailed | undefined};

/** What happened to the mail that a new user gets in by; the mail that could not be sent can be sent again. */
export const mailedNotice = (
  {user, delivery, delivered, failure}: Mailed,
  text: CreateUserFormMessages,
  onAgain: (() => void) | undefined,
): TemplateResult => {
  const created = weave(text.created, bdi(`${user.firstName} ${user.lastName}`));
  const address = bdi(user.email);
  if (delivered !== 'failed') {
    return successNotice(html`${created} ${weave(delivery === 'link' ? text.sentLink : text.sentEmail, address)}`);
  }
  return failureNotice(html`
    ${created} ${weave(delivery === 'link' ? text.unsentLink : text.unsentEmail, address)}
    ${failure ? html`${text.notSentAgain} ${failureText(failure, text)}` : nothing}
    ${onAgain ? html`<button class="button small again" type="button" @click=${onAgain}>${text.sendAgain}</button>` : nothing}
  `);
};

/** The notice above the fields, with links to those that have a mistake. */
export const formNotice = (
  notice: Notice | undefined,
  mistaken: readonly Field[],
  text: CreateUserFormMessages,
  place: Place,
  onField: (field: Field) => void,
): TemplateResult | typeof nothing => {
  if (typeof notice === 'object' && 'created' in notice) {
    return successNotice(weave(text.created, bdi(notice.created)));
  }
  if (typeof notice === 'object') {
    return failureNotice(explainFailure(notice, text));
  }
  if (notice === undefined || mistaken.length === 0) {
    return nothing;
  }
  const links = fieldLinks(mistaken, text, place, onField);
  return failureNotice(
    html`${weave((fields) => text.check(mistaken.length, fields), links)} ${notice === 'unsent' ? text.nothingSent : notice === 'refused' ? text.notCreated : nothing}`,
  );
};
