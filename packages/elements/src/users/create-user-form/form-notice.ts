import {html, nothing, type TemplateResult} from 'lit';
import {failureNotice, fieldLinks, successNotice} from '../../foundation/form-notice.ts';
import type {Place} from '../../foundation/format.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {explainFailure, type FailedTry} from './explanations.ts';
import type {Field} from './fields.ts';

/**
 * What there is to say about the form as a whole: mistakes, before the server has seen them or after, or after a try that was lost; a
 * failure; or what was done.
 */
export type Notice = 'unsent' | 'refused' | 'refused-again' | FailedTry | {readonly created: string};

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
