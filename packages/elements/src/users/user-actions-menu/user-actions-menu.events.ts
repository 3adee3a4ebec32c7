import type {User} from '@tenantry/sdk';
import type {MenuAction} from './offered-actions.ts';

/** Somebody wants to do something with a user. The menu itself does nothing but say so. Cancel it to keep the tab around it from doing so. */
export class UserActionEvent extends Event {
  static readonly type = 'user-action';
  readonly action: MenuAction;
  readonly user: User;

  constructor(action: MenuAction, user: User) {
    super(UserActionEvent.type, {bubbles: true, composed: true, cancelable: true});
    this.action = action;
    this.user = user;
  }
}

declare global {
  interface HTMLElementEventMap {
    'user-action': UserActionEvent;
  }
}
