import {isApiError, isProblem, isTenantryError, type Me, type TenantClient} from '@tenantry/sdk';
import {get, keepFocus} from './dom.ts';
import {say, type Word} from './language.ts';

const required = {firstName: 'Enter your first name.', lastName: 'Enter your last name.'} as const;
type Name = keyof typeof required;
const names: readonly Name[] = ['firstName', 'lastName'];

/** One's own account: the names, with Save. Password and sessions are elements that look after themselves. */
export class AccountPage {
  readonly #root: HTMLElement;
  readonly #client: TenantClient;
  readonly #inputs: Readonly<Record<Name, HTMLInputElement>>;
  readonly #submit: HTMLButtonElement;
  #me: Me;
  #sent = '';
  #key = '';

  constructor(root: HTMLElement, client: TenantClient, me: Me) {
    this.#root = root;
    this.#client = client;
    this.#me = me;
    const form = get<HTMLFormElement>(root, '#names');
    this.#inputs = {firstName: get(form, '#first-name'), lastName: get(form, '#last-name')};
    this.#submit = get(form, '[type=submit]');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#save();
    });
    for (const name of names) {
      this.#inputs[name].value = me.user[name];
      this.#inputs[name].addEventListener('input', () => {
        this.#showError(name);
        this.#showSaved();
      });
    }
    this.#showFacts();
  }

  /** Takes what is known of the user now. What is being typed stays. */
  update(me: Me): void {
    for (const name of names) {
      if (this.#inputs[name].value === this.#me.user[name]) {
        this.#inputs[name].value = me.user[name];
      }
    }
    this.#me = me;
    this.#showFacts();
  }

  async #save(): Promise<void> {
    if (this.#submit.disabled) {
      return;
    }
    this.#showFailure();
    this.#showSaved();
    const values = {firstName: this.#inputs.firstName.value.trim(), lastName: this.#inputs.lastName.value.trim()};
    for (const name of names) {
      this.#showError(name, values[name] === '' ? required[name] : undefined);
    }
    if (this.#focusError()) {
      return;
    }
    const {version} = this.#me.user;
    const sent = JSON.stringify([values, version]);
    if (sent !== this.#sent) {
      // What is sent once more has the same key, so that it counts once though an answer was lost.
      this.#sent = sent;
      this.#key = crypto.getRandomValues(new Uint32Array(4)).join('-');
    }
    this.#submit.disabled = true;
    try {
      const me = await this.#client.me.update(values, {version, idempotencyKey: this.#key});
      this.#inputs.firstName.value = me.user.firstName;
      this.#inputs.lastName.value = me.user.lastName;
      this.update(me);
      this.#showSaved('Your names were saved.');
    } catch (error) {
      await this.#onFailure(error);
    } finally {
      this.#submit.disabled = false;
    }
    if (!this.#focusError()) {
      keepFocus(this.#submit);
    }
  }

  async #onFailure(error: unknown): Promise<void> {
    if (isProblem(error, 'precondition-failed')) {
      this.#me = await this.#client.me.get().catch(() => this.#me);
      this.#showFailure('Your account was changed elsewhere meanwhile. What you typed is still here: save again to keep it.');
    } else if (isApiError(error) && error.fieldErrors.length > 0) {
      for (const {pointer} of error.fieldErrors) {
        const name = names.find((candidate) => pointer === `#/${candidate}`);
        if (name) {
          this.#showError(name, 'This name has a character that cannot be used, or is too long.');
        }
      }
    } else if (!isApiError(error) || error.status !== 401) {
      const what = isApiError(error) ? 'Your names could not be saved.' : 'We could not see whether your names were saved.';
      const requestId = isTenantryError(error) ? error.requestId : undefined;
      this.#showFailure(what, 'What you typed is still here: try again.', ...(requestId === undefined ? [] : (['Request ID'] as const)));
      if (requestId !== undefined) {
        const id = document.createElement('bdi');
        id.textContent = requestId;
        get(this.#root, '#names-failed').append(' ', id);
      }
    }
  }

  #showFacts(): void {
    const {username, email, role} = this.#me.user;
    get(this.#root, '#account-username').textContent = username;
    get(this.#root, '#account-email').textContent = email;
    get(this.#root, '#account-role').textContent = role.name;
  }

  #showError(name: Name, error?: Word): void {
    const input = this.#inputs[name];
    showNotice(get(this.#root, `#${input.id}-note`), error ? [error] : []);
    input.removeAttribute('aria-invalid');
    if (error) {
      input.setAttribute('aria-invalid', 'true');
    }
  }

  #showFailure(...sentences: readonly Word[]): void {
    showNotice(get(this.#root, '#names-failed'), sentences);
  }

  #showSaved(...sentences: readonly Word[]): void {
    say(get(this.#root, '#names-saved'), ...sentences);
  }

  #focusError(): boolean {
    const wrong = names.map((name) => this.#inputs[name]).find((input) => input.hasAttribute('aria-invalid'));
    wrong?.focus();
    return wrong !== undefined;
  }
}

const showNotice = (notice: HTMLElement, sentences: readonly Word[]): void => {
  say(notice, ...sentences);
  notice.hidden = sentences.length === 0;
};
