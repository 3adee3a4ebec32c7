import type {Handoff, TenantClient, TenantryError, User} from '@tenantry/sdk';
import {html, type PropertyValues, type TemplateResult} from 'lit';
import {Localization} from '../../controllers/localization.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {PasswordResetEvent, PasswordResetFailedEvent, ResetPasswordEvent} from './reset-password-dialog.events.ts';
import {messages, type ResetPasswordDialogMessages} from './reset-password-dialog.messages.ts';
import {styles} from './reset-password-dialog.styles.ts';

/**
 * Gives a user a temporary password in place of the one that was forgotten, and shows it once, with all that its user needs to sign in.
 * It forgets the password when it closes.
 *
 * @summary A dialog that resets a user's password.
 * @tagname reset-password-dialog
 *
 * @slot message - What will happen.
 *
 * @fires {ResetPasswordEvent} reset-password - The password is about to be reset. Cancelable.
 * @fires {PasswordResetEvent} password-reset - The password was reset.
 * @fires {PasswordResetFailedEvent} password-reset-failed - The password was not reset, or nobody could see whether it was.
 * @fires {HandoffDoneEvent} handoff-done - The temporary password has been handed over.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart error - Why the password was not reset, or the user could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that resets the password.
 * @csspart secret - The temporary password.
 * @csspart copy - The button that copies it.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class ResetPasswordDialog extends ConfirmDialog<ResetPasswordDialogMessages, Handoff> {
  static override styles = [...ConfirmDialog.styles, styles];
  static override properties = {...ConfirmDialog.properties, _isDone: {state: true}};

  protected override readonly localization = new Localization(this, 'reset-password-dialog', messages);
  private _isDone = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('open')) {
      this._isDone &&= !this.open;
    }
  }

  protected override get start(): string {
    return this._isDone ? 'credential-handoff' : super.start;
  }

  protected override get wouldLose(): boolean {
    return Boolean(this.renderRoot.querySelector('credential-handoff')?.handoff?.temporaryPassword);
  }

  protected override titleOf(text: ResetPasswordDialogMessages, user: User): unknown {
    return this._isDone ? text.ready : super.titleOf(text, user);
  }

  protected override renderSubtitle(text: ResetPasswordDialogMessages, {firstName, lastName}: User): TemplateResult | undefined {
    return this._isDone ? html`<p>${weave(text.readyFor, bdi(`${firstName} ${lastName}`))}</p>` : undefined;
  }

  protected override renderBody(text: ResetPasswordDialogMessages): TemplateResult {
    return html`<ul class="effects" role="list">
      <li>${text.effectTemporary}</li>
      <li>${text.effectSessions}</li>
      <li>${text.effectLogin}</li>
    </ul>`;
  }

  protected override renderResult(text: ResetPasswordDialogMessages): TemplateResult | undefined {
    return this._isDone
      ? html`<div class="result">
          <credential-handoff
            exportparts="body,footer,secret,copy"
            .messages=${{withheld: text.withheld}}
            @handoff-done=${this.close}
          >
            <p class="ended">${text.ended}</p>
          </credential-handoff>
        </div>`
      : undefined;
  }

  protected override act(client: TenantClient, {id}: User, options: CallOptions): Promise<Handoff> {
    return client.users.resetPassword(id, {delivery: 'show'}, options);
  }

  protected override take(handoff: Handoff): void {
    this._isDone = true;
    void this.updateComplete.then(async () => {
      const slip = this.renderRoot.querySelector('credential-handoff');
      Object.assign(slip ?? {}, {handoff}); // Given by hand, so that no template keeps it.
      await slip?.updateComplete;
      slip?.focus();
    });
  }

  protected override explainRule(code: string, text: ResetPasswordDialogMessages): string | undefined {
    switch (code) {
      case 'user-deactivated':
        return text.deactivated;
      case 'password-managed-externally':
        return text.external;
      default:
        return undefined;
    }
  }

  protected override intentOf(user: User): Event {
    return new ResetPasswordEvent(user);
  }

  protected override factOf(handoff: Handoff, user: User): Event {
    return new PasswordResetEvent(user, handoff);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new PasswordResetFailedEvent(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reset-password-dialog': ResetPasswordDialog;
  }
}
