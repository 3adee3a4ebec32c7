import type {DeactivateUser, TenantClient, TenantryError, User} from '@tenantry/sdk';
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {Localization} from '../../controllers/localization.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {UserDeactivatedEvent, UserDeactivateEvent, UserDeactivateFailedEvent} from './deactivate-user-dialog.events.ts';
import {type DeactivateUserDialogMessages, messages} from './deactivate-user-dialog.messages.ts';
import {styles} from './deactivate-user-dialog.styles.ts';

type Jobs = NonNullable<DeactivateUser['jobs']>;

const LONGEST_REASON = 500;

/**
 * Asks whether a user is to be deactivated, and does it: the user's sessions end and nobody signs in as them, and nothing of theirs is lost.
 * Where the server tells somebody who runs jobs, it asks as well what is to become of the user's.
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
 * @csspart field - The choice of what becomes of jobs; the field for the reason.
 * @csspart label - Their labels.
 * @csspart input - The input for the reason.
 * @csspart hint - The texts below.
 * @csspart error - Why the user was not deactivated, or could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that deactivates the user.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class DeactivateUserDialog extends ConfirmDialog<DeactivateUserDialogMessages, User> {
  static override styles = [...ConfirmDialog.styles, ...styles];
  static override properties = {...ConfirmDialog.properties, _jobs: {state: true}};

  protected override readonly localization = new Localization(this, 'deactivate-user-dialog', messages);
  private _jobs: Jobs = 'keep';

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('open') && this.open) {
      this._jobs = 'keep';
    }
  }

  protected override renderBody(text: DeactivateUserDialogMessages): TemplateResult {
    return html`<ul class="effects" role="list">
      <li>${text.effectSessions}</li>
      <li>${this.#hasJobs ? text.effectKeptChoosing : text.effectKept}</li>
      <li>${text.effectBack}</li>
    </ul>`;
  }

  protected override renderFields(text: DeactivateUserDialogMessages, _user: User, isSending: boolean): TemplateResult {
    return html`${this.#hasJobs ? this.#renderJobs(text, isSending) : nothing}
    <div class="field" part="field">
      <label class="label" part="label" for="reason">${text.reason}</label>
      <div class="control">
        <input id="reason" part="input" maxlength=${LONGEST_REASON} aria-describedby="reason-hint" autocomplete="off" ?readonly=${isSending} />
      </div>
      <p class="hint" id="reason-hint" part="hint">${text.reasonHint}</p>
    </div>`;
  }

  #renderJobs(text: DeactivateUserDialogMessages, isSending: boolean): TemplateResult {
    const choice = (jobs: Jobs, label: string, hint: string): TemplateResult => html`<div>
      <label class="choice">
        <input
          class="radio"
          type="radio"
          name="jobs"
          value=${jobs}
          aria-describedby="jobs-${jobs}"
          .checked=${live(jobs === this._jobs)}
          ?disabled=${isSending}
          @change=${() => {
            this._jobs = jobs;
          }}
        />
        ${label}
      </label>
      <p class="hint" id="jobs-${jobs}" part="hint">${hint}</p>
    </div>`;
    return html`<fieldset class="field" part="field">
      <legend class="label" part="label">${text.jobs}</legend>
      ${choice('keep', text.jobsKeep, text.jobsKeepHint)} ${choice('hold', text.jobsHold, text.jobsHoldHint)}
      ${choice('cancel', text.jobsCancel, text.jobsCancelHint)}
    </fieldset>`;
  }

  /** Whether there is anybody to be told what becomes of jobs. */
  get #hasJobs(): boolean {
    return this.connection.me?.features.includes('jobs') === true;
  }

  protected override get request(): DeactivateUser {
    const reason = this.renderRoot.querySelector<HTMLInputElement>('#reason')?.value.trim() || null;
    return {reason, ...(this.#hasJobs && {jobs: this._jobs})};
  }

  protected override act(client: TenantClient, {id}: User, options: CallOptions): Promise<User> {
    return client.users.deactivate(id, this.request, options);
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
