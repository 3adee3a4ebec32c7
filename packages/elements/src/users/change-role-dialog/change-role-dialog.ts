import {isApiError, type TenantClient, type TenantryError, type User} from '@tenantry/sdk';
import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {Localization} from '../../controllers/localization.ts';
import {formatNumber} from '../../foundation/format.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {type CallOptions, ConfirmDialog} from '../../dialogs/confirm-dialog.ts';
import {RoleChangedEvent, RoleChangeEvent, RoleChangeFailedEvent} from './change-role-dialog.events.ts';
import {type ChangeRoleDialogMessages, messages} from './change-role-dialog.messages.ts';
import {styles} from './change-role-dialog.styles.ts';

/**
 * Gives a user another role, and says before what the user gains and loses by it. It counts from the user's next request on.
 *
 * @summary A dialog that changes a user's role.
 * @tagname change-role-dialog
 *
 * @slot message - When it counts, above the choice.
 *
 * @fires {RoleChangeEvent} role-change - The role is about to be changed. Cancelable.
 * @fires {RoleChangedEvent} role-changed - The user has another role.
 * @fires {RoleChangeFailedEvent} role-change-failed - The role was not changed, or nobody could see whether it was.
 * @fires cancel - The dialog was closed without doing anything more.
 *
 * @csspart base - Everything.
 * @csspart dialog - The dialog itself.
 * @csspart body - Everything but its title and buttons.
 * @csspart field - The choice of the role.
 * @csspart label - Its label.
 * @csspart option - A role.
 * @csspart group - The custom roles.
 * @csspart hint - The text below it.
 * @csspart error - Why the role was not changed, or the user could not be loaded.
 * @csspart footer - The buttons.
 * @csspart cancel - The button that closes it.
 * @csspart confirm - The button that changes the role.
 *
 * @cssstate loading - The user is on the way.
 * @cssstate error - The user could not be loaded.
 */
export class ChangeRoleDialog extends ConfirmDialog<ChangeRoleDialogMessages, User> {
  static override styles = [...ConfirmDialog.styles, styles];
  static override properties = {...ConfirmDialog.properties, _problem: {state: true}};

  protected override readonly localization = new Localization(this, 'change-role-dialog', messages);
  private _problem = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('open')) {
      this._problem = '';
    }
  }

  protected override get isDangerous(): boolean {
    return false;
  }

  protected override get start(): string {
    return 'role-select';
  }

  protected override headingOf(text: ChangeRoleDialogMessages): string {
    return text.title('');
  }

  protected override renderSubtitle(text: ChangeRoleDialogMessages, {firstName, lastName, role}: User): TemplateResult {
    return html`<p>${weave(text.now, bdi(`${firstName} ${lastName}`), bdi(role.name))}</p>`;
  }

  protected override renderBody(text: ChangeRoleDialogMessages): TemplateResult {
    return html`<p class="hint" part="hint">${text.applies}</p>`;
  }

  protected override renderFields(text: ChangeRoleDialogMessages, user: User): TemplateResult {
    return html`<role-select
        exportparts="field,label,option,group,hint,error"
        required
        assignable-only
        error=${this._problem}
        .client=${this.connection.client}
        .messages=${{label: text.newRole}}
        .value=${this.#select?.value ?? user.roleId}
        @change=${this.#onChoose}
      ></role-select>
      ${this.#renderChanges(text, user)}`;
  }

  #renderChanges(text: ChangeRoleDialogMessages, user: User): TemplateResult | typeof nothing {
    const role = this.#select?.chosen;
    if (!role || role.id === user.roleId) {
      return nothing;
    }
    const before: readonly string[] = user.effectivePermissions;
    const after: readonly string[] = [...role.permissions, ...user.extraPermissions];
    const stay = before.filter((name) => after.includes(name)).length;
    const changes = [
      ...after.filter((name) => !before.includes(name)).map((name) => ({name, does: 'gains'}) as const),
      ...before.filter((name) => !after.includes(name)).map((name) => ({name, does: 'loses'}) as const),
    ];
    return html`<div class="changes" role="status">
      <h3>${text.changes}</h3>
      ${
        changes.length > 0
          ? html`<ul class="list" role="list">
              ${changes.map(
                ({name, does}) =>
                  html`<li>
                    <span>${text.permission(name)}<code dir="ltr">${name}</code></span><span class="pill ${does}">${text[does]}</span>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <p class="hint" part="hint">${text.unchanged(stay, formatNumber(stay, this.localization.place))}</p>
    </div>`;
  }

  get #select(): HTMLElementTagNameMap['role-select'] | null | undefined {
    return this.shadowRoot?.querySelector('role-select');
  }

  #onChoose(): void {
    this._problem = '';
    this.requestUpdate();
  }

  protected override get request(): string {
    return this.#select?.value ?? '';
  }

  protected override check({roleId}: User): boolean {
    this._problem = this.request === roleId ? this.localization.text.same : '';
    const isFine = this._problem === '' && this.#select?.check() === true;
    if (!isFine) {
      this.#select?.focus();
    }
    return isFine;
  }

  protected override refuse(failure: TenantryError): boolean {
    const {text} = this.localization;
    const code = isApiError(failure) ? failure.code : undefined;
    this._problem = code === 'role-not-assignable' ? text.notAssignable : code === 'privilege-escalation' ? text.escalation : '';
    if (this._problem) {
      this.#select?.focus();
    }
    return this._problem !== '';
  }

  protected override act(client: TenantClient, {id, version}: User, options: CallOptions): Promise<User> {
    return client.users.update(id, {roleId: this.request}, {...options, version});
  }

  protected override intentOf(user: User): Event {
    return new RoleChangeEvent(user, this.request);
  }

  protected override factOf(user: User, {role}: User): Event {
    return new RoleChangedEvent(user, role);
  }

  protected override failureEventOf(error: TenantryError): Event {
    return new RoleChangeFailedEvent(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'change-role-dialog': ChangeRoleDialog;
  }
}
