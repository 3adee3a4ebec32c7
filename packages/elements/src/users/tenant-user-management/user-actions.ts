import type {TenantClient, User} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {bdi, weave} from '../../foundation/weave.ts';
import type {Told} from './notices.ts';
import type {TenantUserManagementMessages} from './tenant-user-management.messages.ts';

/** What the menu offers: the tab does all of it. */
export type Action = HTMLElementEventMap['user-action']['action'];

/** What is said of something that was done. */
type Sentence = 'deactivated' | 'deleted' | 'passwordReset' | 'reactivated' | 'roleChanged' | 'saved' | 'sessionsEnded';

/** The tab, as far as its actions need it. */
interface Tab {
  readonly client: () => TenantClient | undefined;
  readonly text: () => TenantUserManagementMessages;
  /** Registers the dialog of an action. */
  readonly load: (action: Action) => Promise<unknown>;
  readonly tell: (told: Told) => void;
  /** Puts the focus into the row of a user, in whose place it stays when the row goes. */
  readonly focusRow: (id: string) => void;
  readonly update: () => void;
}

/**
 * What one does with users who are there: a menu at the end of each row, the same as a toolbar while one user is selected, and a dialog for
 * each action, which is loaded when it is asked for.
 */
export class UserActions {
  readonly #tab: Tab;
  readonly #known = new Map<string, User>();
  #shown: readonly User[] = [];
  #selection: readonly string[] = [];
  #now: {readonly action: Action; readonly user: User} | undefined;
  #isOpen = false;
  /** What to tell once the dialog has closed. */
  #told: Told | undefined;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** The users whose rows are in the page. */
  show(users: readonly User[]): void {
    this.#shown = users;
    for (const user of users) {
      this.#known.set(user.id, user);
    }
    this.#tab.update();
  }

  select(selection: readonly string[]): void {
    this.#selection = selection;
    this.#tab.update();
  }

  /** For when somebody else is signed in: what one saw is not for another. */
  forget(): void {
    this.#known.clear();
    this.#shown = [];
    this.#selection = [];
    this.#now = undefined;
    this.#told = undefined;
  }

  /** The menus at the ends of the rows, and what stands beside the number of those who are selected. */
  renderMenus(): TemplateResult {
    const [id = '', ...others] = this.#selection;
    const selected = others.length === 0 ? this.#known.get(id) : undefined;
    return html`${repeat(
      this.#shown,
      (user) => user.id,
      (user) => html`<user-actions-menu slot="row-actions-${user.id}" .user=${user} @user-action=${this.#onAction}></user-actions-menu>`,
    )}
    ${
      selected
        ? html`<user-actions-menu slot="bulk-actions" toolbar .user=${selected} @user-action=${this.#onAction}></user-actions-menu>`
        : nothing
    }`;
  }

  /** The dialog of what is being done. Closed it stays for the next time, and gives the focus back. */
  renderDialog(): TemplateResult | undefined {
    const client = this.#tab.client();
    const {action, user} = this.#now ?? {};
    switch (action) {
      case 'edit':
        return html`<edit-user-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @user-updated=${this.#onUpdated}
        ></edit-user-dialog>`;
      case 'resetPassword':
        return html`<reset-password-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @password-reset=${this.#onReset}
        ></reset-password-dialog>`;
      case 'changeRole':
        return html`<change-role-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @role-changed=${this.#onRoleChanged}
        ></change-role-dialog>`;
      case 'endSessions':
        return html`<end-sessions-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @sessions-ended=${this.#onSessionsEnded}
        ></end-sessions-dialog>`;
      case 'deactivate':
        return html`<deactivate-user-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @user-deactivated=${this.#onDeactivated}
        ></deactivate-user-dialog>`;
      case 'reactivate':
        return html`<reactivate-user-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @user-reactivated=${this.#onReactivated}
        ></reactivate-user-dialog>`;
      case 'delete':
        return html`<delete-user-dialog
          .open=${this.#isOpen}
          .user=${user}
          .client=${client}
          @cancel=${this.#onEnd}
          @user-deleted=${this.#onDeleted}
        ></delete-user-dialog>`;
      default:
        return undefined;
    }
  }

  readonly #onAction = async (event: HTMLElementEventMap['user-action']): Promise<void> => {
    const {action, user} = event;
    await Promise.resolve(); // The host hears of it as well, and may do it itself.
    if (event.defaultPrevented) {
      return;
    }
    try {
      await this.#tab.load(action);
      this.#now = {action, user: this.#known.get(user.id) ?? user};
      this.#isOpen = true;
      this.#tab.update();
    } catch {
      this.#tab.tell({sentence: this.#tab.text().unloadable, isUnsure: true});
    }
  };

  readonly #onEnd = (): void => {
    this.#isOpen = false;
    this.#tab.update();
    if (this.#told) {
      this.#tab.tell(this.#told);
      this.#told = undefined;
    }
  };

  readonly #onUpdated = ({user}: HTMLElementEventMap['user-updated']): void => {
    this.#done(user, this.#sentence('saved', user));
  };

  // The dialog shows the password until it is closed.
  readonly #onReset = ({user}: HTMLElementEventMap['password-reset']): void => {
    this.#told = {sentence: this.#sentence('passwordReset', user)};
  };

  readonly #onRoleChanged = ({user, from}: HTMLElementEventMap['role-changed']): void => {
    this.#done(user, this.#sentence('roleChanged', user, user.role.name), ({users}) =>
      users.update(user.id, {roleId: from.id}, {version: user.version}),
    );
  };

  // Nothing about the user has changed: whoever is known meanwhile stays known.
  readonly #onSessionsEnded = ({user}: HTMLElementEventMap['sessions-ended']): void => {
    this.#told = {sentence: this.#sentence('sessionsEnded', user)};
    this.#onEnd();
  };

  readonly #onDeactivated = ({user}: HTMLElementEventMap['user-deactivated']): void => {
    this.#done(user, this.#sentence('deactivated', user), ({users}) => users.reactivate(user.id, {version: user.version}));
  };

  readonly #onReactivated = ({user}: HTMLElementEventMap['user-reactivated']): void => {
    this.#done(user, this.#sentence('reactivated', user), ({users}) => users.deactivate(user.id, {}, {version: user.version}));
  };

  readonly #onDeleted = async ({id, currentTarget}: HTMLElementEventMap['user-deleted']): Promise<void> => {
    const user = this.#known.get(id);
    this.#known.delete(id);
    this.#told = user && {sentence: this.#sentence('deleted', user)};
    this.#onEnd();
    await (currentTarget as HTMLElementTagNameMap['delete-user-dialog']).updateComplete; // It gives the focus back as it closes.
    this.#tab.focusRow(id);
  };

  #done(user: User, sentence: unknown, undo?: (client: TenantClient) => Promise<User>): void {
    const client = this.#tab.client();
    this.#known.set(user.id, user);
    this.#told = {sentence, undo: client && undo && (() => undo(client))};
    this.#onEnd();
  }

  #sentence(name: Sentence, {firstName, lastName}: User, ...more: readonly string[]): unknown {
    return weave(this.#tab.text()[name], ...[`${firstName} ${lastName}`, ...more].map(bdi));
  }
}
