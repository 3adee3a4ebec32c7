import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {fieldNote} from './field-parts.ts';

export interface TextField {
  /** Of the input, and the beginning of its note's. */
  readonly id: string;
  readonly label: string;
  /** A name has the direction that it is written in; what is no name goes from left to right. */
  readonly kind: 'name' | 'username' | 'email';
  readonly value: string;
  readonly problem: unknown;
  readonly hint: unknown;
  readonly isReadonly: boolean;
  readonly isDisabled?: boolean;
  /** What stands below it all. */
  readonly status?: unknown;
  readonly onInput: (value: string) => void;
  readonly onLeave: () => void;
}

/** Label, input, and below it the mistake or the hint. */
export const textField = (field: TextField): TemplateResult => {
  const {id, label, kind, value, problem, hint, isReadonly, isDisabled = false, status = nothing, onInput, onLeave} = field;
  const isName = kind === 'name';
  return html`
    <div class="field" part="field">
      <label class="label" part="label" for=${id}>${label}</label>
      <div class="control">
        <input
          id=${id}
          part="input"
          type="text"
          inputmode=${kind === 'email' ? kind : nothing}
          autocomplete="off"
          autocapitalize=${isName ? 'words' : 'off'}
          spellcheck="false"
          dir=${isName ? 'auto' : 'ltr'}
          required
          ?readonly=${isReadonly}
          ?disabled=${isDisabled}
          .value=${live(value)}
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${problem || hint ? `${id}-note` : nothing}
          @input=${(event: InputEvent) => onInput((event.currentTarget as HTMLInputElement).value)}
          @change=${onLeave}
        />
      </div>
      ${fieldNote(`${id}-note`, problem, hint)} ${status}
    </div>
  `;
};
