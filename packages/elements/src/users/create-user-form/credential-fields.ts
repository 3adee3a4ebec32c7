import {checkPassword, type PasswordOwner, type PasswordPolicy} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {icon} from '../../foundation/icons.ts';
import {chevronDown} from '../../foundation/more-icons.ts';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {type CreateUserValue, isWelcomed} from './fields.ts';

type PasswordInput = HTMLElementTagNameMap['password-field'];

export interface CredentialFields {
  readonly value: CreateUserValue;
  /** Whether the server sends mail. */
  readonly hasMail: boolean;
  /** What the server said about the password, but for its rules. */
  readonly error: string;
  readonly policy: PasswordPolicy | undefined;
  readonly owner: PasswordOwner;
  readonly onInput: () => void;
  readonly onChoice: (change: Pick<CreateUserValue, 'credential'> | Required<Pick<CreateUserValue, 'sendWelcome'>>) => void;
}

/**
 * The password and its confirmation, or the choice to let the server make one, and how it gets to the user where the server sends mail. What
 * was typed outlives a change of mind.
 */
export const credentialFields = (
  {value, hasMail, error, policy, owner, onInput, onChoice}: CredentialFields,
  text: CreateUserFormMessages,
): TemplateResult => html`
  <password-field
    exportparts="field,label,input,confirm,hint,error,rules,meter"
    required
    confirm
    reveal
    generate
    hint=${text.passwordHint}
    error=${error}
    ?hidden=${value.credential !== 'password'}
    .policy=${policy}
    .owner=${owner}
    @input=${onInput}
  ></password-field>
  ${choice('choice', value.credential !== 'password', [text.temporary, noteOf(value, policy, text)], (isChosen) =>
    onChoice({credential: isChosen ? 'temporary' : 'password'}),
  )}
  ${hasMail && value.credential !== 'password' ? delivery(value, onChoice, text) : nothing}
  ${hasMail ? choice('welcome', isWelcomed(value), [text.welcome, text.welcomeNote], (sendWelcome) => onChoice({sendWelcome})) : nothing}
`;

const noteOf = ({credential}: CreateUserValue, policy: PasswordPolicy | undefined, text: CreateUserFormMessages): string => {
  const hours = policy?.temporaryPasswordTtlHours;
  return {password: text.typedNote, temporary: text.temporaryNote(hours), email: text.emailNote(hours), link: text.linkNote}[credential];
};

const delivery = (
  {credential}: CreateUserValue,
  onChoice: CredentialFields['onChoice'],
  text: CreateUserFormMessages,
): TemplateResult => html`
  <div class="field" part="field">
    <label class="label" part="label" for="delivery">${text.delivery}</label>
    <div class="select">
      <select
        id="delivery"
        aria-describedby="choice-note"
        @change=${({currentTarget}: Event) => onChoice({credential: (currentTarget as HTMLSelectElement).value as CreateUserValue['credential']})}
      >
        ${[['temporary', text.deliveryShow] as const, ['email', text.deliveryEmail] as const, ['link', text.deliveryLink] as const].map(
          ([each, word]) => html`<option value=${each} .selected=${live(each === credential)}>${word}</option>`,
        )}
      </select>
      ${icon(chevronDown)}
    </div>
  </div>
`;

const choice = (
  id: string,
  isChosen: boolean,
  [label, note]: readonly [string, string],
  onChange: (isChosen: boolean) => void,
): TemplateResult => html`
  <div class="choice">
    <label class="check-row">
      <input
        class="check"
        id=${id}
        type="checkbox"
        aria-describedby="${id}-note"
        .checked=${live(isChosen)}
        @change=${({currentTarget}: Event) => onChange((currentTarget as HTMLInputElement).checked)}
      />
      ${label}
    </label>
    <p class="hint" id="${id}-note">${note}</p>
  </div>
`;

/** Which of the two inputs of a field that is there has a mistake. The input itself says which one. */
export const mistakenInput = (
  input: PasswordInput | null | undefined,
  policy: PasswordPolicy | undefined,
  owner: PasswordOwner,
): 'password' | 'confirm' | undefined => {
  if (!input || input.check()) {
    return undefined;
  }
  const isBad =
    input.value === '' || input.refused.length > 0 || (policy !== undefined && checkPassword(policy, input.value, owner).length > 0);
  return isBad ? 'password' : 'confirm';
};
