import type {TenantClient, TenantryError, User} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {Localization} from '../../controllers/localization.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {UserDeactivatedEvent, UserDeactivateEvent, UserDeactivateFailedEvent} from './deactivate-user-dialog.events.ts';
import {type DeactivateUserDialogMessages, messages} from './deactivate-user-dialog.messages.ts';

const LONGEST_REASON = 500;

/**
 * Asks whether a user is to be deactivated, and does it: the user's sessions end and nobody signs in as them, and nothing of theirs is lost.
 *
 * @summary A dialog that deactivates a user.
 * @tagname deactivate-user-dialog
 *
 * @slot message - What will happen, above the reason.
 *
 * @fires {UserDeactivateEvent} user-deactivate - The user is about to be deactivated. Cancelable.
 * @fires {UserDeactivatedEvent} user-deactivated - The user is deactivated.
 * @fires {UserDeactivateFailedEvent} user-deactivate-failed - The user was not deactivated, or nobody could see whether it was.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart field - The field for the reason.
 * @csspart label - Its label.
 * @csspart input - Its input.
 * @csspart hint - The text below it.
 * @csspart error - Why the user was not deactivated, or could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that deactivates the user.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class DeactivateUserDialog extends ConfirmDialog<DeactivateUserDialogMessages, User> {
  protected override readonly localization = new Localization(this, 'deactivate-user-dialog', messages);

  protected override renderBody(text: DeactivateUserDialogMessages): TemplateResult {
    return html`<ul class="effects" role="list">
      <li>${text.effectSessions}</li>
      <li>${text.effectKept}</li>
      <li>${text.effectBack}</li>
    </ul>`;
  }

  protected override renderFields(text: DeactivateUserDialogMessages, _user: User, isSending: boolean): TemplateResult {
    return html`<div class="field" part="field">
      <label class="label" part="label" for="reason">${text.reason}</label>
      <div class="control">
        <input id="reason" part="input" maxlength=${LONGEST_REASON} aria-describedby="reason-hint" autocomplete="off" ?readonly=${isSending} />
      </div>
      <p class="hint" id="reason-hint" part="hint">${text.reasonHint}</p>
    </div>`;
  }

  protected override get request(): string {
    return this.renderRoot.querySelector<HTMLInputElement>('#reason')?.value.trim() ?? '';
  }

  protected override act(client: TenantClient, {id}: User, options: CallOptions): Promise<User> {
    return client.users.deactivate(id, {reason: this.request || null}, options);
  }

  protected override intentOf(user: User): Event {
    return new UserDeactivateEvent(user);
  }

  protected override factOf(user: User): Event {
    return new UserDeactivatedEvent(user);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new UserDeactivateFailedEvent(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'deactivate-user-dialog': DeactivateUserDialog;
  }
}
