import {isApiError, type ChangeEvent, type TenantClient, type TenantryError, type User} from '@tenantry/sdk';
import {html, type PropertyValues, type TemplateResult} from 'lit';
import {Latest} from '../../controllers/latest.ts';
import {Localization} from '../../controllers/localization.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {explain} from '../../dialogs/explain.ts';
import {Attempt} from '../../foundation/attempt.ts';
import {failureOf, isUnseen} from '../../foundation/failure.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {formatNumber} from '../../foundation/format.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {TenantErrorEvent} from '../../foundation/tenant-error.event.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {UserDeletedEvent, UserDeleteEvent, UserDeleteFailedEvent, UserTransferStartedEvent} from './delete-user-dialog.events.ts';
import {type DeleteUserDialogMessages, messages} from './delete-user-dialog.messages.ts';
import {styles} from './delete-user-dialog.styles.ts';
import {ownership} from './ownership.ts';
import {movedText, nameOf, transferSection} from './transfer-section.ts';
import {ShownTransfer} from './transfers.ts';
import {UserChoice} from './user-choice.ts';

/** Who is asked for what whom owns. */
interface Question {
  readonly client: TenantClient;
  readonly id: string;
}

/**
 * Deletes a user for good, once the user owns nothing any more: it says what the user owns, gives that to another user, and has the username
 * typed. A transfer goes on when the dialog is closed, and is shown again when it is opened.
 *
 * @summary A dialog that deletes a user.
 * @tagname delete-user-dialog
 *
 * @slot message - The note above what the user owns.
 *
 * @fires {UserDeleteEvent} user-delete - The user is about to be deleted. Cancelable.
 * @fires {UserDeletedEvent} user-deleted - The user is deleted.
 * @fires {UserDeleteFailedEvent} user-delete-failed - The user was not deleted, or nobody could see whether it was.
 * @fires {UserTransferStartedEvent} user-transfer-started - What the user owns is being given to another user.
 * @fires {TenantErrorEvent} tenant-error - No transfer could be started.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart blockers - What the user owns.
 * @csspart field - A field, with its label: who gets it, and the username.
 * @csspart label - The label of a field.
 * @csspart input - An input.
 * @csspart hint - The text below it.
 * @csspart error - Why the user was not deleted or could not be loaded, or what is wrong with a field.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that deletes the user.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class DeleteUserDialog extends ConfirmDialog<DeleteUserDialogMessages, string> {
  static override styles = [...ConfirmDialog.styles, styles];
  static override properties = {
    ...ConfirmDialog.properties,
    _isMistyped: {state: true},
    _isStarting: {state: true},
    _problem: {state: true},
    _heard: {state: true},
  };

  protected override readonly localization = new Localization(this, 'delete-user-dialog', messages);
  private _isMistyped = false;
  private _isStarting = false;
  /** Why no transfer was started. */
  private _problem: unknown;
  /** What a screen reader is told. */
  private _heard: unknown = '';
  readonly #check = new Latest(
    this,
    () => this.#question,
    ({client, id}, signal) => client.users.checkDeletion(id, {signal}),
  );
  readonly #choice = new UserChoice(this, {
    client: () => this.connection.client,
    except: () => this.shown?.id,
    onAgain: () => void this.#onStart(),
  });
  readonly #transfer = new ShownTransfer(this, {
    client: () => this.connection.client,
    userId: () => this.shown?.id,
    onProgress: () => void this.#onProgress(),
  });
  #asked: Question | undefined;
  #starting = new Attempt();
  /** Whom a call may have deleted whose answer was lost. */
  #maybeGone = '';
  #isDeleting = false;
  /** How much of the transfer was told: in quarters. */
  #told = -1;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('open') && this.open) {
      this.#starting = new Attempt();
      this.#choice.reset();
      this.#transfer.dismiss();
      this.#told = -1;
      this._isMistyped = this._isStarting = false;
      this._problem = undefined;
      this._heard = '';
    }
  }

  protected override onOther(): void {
    this.#transfer.leave();
    this.#starting.giveUp();
    super.onOther();
  }

  protected override renderSubtitle(text: DeleteUserDialogMessages, {username, role}: User): TemplateResult {
    return html`<p>${weave(text.known, bdi(username), bdi(role.name))}</p>`;
  }

  protected override renderBody(text: DeleteUserDialogMessages): TemplateResult {
    return html`<p class="notice warning">${icon(warning)}<span>${text.note}</span></p>`;
  }

  protected override renderFields(text: DeleteUserDialogMessages, user: User, isSending: boolean): TemplateResult {
    const {place} = this.localization;
    const {answer, failure, isPending} = this.#check;
    return html`
      ${ownership({answer, failure, isPending, onAgain: () => void this.#check.again()}, text, place)}
      ${transferSection(
        {
          transfer: this.#transfer.current,
          isNeeded: !failure && (answer?.blockers.some(({transferable}) => transferable) ?? false),
          choice: this.#choice,
          problem: this._problem,
          isStarting: this._isStarting,
          onStart: () => void this.#onStart(),
        },
        text,
        place,
      )}
      <div class="field confirmation" part="field">
        <label class="label" part="label" for="username">${weave(text.type, html`<code dir="ltr">${user.username}</code>`)}</label>
        <div class="control">
          <input
            id="username"
            part="input"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            dir="ltr"
            required
            ?readonly=${isSending}
            aria-invalid=${this._isMistyped}
            aria-describedby="username-note"
            @input=${this.#onType}
          />
        </div>
        ${fieldNote('username-note', this._isMistyped && text.mismatch, undefined)}
      </div>
      <ul class="effects" role="list">
        <li>${text.effectErased}</li>
        <li>${text.effectAudit}</li>
      </ul>
      <p class="vh" role="status">${this._heard}</p>
    `;
  }

  protected override renderAside(text: DeleteUserDialogMessages): TemplateResult {
    const {answer, failure} = this.#check;
    const left = answer?.blockers.reduce((sum, {count}) => sum + count, 0) ?? 0;
    return html`<p class="aside" id="aside">
      ${this.isBlocked ? (left > 0 && !failure ? text.left(formatNumber(left, this.localization.place)) : text.notYet) : text.free}
    </p>`;
  }

  protected override get isBlocked(): boolean {
    const {answer, failure} = this.#check;
    return !answer?.deletable || failure !== undefined || this.#transfer.current?.isOn === true;
  }

  /** As it was typed: whoever deletes reads whom. */
  protected override check({username}: User): boolean {
    const input = this.renderRoot.querySelector<HTMLInputElement>('#username');
    this._isMistyped = input?.value !== username;
    if (this._isMistyped) {
      input?.focus();
    }
    return !this._isMistyped;
  }

  protected override async act(client: TenantClient, {id, version}: User, options: CallOptions): Promise<string> {
    this.#isDeleting = true;
    try {
      await client.users.delete(id, {version, ...options});
    } catch (error) {
      const failure = failureOf(error);
      const isGone = isApiError(failure) && failure.status === 404;
      // Nobody else may have done it where an earlier call of this one was not seen to fail.
      if (!isGone || !(this.#maybeGone === id || failure.attempts > 1)) {
        this.#maybeGone = failure && isUnseen(failure, this.#maybeGone === id) ? id : '';
        throw error;
      }
    } finally {
      this.#isDeleting = false;
    }
    return id;
  }

  protected override explainRule(code: string, text: DeleteUserDialogMessages): string | undefined {
    switch (code) {
      case 'user-owns-resources':
        return text.owns;
      case 'ownership-unknown':
        return text.ownershipUnknown;
      default:
        return undefined;
    }
  }

  protected override refuse(): boolean {
    void this.#check.again();
    return false;
  }

  protected override intentOf(user: User): Event {
    return new UserDeleteEvent(user);
  }

  protected override factOf(id: string): Event {
    return new UserDeletedEvent(id);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new UserDeleteFailedEvent(error);
  }

  /** Whose belongings are asked for: the same question as before, unless it is another one. */
  get #question(): Question | undefined {
    const {client} = this.connection;
    const id = this.shown?.id;
    if (!this.open || !client || !id) {
      return undefined;
    }
    if (this.#asked?.client !== client || this.#asked.id !== id) {
      this.#asked = {client, id};
    }
    return this.#asked;
  }

  protected override onChange({subject: {type, id}}: ChangeEvent): void {
    if (this.#question && !this.#isDeleting && (type === 'operation' || type === '*' || (type === 'user' && id === this.#question.id))) {
      void this.#check.again();
    }
  }

  #onType(): void {
    this._isMistyped = false;
  }

  async #onStart(): Promise<void> {
    const {client} = this.connection;
    const user = this.shown;
    const to = this.#choice.chosen;
    if (!client || !user || this._isStarting) {
      return;
    }
    const {text} = this.localization;
    this._problem = to ? undefined : text.choose;
    if (!to) {
      this.#choice.focus();
      return;
    }
    const starting = this.#starting;
    this._isStarting = true;
    const outcome = await starting.send([user.id, to.id], (options) => client.users.transfer(user.id, {toUserId: to.id}, options));
    if (outcome && 'status' in outcome && 'progress' in outcome) {
      this.#transfer.begin(outcome, nameOf(to));
      this.dispatchEvent(new UserTransferStartedEvent(outcome));
    } else if (outcome) {
      this.dispatchEvent(new TenantErrorEvent(outcome));
    }
    if (starting !== this.#starting) {
      return; // It was closed meanwhile.
    }
    this._isStarting = false;
    if (outcome && !('progress' in outcome)) {
      this._problem = explain(outcome, starting.isUnseen, text, (code) =>
        ['transfer-target', 'validation-failed', 'unknown-reference'].includes(code) ? text.target : undefined,
      );
    }
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#moving, #target')?.focus();
  }

  /** Tells how far the transfer has come, every quarter of it; in the end asks what is left. */
  async #onProgress(): Promise<void> {
    const transfer = this.#transfer.current;
    if (!transfer || !this.open) {
      return;
    }
    const {text, place} = this.localization;
    const {done, total} = transfer.operation.progress;
    const quarter = transfer.isOn ? Math.floor((4 * done) / (total || 1)) : 5;
    if (quarter === this.#told) {
      return;
    }
    this.#told = quarter;
    if (transfer.isOn) {
      this._heard = [weave(text.moving, bdi(transfer.to)), ' ', movedText({moved: done, total}, text, place)];
      return;
    }
    const isMoved = transfer.operation.status === 'succeeded';
    const hadFocus = this.renderRoot.querySelector('#moving:focus, #moving :focus') !== null;
    this._heard = isMoved ? weave(text.movedAll, bdi(transfer.to)) : text.notMoved;
    this.#choice.reset();
    await this.#check.again();
    await this.updateComplete;
    if (hadFocus) {
      this.renderRoot.querySelector<HTMLElement>(isMoved ? '#username' : '#target')?.focus();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'delete-user-dialog': DeleteUserDialog;
  }
}
