import type {Page, TenantClient, User} from '@tenantry/sdk';
import {html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {Latest} from '../../controllers/latest.ts';
import {failureText} from '../../foundation/failure.ts';
import {fieldNote} from '../../foundation/field-parts.ts';
import {icon} from '../../foundation/icons.ts';
import {chevronDown} from '../../foundation/more-icons.ts';
import type {DeleteUserDialogMessages} from './delete-user-dialog.messages.ts';

const PAUSE_MS = 200;
/** So many are shown at a time. */
const MOST = 6;

interface Options {
  readonly client: () => TenantClient | undefined;
  /** Who is not among them. */
  readonly except: () => string | undefined;
  /** Somebody has pressed Enter on a user who is chosen already. */
  readonly onAgain: () => void;
}

interface Shown {
  /** What is wrong with it. */
  readonly problem: unknown;
  readonly isReadonly: boolean;
  /** What stands beside the field. */
  readonly beside: unknown;
}

/** A choice of one active user of the tenant: a field to search in, with a list of who matches. */
export class UserChoice implements ReactiveController {
  readonly #host: ReactiveControllerHost & {readonly renderRoot: ParentNode};
  readonly #options: Options;
  readonly #found: Latest<string, Page<User>>;
  #typed = '';
  #chosen: User | undefined;
  #isOpen = false;
  #active = -1;

  constructor(host: ReactiveControllerHost & {readonly renderRoot: ParentNode}, options: Options) {
    this.#host = host;
    this.#options = options;
    this.#found = new Latest(
      host,
      () => (this.#isOpen && options.client() ? `${options.except()} ${this.#typed.trim()}` : undefined),
      async (_, signal) => {
        await new Promise((resolve) => {
          const pause = setTimeout(resolve, this.#typed ? PAUSE_MS : 0);
          signal.addEventListener('abort', () => clearTimeout(pause));
        });
        const q = this.#typed.trim();
        // There is a client: without it nothing is asked.
        return (options.client() as TenantClient).users.list({
          filter: {status: 'active', ...(q && {q})},
          sort: 'username',
          limit: MOST + 1,
          signal,
        });
      },
    );
    host.addController(this);
  }

  get chosen(): User | undefined {
    return this.#chosen;
  }

  /** Empties it. */
  reset(): void {
    this.#typed = '';
    this.#chosen = undefined;
    this.#isOpen = false;
    this.#active = -1;
  }

  focus(): void {
    this.#input?.focus();
  }

  hostDisconnected(): void {
    this.#isOpen = false;
  }

  render(text: DeleteUserDialogMessages, {problem, isReadonly, beside}: Shown): TemplateResult {
    const users = this.#users;
    const active = this.#isOpen ? users[this.#active] : undefined;
    return html`<div class="line">
      <div class="control choice">
        <input
          id="target"
          part="input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded=${this.#isOpen}
          aria-controls=${this.#isOpen ? 'choices' : nothing}
          aria-activedescendant=${active ? `choice-${this.#active}` : nothing}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby="target-note"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          dir="auto"
          ?readonly=${isReadonly}
          .value=${live(this.#typed)}
          @input=${this.#onInput}
          @click=${this.#open}
          @keydown=${this.#onKey}
          @blur=${this.#onLeave}
        />
        ${icon(chevronDown)}
      </div>
      ${beside}
      </div>
      ${fieldNote('target-note', problem, text.transferHint)}
      ${this.#isOpen ? this.#renderList(users, text) : nothing}`;
  }

  #renderList(users: readonly User[], text: DeleteUserDialogMessages): TemplateResult {
    const {failure, isPending, answer} = this.#found;
    const said = failure
      ? `${text.notFound} ${failureText(failure, text)}`
      : !answer || (isPending && users.length === 0)
        ? text.searching
        : users.length === 0
          ? text.nobody
          : answer.next
            ? text.more
            : '';
    return html`<div class="choices" @mousedown=${keepFocus}>
      <div id="choices" role="listbox" aria-label=${text.transferTo}>
        ${users.map(
          (user, index) =>
            html`<div
              class="option"
              role="option"
              id="choice-${index}"
              aria-selected=${index === this.#active}
              @click=${() => this.#choose(user)}
            >
              <bdi>${user.firstName} ${user.lastName}</bdi>
              <bdi class="login">${user.username}</bdi>
            </div>`,
        )}
      </div>
      <p class="said" role="status" ?hidden=${said === ''}>${said}</p>
    </div>`;
  }

  get #users(): readonly User[] {
    return (this.#found.answer?.items ?? []).filter(({id}) => id !== this.#options.except()).slice(0, MOST);
  }

  get #input(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector<HTMLInputElement>('#target');
  }

  readonly #onInput = (event: InputEvent): void => {
    this.#typed = (event.currentTarget as HTMLInputElement).value;
    this.#chosen = undefined;
    this.#active = -1;
    this.#open();
  };

  readonly #open = (): void => {
    this.#isOpen = !this.#input?.readOnly;
    this.#host.requestUpdate();
  };

  readonly #onLeave = ({relatedTarget}: FocusEvent): void => {
    if (relatedTarget && !this.#host.renderRoot.contains(relatedTarget as Node)) {
      return; // Another dialog has opened above this one.
    }
    // Whoever knows the username need not choose it from the list.
    const named = this.#users.find(({username}) => username === this.#typed.trim());
    if (!this.#chosen && named) {
      this.#choose(named);
    } else if (this.#isOpen) {
      this.#isOpen = false;
      this.#active = -1;
      this.#host.requestUpdate();
    }
  };

  #choose(user: User): void {
    this.#chosen = user;
    this.#typed = `${user.firstName} ${user.lastName} (${user.username})`;
    this.#isOpen = false;
    this.#active = -1;
    this.#host.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const users = this.#users;
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
        this.#active = this.#isOpen ? (this.#active + 1) % Math.max(1, users.length) : this.#active;
        this.#open();
        break;
      case 'ArrowUp':
        this.#active = this.#isOpen ? (this.#active < 1 ? users.length : this.#active) - 1 : this.#active;
        this.#open();
        break;
      case 'Enter':
        this.#onEnter(users[this.#active] ?? (users.length === 1 ? users[0] : undefined));
        break;
      case 'Escape':
        if (!this.#isOpen) {
          return;
        }
        this.#isOpen = false;
        this.#active = -1;
        break;
      default:
        return;
    }
    event.preventDefault(); // Nor does Enter send what is around it, or Esc close it.
    event.stopPropagation();
    this.#host.requestUpdate();
  };

  #onEnter(user: User | undefined): void {
    if (this.#isOpen && user) {
      this.#choose(user);
    } else if (!this.#isOpen) {
      this.#options.onAgain();
    }
  }
}

/** The list is used while the field has the focus. */
const keepFocus = (event: Event): void => event.preventDefault();
