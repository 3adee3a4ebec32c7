import type {TenantClient, User, UserAction} from '@tenantry/sdk';
import {html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {Connection} from '../../controllers/connection.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {icon} from '../../foundation/icons.ts';
import {edit, ellipsis, exit, key, pause, play, shield, trash} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {type MenuAction, type Offer, offersFor} from './offered-actions.ts';
import {UserActionEvent} from './user-actions-menu.events.ts';
import {messages, type UserActionsMenuMessages} from './user-actions-menu.messages.ts';
import {styles} from './user-actions-menu.styles.ts';

const TYPING_PAUSE_MS = 700;

const ICONS: Readonly<Record<MenuAction, string>> = {
  edit,
  resetPassword: key,
  changeRole: shield,
  endSessions: exit,
  deactivate: pause,
  reactivate: play,
  delete: trash,
};

/**
 * What can be done with a user, behind a button: the end of a row of a table. It says what was chosen and does nothing itself. Where there
 * is nothing to offer, it shows nothing. With `toolbar` the same stands in a row, as buttons.
 *
 * By keyboard it is the menu button of https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/.
 *
 * @summary A menu of what can be done with a user.
 * @tagname user-actions-menu
 *
 * @fires {UserActionEvent} user-action - Something was chosen. The focus is on the button again, so that a dialog gives it back there.
 *
 * @csspart base - Everything.
 * @csspart button - The button.
 * @csspart item - One action.
 */
export class UserActionsMenu extends LitElement {
  static override styles = styles;
  static override properties = {
    user: {attribute: false},
    actions: {attribute: false},
    toolbar: {type: Boolean},
    client: {attribute: false},
    messages: {attribute: false},
    _isOpen: {state: true},
  };

  /** Whom it is about. */
  user?: User | undefined;

  /**
   * What the host does, all when left out. Of that is offered what the server allows, where it was asked with the user; else what the
   * permissions of whoever is signed in are good for.
   */
  actions?: readonly UserAction[] | undefined;

  /** Whether they stand in a row as buttons, for a user who is selected. */
  toolbar = false;

  /** The client of the host; the menu asks it nothing. */
  client?: TenantClient | undefined;

  /** Replaces some or all of the texts. */
  messages: Partial<UserActionsMenuMessages> = {};

  private _isOpen = false;

  readonly #connection = new Connection(this);
  readonly #localization = new Localization(this, 'user-actions-menu', messages);
  /** Notices that the button has gone out of sight. */
  #sight: IntersectionObserver | undefined;
  #groups: readonly (readonly Offer[])[] = [];
  #offered = '';
  #isLastFirst = false;
  /** Whether it was open when the button was pressed, which closes it already. */
  #wasOpen = false;
  #typed = '';
  #typedAt = 0;

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
  }

  override focus(options?: FocusOptions): void {
    this.#button?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed();
  }

  protected override willUpdate(): void {
    const {user} = this;
    this.#groups = user ? offersFor(user, this.actions, this.#connection.session ? this.#connection.me : null) : [];
    const offered = JSON.stringify([user?.id, this.#groups]);
    if (offered !== this.#offered) {
      this.#offered = offered;
      this.#close(); // What is under the finger now is another thing.
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('_isOpen') && this._isOpen) {
      this.#show();
    }
  }

  protected override render(): unknown {
    const {user} = this;
    if (!user || this.#groups.length === 0) {
      return nothing;
    }
    const {text} = this.#localization;
    const label = weave(text.label, bdi(`${user.firstName} ${user.lastName}`));
    if (this.toolbar) {
      return html`<div class="root tools" part="base" role="group" aria-labelledby="label">
        <span class="vh" id="label">${label}</span>${this.#renderItems(text, 'button quiet small')}
      </div>`;
    }
    return html`<div class="root" part="base">
      <button
        class="button quiet small trigger"
        part="button"
        id="button"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this._isOpen}
        aria-controls=${this._isOpen ? 'menu' : nothing}
        @pointerdown=${this.#onPress}
        @click=${this.#onClick}
        @keydown=${this.#onButtonKey}
      >
        ${icon(ellipsis)}<span class="vh">${label}</span>
      </button>
      ${this._isOpen ? this.#renderMenu(text) : nothing}
    </div>`;
  }

  #renderMenu(text: UserActionsMenuMessages): TemplateResult {
    const isSelf = this.#groups.flat().some(({isBlocked}) => isBlocked);
    return html`<div class="menu" popover="auto" @beforetoggle=${this.#onToggle} @keydown=${this.#onKey} @focusout=${this.#onLeave}>
      <div id="menu" role="menu" aria-labelledby="button">
        ${this.#renderItems(text, 'item')}
      </div>
      ${isSelf ? html`<p class="note" id="note">${text.oneself}</p>` : nothing}
    </div>`;
  }

  #renderItems(text: UserActionsMenuMessages, kind: string): unknown {
    const role = this.toolbar ? nothing : 'menuitem';
    return this.#groups.map((group, place) => [
      place > 0 ? html`<div class="line" role="separator" aria-orientation=${this.toolbar ? 'vertical' : nothing}></div>` : nothing,
      group.map(
        ({action, isBlocked}) => html`<button
          class="${kind} ${action === 'delete' ? 'danger' : ''}"
          part="item"
          type="button"
          role=${role}
          tabindex=${this.toolbar ? nothing : -1}
          aria-disabled=${isBlocked ? 'true' : nothing}
          aria-describedby=${isBlocked && !this.toolbar ? 'note' : nothing}
          title=${isBlocked && this.toolbar ? text.oneself : nothing}
          @click=${() => this.#choose(action, isBlocked)}
        >
          ${icon(ICONS[action])}<span>${text[action]}</span>
        </button>`,
      ),
    ]);
  }

  get #button(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('#button');
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.menu');
  }

  get #items(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
  }

  #open(isLastFirst = false): void {
    this.#isLastFirst = isLastFirst;
    if (this._isOpen) {
      this.#items.at(isLastFirst ? -1 : 0)?.focus();
    }
    this._isOpen = true;
  }

  /** The menu has been rendered. */
  #show(): void {
    const button = this.#button;
    if (!button || !this.isConnected) {
      this.#closed();
      return;
    }
    this.#menu?.showPopover({source: button});
    this.#items.at(this.#isLastFirst ? -1 : 0)?.focus();
    this.#sight = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting === false && this.#close());
    this.#sight.observe(button);
  }

  /** Closes it, and gives the focus back to the button if the menu had it. */
  #close(): void {
    const hadFocus = this.renderRoot?.querySelector('.menu :focus') !== null;
    if (this._isOpen) {
      this.#menu?.hidePopover();
      this.#closed();
      if (hadFocus) {
        this.#button?.focus({preventScroll: true});
      }
    }
  }

  #closed(): void {
    this._isOpen = false;
    this.#sight?.disconnect();
    this.#sight = undefined;
  }

  #choose(action: MenuAction, isBlocked: boolean): void {
    const {user} = this;
    if (user && !isBlocked) {
      this.#close();
      this.dispatchEvent(new UserActionEvent(action, user));
    }
  }

  /** The browser closes it at a click beside it. */
  readonly #onToggle = (event: ToggleEvent): void => {
    if (event.newState === 'closed') {
      this.#closed();
    }
  };

  readonly #onPress = (): void => {
    this.#wasOpen = this._isOpen;
  };

  readonly #onClick = (event: PointerEvent): void => {
    // Without a pointer nothing has been pressed before.
    if (event.detail > 0 ? this.#wasOpen : this._isOpen) {
      this.#close();
    } else {
      this.#open();
    }
  };

  readonly #onButtonKey = (event: KeyboardEvent): void => {
    const {key} = event;
    if (isWithModifier(event) || !['Enter', ' ', 'ArrowDown', 'ArrowUp'].includes(key)) {
      return;
    }
    event.stopPropagation(); // A table around it has arrow keys of its own.
    if (key.startsWith('Arrow')) {
      event.preventDefault();
      this.#open(key === 'ArrowUp');
    } else if (event.repeat) {
      event.preventDefault(); // The key that chose an item is still down.
    }
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const items = this.#items;
    const place = items.indexOf(event.target as HTMLElement);
    if (isWithModifier(event)) {
      return;
    }
    // In WebKitGTK Shift+Tab has no name, only a place.
    const name = event.code === 'Tab' ? 'Tab' : event.key;
    if (name === 'Tab') {
      this.#close(); // The focus is on the button then, from where Tab goes on.
      return;
    }
    event.stopPropagation(); // A table around it has keys of its own, and a dialog closes at Esc.
    if (name === 'Enter' || name === ' ') {
      return; // These press the item.
    }
    const target = {
      ArrowDown: items[(place + 1) % items.length],
      ArrowUp: items.at(place - 1),
      Home: items[0],
      PageUp: items[0],
      End: items.at(-1),
      PageDown: items.at(-1),
    }[name];
    if (name === 'Escape') {
      this.#close();
    } else if (target) {
      target.focus();
    } else if (name.length === 1) {
      this.#find(event, items, place);
    } else {
      return;
    }
    event.preventDefault();
  };

  /** The focus has gone elsewhere, not out of the window. */
  readonly #onLeave = (event: FocusEvent): void => {
    if (event.relatedTarget && !this.renderRoot.contains(event.relatedTarget as Node)) {
      this.#close();
    }
  };

  /** Goes to the next item that begins with what is being typed. */
  #find({key, timeStamp}: KeyboardEvent, items: readonly HTMLElement[], place: number): void {
    this.#typed = (timeStamp - this.#typedAt < TYPING_PAUSE_MS ? this.#typed : '') + key.toLocaleLowerCase();
    this.#typedAt = timeStamp;
    const from = this.#typed.length > 1 ? place : place + 1;
    [...items.slice(from), ...items.slice(0, from)]
      .find(({textContent}) => textContent.trim().toLocaleLowerCase().startsWith(this.#typed))
      ?.focus();
  }
}

const isWithModifier = ({ctrlKey, altKey, metaKey}: KeyboardEvent): boolean => ctrlKey || altKey || metaKey;

declare global {
  interface HTMLElementTagNameMap {
    'user-actions-menu': UserActionsMenu;
  }
}
