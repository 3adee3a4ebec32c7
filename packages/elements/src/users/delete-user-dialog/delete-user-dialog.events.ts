import type {Operation, TenantryError, User} from '@tenantry/sdk';

/** A user is about to be deleted. Cancel it to keep the dialog from doing so. */
export class UserDeleteEvent extends Event {
  static readonly type = 'user-delete';
  readonly user: User;

  constructor(user: User) {
    super(UserDeleteEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.user = user;
  }
}

/** A user is deleted. */
export class UserDeletedEvent extends Event {
  static readonly type = 'user-deleted';
  readonly id: string;

  constructor(id: string) {
    super(UserDeletedEvent.type, {bubbles: true, composed: true});
    this.id = id;
  }
}

/** A user was not deleted, or nobody could see whether it was. */
export class UserDeleteFailedEvent extends Event {
  static readonly type = 'user-delete-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(UserDeleteFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

/** What a user owns is being given to another user. It goes on when the dialog is closed. */
export class UserTransferStartedEvent extends Event {
  static readonly type = 'user-transfer-started';
  readonly operation: Operation;

  constructor(operation: Operation) {
    super(UserTransferStartedEvent.type, {bubbles: true, composed: true});
    this.operation = operation;
  }
}

declare global {
  interface HTMLElementEventMap {
    'user-delete': UserDeleteEvent;
    'user-deleted': UserDeletedEvent;
    'user-delete-failed': UserDeleteFailedEvent;
    'user-transfer-started': UserTransferStartedEvent;
  }
}
