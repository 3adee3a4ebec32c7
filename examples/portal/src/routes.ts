import type {Word} from './language.ts';

/** A page of the portal. */
export interface Page {
  readonly path: string;
  readonly title: Word;
  /** The id of its `<template>` in index.html. */
  readonly template: string;
}

export const DASHBOARD_PATH = '/dashboard';
export const USERS_PATH = '/users';
const dashboard: Page = {path: DASHBOARD_PATH, title: 'Dashboard', template: 'dashboard-page'};
const users: Page = {path: USERS_PATH, title: 'User Management', template: 'users-page'};
const account: Page = {path: '/account', title: 'My Account', template: 'account-page'};
const pages: readonly Page[] = [dashboard, users, account];

/** What stands at a path that leads nowhere. */
export const notFound: Page = {path: '', title: 'Page not found', template: 'not-found-page'};

export const HOME_PATH = '/';
export const SIGN_IN_PATH = '/sign-in';
export const RESET_PATH = '/reset';
export const WELCOME_PATH = '/welcome';

/** Every path at which the portal shows something. */
export const knownPaths: ReadonlySet<string> = new Set([HOME_PATH, SIGN_IN_PATH, RESET_PATH, WELCOME_PATH, ...pages.map(({path}) => path)]);

/** The page at a path, or `undefined` where there is none. */
export const pageAt = (path: string): Page | undefined => pages.find((page) => page.path === path);

/** Where a user goes after signing in, by what the server says. A landing that this portal has no page for leads to the account. */
export const landingPath = (landing: string): string => (pageAt(`/${landing}`) ?? account).path;

/** The address of the sign-in page that leads back to a page afterwards. */
export const signInPath = (returnTo: string): string =>
  pageAt(returnTo) ? `${SIGN_IN_PATH}?${new URLSearchParams({return: returnTo})}` : SIGN_IN_PATH;

/** The page that an address of the sign-in page leads back to. Only pages of this portal count, so it leads nowhere else. */
export const returnPath = (search: string): string | undefined => pageAt(new URLSearchParams(search).get('return') ?? '')?.path;
