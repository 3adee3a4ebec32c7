import type {TenantClient} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import type {CreateUserFormMessages} from './create-user-form.messages.ts';
import {type CredentialFields, credentialFields} from './credential-fields.ts';
import {type PersonFields, personFields} from './person-fields.ts';

/** What the form is rendered of. */
export interface FormView {
  /** The classes of its frame. */
  readonly frame: string;
  readonly notice: unknown;
  readonly isInDialog: boolean;
  readonly isSending: boolean;
  readonly person: PersonFields;
  readonly credential: CredentialFields;
  readonly role: {
    readonly offered: string;
    readonly id: string;
    readonly error: string;
    readonly client: TenantClient | undefined;
    readonly onChange: () => void;
  };
  readonly onSubmit: (event: Event) => void;
  readonly onCancel: () => void;
}

/** The fields and the buttons below them. */
export const formView = (
  {frame, notice, isInDialog, isSending, person, credential, role, onSubmit, onCancel}: FormView,
  text: CreateUserFormMessages,
): TemplateResult => html`
  <form class=${frame} novalidate method="post" @submit=${onSubmit}>
    <div class="dialog-body" part="body">
      ${isInDialog ? nothing : html`<p class="hint">${text.allRequired}</p>`} ${notice}
      <div class="fields">
        <div class="form">
          ${personFields(person, text)} ${credentialFields(credential, text)}
          <role-select
            exportparts="field,label,hint,error,option,group"
            required
            assignable-only
            roles=${role.offered}
            hint=${text.roleHint}
            error=${role.error}
            .client=${role.client}
            .value=${role.id}
            @change=${role.onChange}
          ></role-select>
          <slot name="fields-end"></slot>
        </div>
      </div>
    </div>
    <div class="dialog-footer" part="footer">
      <button class="button" part="cancel" type="button" ?disabled=${isSending} @click=${onCancel}>${text.cancel}</button>
      <button class="button primary" part="submit" type="submit" ?disabled=${isSending}>
        ${isSending ? text.submitting : text.submit}
      </button>
    </div>
  </form>
`;
