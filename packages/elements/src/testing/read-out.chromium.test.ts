// What a screen reader says of the controls of each element: role, name, state, and what describes them, errors and hints alike.
import {expect} from '@open-wc/testing';
import {readOut} from './accessibility-tree.ts';
import {allStates} from './all-states.ts';
import {settled, stage} from './element-state.ts';

const RULES = 'The password needs 15 characters or more';
const PASSWORDS = [
  `textbox "Password" required: Strong password ${RULES}`,
  'button "Show password"',
  'button "Generate"',
  'textbox "Confirm Password" required: Re-enter the password to confirm',
];
const REST = [
  'checkbox "Let the server make a temporary password": A password typed here is temporary: the user must choose a new one at first sign-in.',
  'combobox "Role": Assign a role (e.g., Tenant User, or a custom role)',
  'button "Cancel"',
  'button "Submit"',
];

/** The first words of each line, by element and state. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'tenant-sign-in, ready': [
    'heading "Sign in"',
    'textbox "Username" required',
    'textbox "Password" required',
    'button "Show password"',
    'button "Sign in"',
  ],
  'change-password-form, empty': [
    'textbox "Current password" required',
    'button "Show current password"',
    `textbox "New password" required: ${RULES}`,
    'button "Show password"',
    'textbox "Confirm Password" required: Re-enter the password to confirm',
    'button "Change password"',
  ],
  'change-password-form, sent empty': [
    'textbox "Current password" required focused invalid: Enter your current password.',
    'button "Show current password"',
    `textbox "New password" required invalid: Enter a password. ${RULES}`,
    'button "Show password"',
    'textbox "Confirm Password" required: Re-enter the password to confirm',
    'button "Change password"',
  ],
  'create-user-form, empty': [
    'textbox "Username" required: Unique identifier, e.g. john.doe',
    'textbox "Email" required: Valid email address',
    'textbox "First Name" required: User\'s first name',
    'textbox "Last Name" required: User\'s last name',
    ...PASSWORDS,
    ...REST,
  ],
  'create-user-form, sent empty': [
    'link "Username"',
    'link "Email"',
    'link "First Name"',
    'link "Last Name"',
    'link "Password"',
    'textbox "Username" required focused invalid: Enter a username.',
    'textbox "Email" required invalid: Enter an email address.',
    'textbox "First Name" required invalid: Enter a first name.',
    'textbox "Last Name" required invalid: Enter a last name.',
    `textbox "Password" required invalid: Enter a password. ${RULES}`,
    ...PASSWORDS.slice(1),
    ...REST,
  ],
  'edit-user-form, filled': [
    'textbox "Email" required',
    'textbox "First Name" required',
    'textbox "Last Name" required',
    'combobox "Role": Works with what is there',
    'checkbox "See users"',
    'checkbox "Create users"',
    'checkbox "Edit users"',
    'checkbox "Change roles and permissions"',
    'checkbox "Export users"',
    'checkbox "See roles"',
    'checkbox "See own resources"',
    'checkbox "Arrange own dashboard"',
    'checkbox "Submit jobs"',
    'checkbox "See jobs"',
    'checkbox "Use notebooks"',
    'checkbox "Query models" checked',
    'checkbox "Deploy models and applications"',
    'textbox "Note": Optional. Administrators see it, the user does not.',
    'button "Cancel"',
    'button "Save"',
  ],
  'edit-user-form, saved by somebody else': [
    'radio "Saved by somebody else nia@nlab.example"',
    'radio "Typed by you nia.c@nlab.example" checked',
    'radio "Saved by somebody else Developer"',
    'radio "Typed by you Analyst" checked',
    'radio "Saved by somebody else Works on the weather models. On leave until June." checked',
    'radio "As it was before Works on the weather models."',
    'button "Cancel"',
    'button "Save"',
  ],
  'credential-handoff, shown': ['status "Temporary password"', 'button "Copy: Temporary password"', 'button "Print"', 'button "Done"'],
  'role-select, none chosen': ['combobox "Role" invalid: Choose a role.'],
  'session-list, filled': [
    'list "Your sessions"',
    'button "End session: Safari on iPhone, signed in 11 May 2026"',
    'button "End session: Unknown device, signed in 4 May 2026"',
  ],
  'tenant-user-management, creating': [
    'dialog "Create User" modal',
    'heading "Create User"',
    'button "Close"',
    'textbox "Username" required focused: Unique identifier, e.g. john.doe',
    'textbox "Email" required: Valid email address',
    'textbox "First Name" required: User\'s first name',
    'textbox "Last Name" required: User\'s last name',
    ...PASSWORDS,
    ...REST,
  ],
  'tenant-user-table, filled': [
    'searchbox "Search users"',
    'button "Username"',
    'button "Created date"',
    'button "Last login"',
    'button "Status"',
  ],
  'resource-card, filled': ['heading "Slurm"', 'button "View all: Slurm"'],
  'resource-card, unavailable': ['heading "Slurm"', 'heading "Slurm is not available"'],
  'gpu-card, filled': ['heading "GPUs"', 'heading "H100"', 'heading "A100"', 'heading "L40S"', 'heading "L4"'],
  'quick-links, one': ['heading "Quick links"', 'link "Create and Access Workspace Interactive notebooks'],
  'tenant-user-table, error': [
    'searchbox "Search users"',
    'heading "Users could not be loaded"',
    'button "Try again"',
    'button "Copy request ID"',
  ],
};

/** Roles that say something about a control here only where they have a name. */
const UNNAMED = /^(?:form|status|alert|search) ""|^option /;

describe('what is read out', () => {
  afterEach(() => document.body.replaceChildren());

  for (const [of, lines] of Object.entries(expected)) {
    it(`${of} (T32, T33)`, async () => {
      const [tag = '', state = ''] = of.split(/, (.*)/);
      const container = stage();
      await allStates[tag]?.find(({name}) => name === state)?.mount(container);
      await settled(container);
      await new Promise((resolve) => setTimeout(resolve, 50)); // The tree of a page follows what is drawn.
      const said = (await readOut()).filter((line) => !UNNAMED.test(line));
      const first = tag === 'tenant-user-table' ? said.slice(0, lines.length) : said; // Its rows come after.
      expect(first.map((line, index) => line.slice(0, lines[index]?.length))).to.deep.equal(lines);
    });
  }
});
