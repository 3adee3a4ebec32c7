import type {TenantClient, TenantryError, User} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {Localization} from '../../controllers/localization.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {SessionsEndedEvent, SessionsEndEvent, SessionsEndFailedEvent} from './end-sessions-dialog.events.ts';
import {type EndSessionsDialogMessages, messages} from './end-sessions-dialog.messages.ts';

/**
 * Shows where a user is signed in, asks whether all of that is to end, and ends it: the user is signed out everywhere and signs in again
 * with the same password.
 *
 * @summary A dialog that ends every session of a user.
 * @tagname end-sessions-dialog
 *
 * @slot message - What will happen, above the sessions.
 *
 * @fires {SessionsEndEvent} sessions-end - The sessions are about to be ended. Cancelable.
 * @fires {SessionsEndedEvent} sessions-ended - Every session of the user has ended.
 * @fires {SessionsEndFailedEvent} sessions-end-failed - The sessions were not ended, or nobody could see whether they were.
 * @fires {TenantErrorEvent} tenant-error - The sessions could not be loaded; the list shows why and offers to try again.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart row - One session.
 * @csspart empty - That there is no session.
 * @csspart error - Why the sessions were not ended, or they or the user could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that ends the sessions.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class EndSessionsDialog extends ConfirmDialog<EndSessionsDialogMessages, User> {
  protected override readonly localization = new Localization(this, 'end-sessions-dialog', messages);

  protected override headingOf(text: EndSessionsDialogMessages): string {
    return text.title('');
  }

  protected override renderBody(text: EndSessionsDialogMessages, {firstName, lastName}: User): TemplateResult {
    return html`<ul class="effects" role="list">
      <li>${weave(text.effectSessions, bdi(`${firstName} ${lastName}`))}</li>
      <li>${text.effectAgain}</li>
    </ul>`;
  }

  protected override renderFields(_text: EndSessionsDialogMessages, {id}: User): TemplateResult {
    return html`<session-list exportparts="row,empty,error" user-id=${id} .client=${this.connection.client}></session-list>`;
  }

  protected override async act(client: TenantClient, user: User, options: CallOptions): Promise<User> {
    await client.users.endSessions(user.id, options);
    return user;
  }

  protected override intentOf(user: User): Event {
    return new SessionsEndEvent(user);
  }

  protected override factOf(user: User): Event {
    return new SessionsEndedEvent(user);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new SessionsEndFailedEvent(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'end-sessions-dialog': EndSessionsDialog;
  }
}
