import type {User} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {Localization} from '../../controllers/localization.ts';
import {UserDialog} from '../../dialogs/user-dialog.ts';
import {type EditUserDialogMessages, messages} from './edit-user-dialog.messages.ts';
import {styles} from './edit-user-dialog.styles.ts';

/**
 * Changes a user in a dialog: `<edit-user-form>`, and a question before anything that was changed is lost.
 *
 * @summary A dialog that changes a user.
 * @tagname edit-user-dialog
 *
 * @fires {UserUpdateEvent} user-update - The changes are about to be saved. Cancelable.
 * @fires {UserUpdatedEvent} user-updated - The user was changed.
 * @fires {UserUpdateFailedEvent} user-update-failed - The user was not changed, or nobody could see whether it was.
 * @fires {UserConflictEvent} user-conflict - Somebody else saved first.
 * @fires cancel - The dialog was closed without saving.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart field - A field of the form, with its label.
 * @csspart label - The label of a field.
 * @csspart input - An input.
 * @csspart hint - The text below a field.
 * @csspart error - What went wrong.
 * @csspart footer - The buttons.
 * @csspart submit - The button that saves.
 * @csspart cancel - The button that closes it.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class EditUserDialog extends UserDialog<EditUserDialogMessages> {
  static override styles = [...UserDialog.styles, styles];

  protected override readonly localization = new Localization(this, 'edit-user-dialog', messages);
  protected override readonly start = 'edit-user-form';

  protected override headingOf(text: EditUserDialogMessages): string {
    return text.heading;
  }

  protected override get wouldLose(): boolean {
    const form = this.renderRoot.querySelector('edit-user-form');
    return form?.isEdited() === true || form?.isSending === true;
  }

  protected override renderContent(_text: EditUserDialogMessages, user: User): TemplateResult {
    return html`<div class="result">
      <edit-user-form
        exportparts="body,field,label,input,hint,error,footer,submit,cancel"
        .client=${this.connection.client}
        .user=${user}
        @cancel=${this.close}
        @user-updated=${this.#onUpdated}
      ></edit-user-form>
    </div>`;
  }

  // The host hears of it itself.
  #onUpdated(): void {
    this.open = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'edit-user-dialog': EditUserDialog;
  }
}
