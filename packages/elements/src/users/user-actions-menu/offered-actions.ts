import type {Me, User, UserAction} from '@tenantry/sdk';

/** What the menu has a place for. What a user owns is transferred where the user is deleted. */
export type MenuAction = Exclude<UserAction, 'transfer'>;

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
 * What the menu of a user offers, by groups: what the host does, as far as the server allows it, where it was asked; else as far as the
 * permissions of whoever is signed in are good for it; without a provider (`null`) nobody knows, and the server decides. What these forbid is absent (X1); so is what has been done already.
 */
export const offersFor = (
  user: User,
  actions: readonly UserAction[] | undefined,
  me: Me | undefined | null,
): readonly (readonly Offer[])[] => {
  const isSelf = user.id === me?.user.id;
  // The server does not allow what one must not do to oneself, but that is shown, with its reason.
  const allowed = isSelf ? undefined : user.allowedActions;
  const isOffered = (action: MenuAction): boolean =>
    (actions?.includes(action) ?? true) &&
    (allowed ? allowed.includes(action) : me === null || (me?.permissions.includes(RIGHTS[action]) ?? false)) &&
    action !== (user.status === 'deactivated' ? 'deactivate' : 'reactivate');
  return GROUPS.map((group) => group.filter(isOffered).map((action) => ({action, isBlocked: isSelf && action !== 'edit'}))).filter(
    ({length}) => length > 0,
  );
};
