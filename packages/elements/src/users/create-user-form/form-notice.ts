import {html, nothing, type TemplateResult} from 'lit';
import {listed, type Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {done, error} from '../../foundation/more-icons.ts';
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
    return success(weave(text.created, bdi(notice.created)));
  }
  if (typeof notice === 'object') {
    return failure(explainFailure(notice, text));
  }
  if (notice === undefined || mistaken.length === 0) {
    return nothing;
  }
  const follow = (event: Event, field: Field): void => {
    event.preventDefault();
    onField(field);
  };
  const links = listed(
    mistaken.map((field) => html`<a href="#${field}" @click=${(event: Event) => follow(event, field)}>${text[field]}</a>`),
    place,
  );
  return failure(
    html`${weave((fields) => text.check(mistaken.length, fields), links)} ${notice === 'unsent' ? text.nothingSent : notice === 'refused' ? text.notCreated : nothing}`,
  );
};

const success = (sentence: unknown): TemplateResult =>
  html`<p class="notice success" role="status">${icon(done)}<span>${sentence}</span></p>`;

const failure = (what: unknown): TemplateResult =>
  html`<div class="notice danger" part="error" role="alert" tabindex="-1">${icon(error)}<span>${what}</span></div>`;
