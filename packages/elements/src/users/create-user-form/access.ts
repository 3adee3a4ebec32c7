import {html, type TemplateResult} from 'lit';
import type {Connection} from '../../controllers/connection.ts';
import {icon} from '../../foundation/icons.ts';
import {exit, lock} from '../../foundation/more-icons.ts';
import {stateBlock} from '../../foundation/state-block.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';

/** Whether the form is for whoever is signed in; `unknown` until the server has said who that is. */
export type Access = 'allowed' | 'forbidden' | 'signed-out' | 'unknown';

export const accessOf = (connection: Connection): Access => {
  const {session} = connection;
  if (!session) {
    return 'allowed'; // A page without a provider: the server decides.
  }
  if (!session.me) {
    return session.status === 'unknown' ? 'unknown' : 'signed-out';
  }
  return connection.can('users.create') ? 'allowed' : 'forbidden';
};

/** What stands in the form's place while it is not for whoever is there (X1). */
export const closedForm = (access: Access, text: CreateUserFormMessages): TemplateResult => {
  switch (access) {
    case 'unknown':
      return html`<p class="dialog-body late" aria-busy="true">${text.loading}</p>`;
    case 'signed-out':
      return stateBlock({glyph: icon(exit), title: text.signedOutTitle, text: text.signedOutText});
    default:
      return stateBlock({glyph: icon(lock), title: text.forbiddenTitle, text: text.forbiddenText});
  }
};
