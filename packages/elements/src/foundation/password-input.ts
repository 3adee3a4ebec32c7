import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {icon} from './icons.ts';
import {eye} from './more-icons.ts';

export interface PasswordInput {
  readonly id: string;
  readonly value: string;
  readonly autocomplete: 'current-password' | 'new-password';
  /** Whether the characters can be read. */
  readonly shown: boolean;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly invalid?: boolean;
  /** Ids of what describes it, separated by spaces. */
  readonly describedBy?: string;
  readonly part?: string;
  readonly onInput: (value: string) => void;
  readonly onChange?: () => void;
  readonly onBlur?: () => void;
  /** Left out where there is nothing to press. */
  readonly toggle?: {readonly text: string; readonly label: string; readonly onPress: () => void} | undefined;
}

/** An `<input>` for a password in its frame, with a button that shows the characters. Its value is never an attribute. */
export const passwordInput = (field: PasswordInput): TemplateResult => html`
  <div class="control">
    <input
      id=${field.id}
      part=${field.part ?? nothing}
      type=${field.shown ? 'text' : 'password'}
      autocomplete=${field.autocomplete}
      autocapitalize="off"
      spellcheck="false"
      dir="ltr"
      .value=${live(field.value)}
      ?disabled=${field.disabled ?? false}
      ?required=${field.required ?? false}
      aria-invalid=${field.invalid ? 'true' : nothing}
      aria-describedby=${field.describedBy || nothing}
      @input=${(event: InputEvent) => field.onInput((event.currentTarget as HTMLInputElement).value)}
      @change=${field.onChange}
      @blur=${field.onBlur}
    />
    ${
      field.toggle
        ? html`<button
            class="button quiet"
            type="button"
            aria-label=${field.toggle.label}
            ?disabled=${field.disabled ?? false}
            @click=${field.toggle.onPress}
          >
            ${icon(eye)}${field.toggle.text}
          </button>`
        : nothing
    }
  </div>
`;
