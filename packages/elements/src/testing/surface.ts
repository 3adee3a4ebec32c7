import {dashboardSurfaces} from './dashboard-surfaces.ts';

/** What a host page can style and fill in an element, as its doc block says it, and where to see it. */
export interface Surface {
  /** The slots and parts that the contract lists for it, beyond those that are common. */
  readonly contract: {readonly slots?: readonly string[]; readonly parts?: readonly string[]};
  /** Each part, and the states of the element in which it is there. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Parts that elements inside have as well, and that a host reaches there too. */
  readonly through?: readonly string[];
  /** Each slot, and a state in which it takes the host's content. The name of the default one is empty. */
  readonly slots?: Readonly<Record<string, string>>;
  /** Each custom state, and a state of the element's list that has it. */
  readonly states?: Readonly<Record<string, string>>;
}

/** The parts, slots and states of the elements, by tag. The table's slots for single cells and rows are tested beside it. */
export const surfaces: Readonly<Record<string, Surface>> = {
  'tenant-provider': {contract: {slots: ['']}, parts: {}, slots: {'': 'there'}},

  'tenant-sign-in': {
    contract: {slots: ['logo', 'footer'], parts: ['field', 'submit']},
    parts: {
      base: ['ready'],
      header: ['ready', 'new password to be chosen'],
      body: ['ready', 'new password to be chosen'],
      field: ['ready', 'new password to be chosen'],
      label: ['ready', 'new password to be chosen'],
      hint: ['new password to be chosen'],
      error: ['sent empty', 'wrong password'],
      submit: ['ready', 'new password to be chosen'],
    },
    through: ['field', 'label', 'hint', 'submit'],
    slots: {logo: 'ready', footer: 'ready'},
  },

  'password-field': {
    contract: {parts: ['input', 'confirm', 'meter', 'rules']},
    parts: {
      base: ['empty'],
      field: ['empty'],
      label: ['empty'],
      input: ['empty'],
      confirm: ['empty'],
      hint: ['empty'],
      error: ['sent empty', 'with an error of the server'],
      rules: ['empty'],
      meter: ['while typing'],
    },
    states: {invalid: 'sent empty'},
  },

  'change-password-form': {
    contract: {parts: ['form']},
    parts: {
      base: ['empty'],
      form: ['empty'],
      field: ['empty'],
      label: ['empty'],
      hint: ['empty'],
      error: ['sent empty', 'current password wrong', 'answer lost'],
      footer: ['empty'],
      submit: ['empty'],
    },
    through: ['field', 'label', 'hint', 'error'],
  },

  'password-reset-request': {
    contract: {parts: ['form']},
    parts: {
      base: ['ready', 'requested'],
      form: ['ready'],
      field: ['ready'],
      label: ['ready'],
      error: ['answer lost'],
      submit: ['ready'],
    },
  },

  'session-list': {
    contract: {parts: ['row']},
    parts: {
      base: ['filled'],
      body: ['filled', 'loading'],
      row: ['filled'],
      empty: ['empty'],
      error: ['error', 'one that was not ended'],
    },
    slots: {empty: 'empty', error: 'error'},
    states: {loading: 'loading', empty: 'empty', error: 'error'},
  },

  ...dashboardSurfaces,

  'job-list': {
    contract: {parts: ['row']},
    parts: {
      base: ['filled'],
      header: ['filled', 'loading'],
      body: ['filled', 'loading'],
      row: ['filled'],
      footer: ['with more to show'],
      empty: ['empty', 'none in the state'],
      error: ['error', 'forbidden'],
    },
    slots: {empty: 'empty', error: 'error'},
    states: {loading: 'loading', empty: 'empty', error: 'error'},
  },

  'role-select': {
    contract: {parts: ['option', 'group']},
    parts: {
      base: ['a role chosen'],
      field: ['a role chosen'],
      label: ['a role chosen'],
      option: ['a role chosen'],
      group: ['a role chosen'],
      hint: ['a role chosen'],
      error: ['refused by the server', 'failed'],
    },
    slots: {error: 'failed'},
    states: {loading: 'loading', empty: 'no roles', error: 'failed'},
  },

  'credential-handoff': {
    contract: {parts: ['secret', 'copy']},
    parts: {base: ['shown'], body: ['shown'], secret: ['shown'], copy: ['shown'], footer: ['shown']},
    slots: {'': 'shown'},
  },

  'create-user-form': {
    contract: {slots: ['fields-end'], parts: ['field', 'label', 'hint', 'submit', 'cancel']},
    parts: {
      base: ['empty'],
      body: ['empty', 'handing over'],
      footer: ['empty', 'handing over'],
      field: ['empty'],
      label: ['empty'],
      input: ['empty'],
      confirm: ['empty'],
      hint: ['empty'],
      rules: ['empty'],
      meter: ['typing a password'],
      option: ['empty'],
      group: ['empty'],
      error: ['sent empty', 'answer lost', 'mail not sent', 'roles and rules not loaded', 'forbidden', 'not signed in'],
      submit: ['empty'],
      cancel: ['empty'],
      secret: ['handing over'],
      copy: ['handing over'],
    },
    through: [
      'body',
      'footer',
      'field',
      'label',
      'input',
      'confirm',
      'hint',
      'rules',
      'meter',
      'option',
      'group',
      'error',
      'secret',
      'copy',
    ],
    slots: {'fields-end': 'empty'},
    states: {loading: 'nobody known yet', editing: 'filled, the username free'},
  },

  'change-role-dialog': {
    contract: {slots: ['message'], parts: ['dialog', 'confirm', 'cancel']},
    parts: {
      base: ['open'],
      dialog: ['open'],
      body: ['open', 'loading'],
      field: ['open'],
      label: ['open'],
      option: ['another role chosen'],
      group: ['with a role of its own'],
      hint: ['open'],
      error: ['the last administrator', 'not loaded'],
      footer: ['open', 'loading'],
      cancel: ['open', 'loading'],
      confirm: ['open'],
    },
    through: ['field', 'label', 'option', 'group', 'hint', 'error'],
    slots: {message: 'open'},
    states: {loading: 'loading', error: 'not loaded'},
  },

  'deactivate-user-dialog': {
    contract: {slots: ['message'], parts: ['dialog', 'confirm', 'cancel']},
    parts: {
      base: ['open'],
      dialog: ['open'],
      body: ['open', 'loading'],
      field: ['open'],
      label: ['open'],
      input: ['open'],
      hint: ['open'],
      error: ['the last administrator', 'not loaded'],
      footer: ['open', 'loading'],
      cancel: ['open', 'loading'],
      confirm: ['open'],
    },
    slots: {message: 'open'},
    states: {loading: 'loading', error: 'not loaded'},
  },

  'delete-user-dialog': {
    contract: {slots: ['message'], parts: ['dialog', 'confirm', 'cancel', 'blockers']},
    parts: {
      base: ['mistyped'],
      dialog: ['mistyped'],
      body: ['mistyped', 'not loaded'],
      blockers: ['mistyped', 'open'],
      field: ['mistyped', 'open'],
      label: ['mistyped', 'open'],
      input: ['mistyped', 'open'],
      hint: ['open'],
      error: ['mistyped', 'not loaded'],
      footer: ['mistyped', 'not loaded'],
      cancel: ['mistyped', 'not loaded'],
      confirm: ['mistyped', 'open'],
    },
    slots: {message: 'mistyped'},
    states: {loading: 'loading', error: 'not loaded'},
  },

  'end-sessions-dialog': {
    contract: {slots: ['message'], parts: ['dialog', 'confirm', 'cancel']},
    parts: {
      base: ['open'],
      dialog: ['open'],
      body: ['open', 'loading'],
      row: ['open'],
      empty: ['nowhere'],
      error: ['a stronger user', 'not loaded'],
      footer: ['open', 'loading'],
      cancel: ['open', 'loading'],
      confirm: ['open'],
    },
    through: ['row', 'empty', 'error'],
    slots: {message: 'open'},
    states: {loading: 'loading', error: 'not loaded'},
  },

  'reactivate-user-dialog': {
    contract: {slots: ['message'], parts: ['dialog', 'confirm', 'cancel']},
    parts: {
      base: ['open'],
      dialog: ['open'],
      body: ['open', 'loading'],
      error: ['the last administrator', 'not loaded'],
      footer: ['open', 'loading'],
      cancel: ['open', 'loading'],
      confirm: ['open'],
    },
    slots: {message: 'open'},
    states: {loading: 'loading', error: 'not loaded'},
  },

  'user-actions-menu': {
    contract: {parts: ['button', 'item']},
    parts: {base: ['closed'], button: ['closed', 'open'], item: ['open', 'oneself']},
  },

  'edit-user-dialog': {
    contract: {parts: ['dialog']},
    parts: {
      base: ['open'],
      dialog: ['open'],
      body: ['open', 'loading'],
      footer: ['open', 'loading'],
      field: ['open'],
      label: ['open'],
      input: ['open'],
      hint: ['open'],
      error: ['not loaded'],
      submit: ['open'],
      cancel: ['open', 'loading'],
    },
    through: ['body', 'footer', 'field', 'label', 'input', 'hint', 'error', 'submit', 'cancel'],
    states: {loading: 'loading', error: 'not loaded'},
  },

  'edit-user-form': {
    contract: {slots: ['fields-end'], parts: ['field', 'label', 'hint', 'submit', 'cancel']},
    parts: {
      base: ['filled', 'loading'],
      body: ['filled', 'saved by somebody else'],
      footer: ['filled', 'saved by somebody else'],
      field: ['filled', 'only the role', 'saved by somebody else'],
      label: ['filled', 'only the role', 'saved by somebody else'],
      input: ['filled'],
      hint: ['filled', 'a stronger user', 'saved by somebody else'],
      error: ['mistaken', 'answer lost', 'not loaded', 'no such user', 'forbidden', 'not signed in', 'saved by somebody else'],
      comparison: ['saved by somebody else'],
      option: ['filled'],
      group: ['filled'],
      submit: ['filled', 'saved by somebody else'],
      cancel: ['filled', 'deleted meanwhile', 'oneself'],
    },
    through: ['field', 'label', 'hint', 'error', 'option', 'group'],
    slots: {'fields-end': 'filled'},
    states: {loading: 'loading', error: 'not loaded', editing: 'edited'},
  },

  'reset-password-dialog': {
    contract: {slots: ['message'], parts: ['dialog', 'confirm', 'cancel', 'secret', 'copy']},
    parts: {
      base: ['open'],
      dialog: ['open'],
      body: ['open', 'loading', 'handing over', 'mail not sent'],
      field: ['by email'],
      label: ['by email'],
      error: ['the last administrator', 'not loaded', 'mail not sent'],
      footer: ['open', 'loading', 'handing over'],
      cancel: ['open', 'loading'],
      confirm: ['open'],
      secret: ['handing over'],
      copy: ['handing over'],
    },
    through: ['body', 'footer', 'secret', 'copy'],
    slots: {message: 'open'},
    states: {loading: 'loading', error: 'not loaded'},
  },

  'tenant-user-table': {
    contract: {slots: ['bulk-actions'], parts: ['table', 'row', 'cell', 'sort', 'status-badge']},
    parts: {
      base: ['filled'],
      toolbar: ['filled', 'one selected'],
      table: ['filled'],
      header: ['filled'],
      sort: ['filled'],
      body: ['filled', 'loading'],
      row: ['filled'],
      cell: ['filled', 'one selected'],
      'status-badge': ['filled'],
      footer: ['filled'],
      empty: ['empty', 'no result'],
      error: ['error', 'forbidden', 'signed out'],
    },
    slots: {empty: 'empty', error: 'error', 'bulk-actions': 'one selected'},
    states: {loading: 'loading', empty: 'empty', error: 'error'},
  },

  'tenant-user-management': {
    contract: {slots: ['toolbar-start', 'toolbar-end'], parts: ['table', 'dialog', 'create-button']},
    parts: {
      base: ['filled'],
      header: ['filled'],
      toolbar: ['filled'],
      'create-button': ['filled'],
      table: ['filled'],
      row: ['filled'],
      cell: ['filled'],
      sort: ['filled'],
      'status-badge': ['filled'],
      empty: ['no users'],
      error: ['users not loaded'],
      dialog: ['creating'],
      field: ['creating'],
      label: ['creating'],
      input: ['creating'],
      hint: ['creating'],
      submit: ['creating'],
      cancel: ['creating'],
      secret: ['handing over'],
      copy: ['handing over'],
    },
    through: [
      'row',
      'cell',
      'sort',
      'status-badge',
      'empty',
      'error',
      'field',
      'label',
      'input',
      'hint',
      'submit',
      'cancel',
      'secret',
      'copy',
    ],
    slots: {'toolbar-start': 'filled', 'toolbar-end': 'filled', empty: 'no users', error: 'users not loaded'},
  },
};
