import type {User, UserListOptions} from '@tenantry/sdk';

/** Somebody selected or unselected users. */
export class SelectionChangeEvent extends Event {
  static readonly type = 'selection-change';
  /** The ids of all who are selected now. */
  readonly selection: readonly string[];

  constructor(selection: readonly string[]) {
    super(SelectionChangeEvent.type, {bubbles: true, composed: true});
    this.selection = selection;
  }
}

/** What a list shows and in which order. */
export interface UserView {
  readonly sort: string;
  readonly search: string;
  readonly filter: NonNullable<UserListOptions['filter']>;
}

/** Somebody sorted, searched or cleared the filters. A host that writes this into its address gives it back by the same properties. */
export class ViewChangeEvent extends Event {
  static readonly type = 'view-change';
  readonly view: UserView;

  constructor(view: UserView) {
    super(ViewChangeEvent.type, {bubbles: true, composed: true});
    this.view = view;
  }
}

/** Other users than before have rows in the page, or some of them have changed. A host that shows some cells itself gives content to those. */
export class UsersShownEvent extends Event {
  static readonly type = 'users-shown';
  readonly users: readonly User[];

  constructor(users: readonly User[]) {
    super(UsersShownEvent.type, {bubbles: true, composed: true});
    this.users = users;
  }
}

declare global {
  interface HTMLElementEventMap {
    'selection-change': SelectionChangeEvent;
    'view-change': ViewChangeEvent;
    'users-shown': UsersShownEvent;
  }
}
