import {checkPassword, type PasswordOwner, type PasswordPolicy} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';

type PasswordInput = HTMLElementTagNameMap['password-field'];

export interface CredentialFields {
  readonly isTyped: boolean;
  /** What the server said about the password, but for its rules. */
  readonly error: string;
  readonly policy: PasswordPolicy | undefined;
  readonly owner: PasswordOwner;
  readonly onInput: () => void;
  readonly onChoice: (isTyped: boolean) => void;
}

/** The password and its confirmation, or the choice to let the server make one. What was typed outlives a change of mind. */
export const credentialFields = (
  {isTyped, error, policy, owner, onInput, onChoice}: CredentialFields,
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
    ?hidden=${!isTyped}
    .policy=${policy}
    .owner=${owner}
    @input=${onInput}
  ></password-field>
  <div class="choice">
    <label class="check-row">
      <input
        class="check"
        type="checkbox"
        aria-describedby="choice-note"
        .checked=${live(!isTyped)}
        @change=${(event: Event) => onChoice(!(event.currentTarget as HTMLInputElement).checked)}
      />
      ${text.temporary}
    </label>
    <p class="hint" id="choice-note">${isTyped ? text.typedNote : text.temporaryNote(policy?.temporaryPasswordTtlHours)}</p>
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
