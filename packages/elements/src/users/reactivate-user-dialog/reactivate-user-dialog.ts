import type {TenantClient, TenantryError, User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {Localization} from '../../controllers/localization.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {UserReactivatedEvent, UserReactivateEvent, UserReactivateFailedEvent} from './reactivate-user-dialog.events.ts';
import {messages, type ReactivateUserDialogMessages} from './reactivate-user-dialog.messages.ts';

/**
 * Asks whether a deactivated user is to be active again, and does it: signing in works again, with everything the user had.
 *
 * @summary A dialog that reactivates a user.
 * @tagname reactivate-user-dialog
 *
 * @slot message - What will happen.
 *
 * @fires {UserReactivateEvent} user-reactivate - The user is about to be reactivated. Cancelable.
 * @fires {UserReactivatedEvent} user-reactivated - The user is active again.
 * @fires {UserReactivateFailedEvent} user-reactivate-failed - The user was not reactivated, or nobody could see whether it was.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart error - Why the user was not reactivated, or could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that reactivates the user.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class ReactivateUserDialog extends ConfirmDialog<ReactivateUserDialogMessages, User> {
  protected override readonly localization = new Localization(this, 'reactivate-user-dialog', messages);

  protected override get isDangerous(): boolean {
    return false;
  }

  protected override renderBody(text: ReactivateUserDialogMessages, {credential}: User): TemplateResult {
    return html`<ul class="effects" role="list">
      <li>${text.effectAccess}</li>
      ${credential === 'temporary' ? html`<li>${text.effectTemporary}</li>` : nothing}
    </ul>`;
  }

  protected override act(client: TenantClient, {id}: User, options: CallOptions): Promise<User> {
    return client.users.reactivate(id, options);
  }

  protected override intentOf(user: User): Event {
    return new UserReactivateEvent(user);
  }

  protected override factOf(user: User): Event {
    return new UserReactivatedEvent(user);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new UserReactivateFailedEvent(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reactivate-user-dialog': ReactivateUserDialog;
  }
}
