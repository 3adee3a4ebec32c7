import type {Me, User, UserAction} from '@tenantry/sdk';

/** What the menu has a place for. What a user owns is transferred where the user is deleted. */
export type MenuAction = Exclude<UserAction, 'transfer'>;

/** A user, with what the server says may be done, where it was asked. */
export type MenuUser = User & {readonly allowedActions?: readonly UserAction[] | undefined};

/** What is done with a user who stays, and what ends the user's work, each in the menu's order. */
export const GROUPS: readonly (readonly MenuAction[])[] = [
  ['edit', 'resetPassword', 'changeRole', 'endSessions'],
  ['deactivate', 'reactivate', 'delete'],
];

const RIGHTS: Readonly<Record<MenuAction, string>> = {
  edit: 'users.update',
  resetPassword: 'users.resetPassword',
  changeRole: 'users.assignRole',
  endSessions: 'users.resetPassword',
  deactivate: 'users.deactivate',
  reactivate: 'users.deactivate',
  delete: 'users.delete',
};

/** One item of the menu. */
export interface Offer {
  readonly action: MenuAction;
  /** Whether it cannot be done now, since it would be done to oneself (G3). */
  readonly isBlocked: boolean;
}

/**
 * What the menu of a user offers, by groups: what the host names, else what the server allows, else what the permissions of whoever is signed
 * in are good for. What these forbid is absent (X1); so is what has been done already.
 */
export const offersFor = (
  user: MenuUser,
  actions: readonly UserAction[] | undefined,
  me: Me | undefined,
): readonly (readonly Offer[])[] => {
  const isSelf = user.id === me?.user.id;
  // The server does not allow what one must not do to oneself, but that is shown, with its reason.
  const given = actions ?? (isSelf ? undefined : user.allowedActions);
  const isOffered = (action: MenuAction): boolean =>
    (given ? given.includes(action) : (me?.permissions.includes(RIGHTS[action]) ?? false)) &&
    action !== (user.status === 'deactivated' ? 'deactivate' : 'reactivate');
  return GROUPS.map((group) => group.filter(isOffered).map((action) => ({action, isBlocked: isSelf && action !== 'edit'}))).filter(
    ({length}) => length > 0,
  );
};
