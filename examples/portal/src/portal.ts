import type {TenantProvider} from '@tenantry/elements';
import {isApiError, type Me, type TenantClient} from '@tenantry/sdk';
import {AccountPage} from './account-page.ts';
import {keptAppearance, showAppearance, showDensity} from './appearance.ts';
import {AppearanceForm} from './appearance-form.ts';
import {copyOf, get} from './dom.ts';
import {Frame} from './frame.ts';
import {entitle, speak, type Word} from './language.ts';
import {PasswordPage} from './password-page.ts';
import {
  DASHBOARD_PATH,
  HOME_PATH,
  landingPath,
  notFound,
  type Page,
  pageAt,
  RESET_PATH,
  returnPath,
  SIGN_IN_PATH,
  signInPath,
  USERS_PATH,
  WELCOME_PATH,
} from './routes.ts';
import {UsersPage} from './users-page.ts';

/**
 * Decides what the window shows: the way in while nobody is signed in, else the page of the address. When the session ends while somebody
 * works, the way in lies over their page, so that nothing typed is lost.
 */
export class Portal {
  readonly #client: TenantClient;
  readonly #provider: TenantProvider;
  readonly #boot = get(document, '#boot');
  readonly #door = get(document, '#door');
  readonly #root = get(document, '#portal');
  readonly #again = get<HTMLDialogElement>(document, '#again');
  readonly #frame: Frame;
  readonly #password = new PasswordPage();
  /** Whose pages are shown. */
  #me: Me | undefined;
  #account: AccountPage | undefined;
  #appearance: AppearanceForm | undefined;
  #users: UsersPage | undefined;
  #isLeaving = false;

  constructor(provider: TenantProvider, client: TenantClient) {
    this.#client = client;
    this.#provider = provider;
    this.#frame = new Frame(this.#root, {onSignOut: () => this.#signOut()});
    provider.addEventListener('session-ready', ({me}) => this.#onReady(me));
    provider.addEventListener('session-required', () => this.#onRequired());
    provider.addEventListener('signed-in', ({me, landing}) => this.#onSignedIn(me, landing));
    provider.addEventListener('tenant-error', ({target}) => {
      if (target === provider && !this.#me) {
        this.#showUnreachable();
      }
    });
    // A browser closes a dialog at the second Esc whatever is said; this one stays until somebody has signed in.
    this.#again.addEventListener('cancel', (event) => event.preventDefault());
    this.#again.addEventListener('close', () => {
      if (this.#again.childElementCount > 0) {
        this.#again.showModal();
      }
    });
    document.addEventListener('click', (event) => this.#onClick(event));
    addEventListener('popstate', () => this.#onReturn());
    addEventListener('storage', () => this.#onKept());
  }

  /** Asks who is signed in and shows what they may see. */
  start(): void {
    this.#provider.client = this.#client;
  }

  /** The browser went back or on: to another page, or to another view of the list of users. */
  #onReturn(): void {
    if (this.#users && this.#me && location.pathname === USERS_PATH) {
      this.#users.update();
    } else {
      this.#show();
    }
  }

  /** Another window of this browser was given another appearance. */
  #onKept(): void {
    const kept = keptAppearance();
    showAppearance(kept);
    showDensity(this.#frame.page);
    this.#appearance?.update();
    void speak(kept.language);
  }

  #onSignedIn({user}: Me, landing: string): void {
    if (this.#me?.user.id !== user.id) {
      this.#me = undefined;
      history.replaceState(null, '', returnPath(location.search) ?? landingPath(landing));
    }
  }

  #onReady(me: Me): void {
    const isNew = this.#me?.user.id !== me.user.id;
    this.#me = me;
    this.#frame.showUser(me);
    this.#closeAgain();
    if (isNew) {
      const isFirst = !this.#boot.hidden;
      if (location.pathname === HOME_PATH || location.pathname === SIGN_IN_PATH) {
        history.replaceState(null, '', returnPath(location.search) ?? landingPath(me.landing));
      }
      this.#show({moveFocus: !isFirst});
    } else {
      this.#account?.update(me);
    }
  }

  #onRequired(): void {
    if (this.#isLeaving) {
      return;
    }
    if (this.#me) {
      this.#openAgain(this.#me);
    } else if (!this.#door.querySelector('tenant-sign-in, password-reset-request, change-password-form')) {
      this.#show({moveFocus: this.#boot.hidden === true});
    }
  }

  async #signOut(): Promise<void> {
    this.#frame.signOutFailed = false;
    this.#isLeaving = true;
    try {
      await this.#client.session.signOut();
    } catch (error) {
      if (!isApiError(error) || error.status !== 401) {
        this.#frame.signOutFailed = true;
        return;
      }
    } finally {
      this.#isLeaving = false;
    }
    this.#me = undefined;
    history.pushState(null, '', SIGN_IN_PATH);
    this.#show();
  }

  /** Shows what stands at the address, to whom it may concern. */
  #show({moveFocus = true}: {readonly moveFocus?: boolean} = {}): void {
    const {pathname} = location;
    const page = pageAt(pathname) ?? notFound;
    this.#password.take();
    if (pathname === RESET_PATH || pathname === WELCOME_PATH) {
      const {content, title} = this.#password.at(pathname);
      this.#showDoor(content, title, moveFocus);
      return;
    }
    this.#password.forget();
    if (this.#me) {
      if (pathname === HOME_PATH || pathname === SIGN_IN_PATH) {
        history.replaceState(null, '', landingPath(this.#me.landing));
        this.#show({moveFocus});
        return;
      }
      this.#showPage(page, this.#me, moveFocus);
    } else if (page !== notFound || pathname === HOME_PATH || pathname === SIGN_IN_PATH) {
      this.#showSignIn(moveFocus);
    } else {
      this.#showDoor(copyOf(notFound.template), notFound.title, moveFocus);
      get(this.#door, '#missing').textContent = pathname;
    }
  }

  #showPage(page: Page, me: Me, moveFocus: boolean): void {
    const place = this.#frame.page;
    place.replaceChildren(copyOf(page.template));
    const isAccount = page.template === 'account-page';
    this.#account = isAccount ? new AccountPage(place, this.#client, me) : undefined;
    this.#appearance = isAccount ? new AppearanceForm(get(place, '#appearance'), place) : undefined;
    if (page.path === DASHBOARD_PATH) {
      // Who may see all that the organization has sees it all.
      get<HTMLElementTagNameMap['resource-dashboard']>(place, 'resource-dashboard').scope = me.permissions.includes('resources.readAll')
        ? 'tenant'
        : 'mine';
    }
    this.#users = page.path === USERS_PATH ? new UsersPage(place) : undefined;
    showDensity(place);
    if (page === notFound) {
      get(place, '#missing').textContent = location.pathname;
    }
    this.#frame.markCurrent(page.path);
    this.#frame.signOutFailed = false;
    this.#door.replaceChildren();
    this.#reveal(this.#root, page.title);
    if (moveFocus) {
      scrollTo(0, 0);
      void focusHeading(place);
    }
  }

  #showSignIn(moveFocus: boolean): void {
    if (location.pathname !== SIGN_IN_PATH) {
      history.replaceState(null, '', signInPath(location.pathname));
    }
    this.#showDoor(copyOf('sign-in'), 'Sign in', moveFocus);
  }

  #showUnreachable(): void {
    this.#showDoor(copyOf('unreachable'), 'Not reachable', false);
    get(this.#door, '#try-again').addEventListener('click', () => void this.#provider.refresh());
  }

  /** What has no sidebar, for who is not signed in. */
  #showDoor(content: DocumentFragment, title: Word, moveFocus: boolean): void {
    this.#frame.page.replaceChildren();
    this.#account = undefined;
    const languages = content.querySelector<HTMLFormElement>('#languages');
    this.#appearance = languages ? new AppearanceForm(languages, this.#door) : undefined;
    this.#door.replaceChildren(content);
    this.#reveal(this.#door, title);
    const signIn = this.#door.querySelector('tenant-sign-in');
    if (signIn) {
      void signIn.updateComplete.then(() => signIn.focus());
    } else if (moveFocus) {
      void focusHeading(this.#door);
    }
  }

  #reveal(shown: HTMLElement, title: Word): void {
    for (const part of [this.#boot, this.#door, this.#root]) {
      part.hidden = part !== shown;
    }
    entitle(title);
  }

  #openAgain({user}: Me): void {
    if (this.#again.open) {
      return;
    }
    this.#again.replaceChildren(copyOf('sign-in-again'));
    const signIn = get<HTMLElementTagNameMap['tenant-sign-in']>(this.#again, 'tenant-sign-in');
    signIn.username = user.username;
    this.#again.showModal();
    void signIn.updateComplete.then(() => signIn.focus());
  }

  #closeAgain(): void {
    this.#again.replaceChildren();
    this.#again.close();
  }

  /** Follows a link within the portal without loading it anew. */
  #onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || event.defaultPrevented || link.origin !== location.origin || link.hash !== '') {
      return;
    }
    event.preventDefault();
    this.#password.forget(); // Who asks for a new link has no use for the old one.
    if (link.pathname !== location.pathname) {
      history.pushState(null, '', link.href);
    }
    this.#show();
  }
}

/** Moves the focus to the heading, so that the keyboard and a screen reader go on from the page's beginning. */
const focusHeading = async (place: HTMLElement): Promise<void> => {
  const element = place.querySelector<HTMLElementTagNameMap['tenant-user-management' | 'resource-dashboard']>(
    'tenant-user-management, resource-dashboard',
  );
  await element?.updateComplete;
  (element ?? get(place, 'h1')).focus();
};
