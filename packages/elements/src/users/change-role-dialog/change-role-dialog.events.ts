import type {TenantryError, User} from '@tenantry/sdk';

/** A user is about to be given another role. Cancel it to keep the dialog from doing so. */
export class RoleChangeEvent extends Event {
  static readonly type = 'role-change';
  readonly user: User;
  /** The id of the new role. */
  readonly roleId: string;

  constructor(user: User, roleId: string) {
    super(RoleChangeEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
    this.roleId = roleId;
  }
}

/** A user has another role. */
export class RoleChangedEvent extends Event {
  static readonly type = 'role-changed';
  readonly user: User;
  /** The role that the user had before. */
  readonly from: User['role'];

  constructor(user: User, from: User['role']) {
    super(RoleChangedEvent.type, {bubbles: true, composed: true});
    this.user = user;
    this.from = from;
  }
}

/** A user was not given another role, or nobody could see whether it was. */
export class RoleChangeFailedEvent extends Event {
  static readonly type = 'role-change-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(RoleChangeFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'role-change': RoleChangeEvent;
    'role-changed': RoleChangedEvent;
    'role-change-failed': RoleChangeFailedEvent;
  }
}
