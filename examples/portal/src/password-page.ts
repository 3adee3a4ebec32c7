import type {ChangePasswordForm} from '@tenantry/elements';
import {copyOf, get} from './dom.ts';
import type {Word} from './language.ts';
import {WELCOME_PATH} from './routes.ts';

const TOKEN = '#token=';

/**
 * The pages for who has forgotten their password, or was sent a link by which to set one. What the link says is kept here alone: it goes
 * out of the address before anything is shown.
 */
export class PasswordPage {
  #token: string | undefined;

  constructor() {
    this.take();
  }

  /** Takes the token out of the address, where one is. */
  take(): void {
    const {hash, pathname, search} = location;
    if (hash.startsWith(TOKEN)) {
      this.#token = decoded(hash.slice(TOKEN.length));
      history.replaceState(null, '', pathname + search);
    }
  }

  /** Forgets the token: its page was left. */
  forget(): void {
    this.#token = undefined;
  }

  /** What to show at one of the two paths. Without a token one is asked who needs a link. */
  at(path: string): {readonly content: DocumentFragment; readonly title: Word} {
    if (this.#token === undefined) {
      return {content: copyOf('reset-page'), title: 'Forgot your password?'};
    }
    const content = copyOf('new-password-page');
    get(content, `[data-at]:not([data-at="${path}"])`).remove();
    get<ChangePasswordForm>(content, 'change-password-form').token = this.#token;
    return {content, title: path === WELCOME_PATH ? 'Welcome to Halyard' : 'Choose a new password'};
  }
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
