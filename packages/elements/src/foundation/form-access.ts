import {html, type TemplateResult} from 'lit';
import type {Connection} from '../controllers/connection.ts';
import {icon} from './icons.ts';
import {exit, lock} from './more-icons.ts';
import {stateBlock} from './state-block.ts';

/** Whether a form is for whoever is signed in; `unknown` until the server has said who that is. */
export type Access = 'allowed' | 'forbidden' | 'signed-out' | 'unknown';

/** @param permissions Whoever holds one of these may fill it in. */
export const accessOf = (connection: Connection, ...permissions: readonly string[]): Access => {
  const {session} = connection;
  if (!session) {
    return 'allowed'; // A page without a provider: the server decides.
  }
  if (!session.me) {
    return session.status === 'unknown' ? 'unknown' : 'signed-out';
  }
  return permissions.some((permission) => connection.can(permission)) ? 'allowed' : 'forbidden';
};

/** What a form says while it is not for whoever is there. */
export interface ClosedFormMessages {
  readonly loading: string;
  readonly forbiddenTitle: string;
  readonly forbiddenText: string;
  readonly signedOutTitle: string;
  readonly signedOutText: string;
}

/** What stands in a form's place while it is not for whoever is there (X1). */
export const closedForm = (access: Access, text: ClosedFormMessages): TemplateResult => {
  switch (access) {
    case 'unknown':
      return html`<p class="dialog-body late" aria-busy="true">${text.loading}</p>`;
    case 'signed-out':
      return stateBlock({glyph: icon(exit), title: text.signedOutTitle, text: text.signedOutText});
    default:
      return stateBlock({glyph: icon(lock), title: text.forbiddenTitle, text: text.forbiddenText});
  }
};
