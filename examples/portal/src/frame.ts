import type {Me} from '@tenantry/sdk';
import {get, keepFocus} from './dom.ts';
import {NavigationMenu} from './navigation-menu.ts';

const segmenter = new Intl.Segmenter();

/** The first character, as a reader counts them. */
const initial = (name: string): string => segmenter.segment(name)[Symbol.iterator]().next().value?.segment ?? '';

/** What stands around every page: the sidebar, and the header with the signed-in user. */
export class Frame {
  readonly #root: HTMLElement;
  readonly #side: HTMLElement;
  readonly #menu: NavigationMenu;

  constructor(root: HTMLElement, {onSignOut}: {readonly onSignOut: () => Promise<void>}) {
    this.#root = root;
    this.#side = get(root, '#side');
    const button = get<HTMLButtonElement>(root, '#sign-out');
    button.addEventListener('click', async () => {
      button.disabled = true;
      await onSignOut();
      button.disabled = false;
      keepFocus(button);
    });
    this.#menu = new NavigationMenu(this.#side, get(root, '.topbar .menu'));
  }

  /** Where a page's content goes. */
  get page(): HTMLElement {
    return get(this.#root, '#page');
  }

  /** Says who is signed in and offers the pages that they may see. */
  showUser({user, tenant, permissions}: Me): void {
    const {firstName, lastName} = user;
    get(this.#root, '#tenant').textContent = tenant.name;
    get(this.#root, '#name').textContent = `${firstName} ${lastName}`;
    get(this.#root, '#role').textContent = user.role.name;
    get(this.#root, '#initials').textContent = `${initial(firstName)}${initial(lastName)}`.toUpperCase();
    for (const entry of this.#side.querySelectorAll<HTMLElement>('[data-permission]')) {
      entry.hidden = !permissions.some((permission) => permission === entry.dataset['permission']);
    }
  }

  /** Marks the entry of the page that is shown, and closes the menu. */
  markCurrent(path: string): void {
    for (const link of this.#side.querySelectorAll('.nav a')) {
      link.removeAttribute('aria-current');
      if (link.getAttribute('href') === path) {
        link.setAttribute('aria-current', 'page');
      }
    }
    this.#menu.close();
  }

  /** Says whether signing out has just failed. */
  set signOutFailed(failed: boolean) {
    get(this.#root, '#sign-out-failed').hidden = !failed;
  }
}
