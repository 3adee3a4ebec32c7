import type {CreatedUser, TenantryError, User} from '@tenantry/sdk';
import type {CreateUserValue} from './fields.ts';

/** The form is about to be sent. Cancel it to keep the form from creating the user. Holds no password. */
export class UserCreateEvent extends Event {
  static readonly type = 'user-create';
  readonly value: CreateUserValue;

  constructor(value: CreateUserValue) {
    super(UserCreateEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.value = value;
  }
}

/** The user exists. While the form's `isHandingOver` is true, `handoff-done` follows. */
export class UserCreatedEvent extends Event {
  static readonly type = 'user-created';
  readonly user: User;
  /** How the credentials reach the user; `withheld` when the one answer with the temporary password was lost. */
  readonly delivered: CreatedUser['handoff']['delivered'];

  constructor({user, handoff}: CreatedUser) {
    super(UserCreatedEvent.type, {bubbles: true, composed: true});
    this.user = user;
    this.delivered = handoff.secretWithheld ? 'withheld' : handoff.delivered;
  }
}

/** The user was not created, or nobody could see whether it was. */
export class UserCreateFailedEvent extends Event {
  static readonly type = 'user-create-failed';
  readonly error: TenantryError;

  constructor(error: TenantryError) {
    super(UserCreateFailedEvent.type, {bubbles: true, composed: true});
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'user-create': UserCreateEvent;
    'user-created': UserCreatedEvent;
    'user-create-failed': UserCreateFailedEvent;
  }
}
