import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {fieldNote} from './field-parts.ts';

export interface LoginField {
  /** Of the input, which is sent by that name too, and the beginning of its note's. */
  readonly id: string;
  readonly kind: 'organization' | 'username';
  readonly label: string;
  readonly value: string;
  readonly problem: unknown;
  readonly isDisabled?: boolean;
  readonly onInput: (value: string) => void;
}

/** One of the fields by which somebody says who they are before they are signed in. */
export const loginField = ({id, kind, label, value, problem, isDisabled = false, onInput}: LoginField): TemplateResult => html`
  <div class="field" part="field">
    <label class="label" part="label" for=${id}>${label}</label>
    <div class="control">
      <input
        id=${id}
        name=${id}
        type="text"
        autocomplete=${kind}
        autocapitalize="off"
        spellcheck="false"
        dir=${kind === 'username' ? 'ltr' : 'auto'}
        required
        ?disabled=${isDisabled}
        .value=${live(value)}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? `${id}-note` : nothing}
        @input=${(event: InputEvent) => onInput((event.currentTarget as HTMLInputElement).value)}
      />
    </div>
    ${fieldNote(`${id}-note`, problem, nothing)}
  </div>
`;
