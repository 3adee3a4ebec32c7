import {css} from 'lit';
import {moreTheme} from './more-theme.styles.ts';

/**
 * `.form` of `.field`s: label, `.control` around an `<input>` (or `.select` around a `<select>`), then `.hint` or `.error-text`.
 * `.pair` puts two fields beside each other where the container is wide enough.
 */
export const field = css`
  ${moreTheme}

  .form {
    display: grid;
    gap: 1rem;
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1rem;
    align-items: start;
  }

  .field {
    display: grid;
    gap: 0.3125rem;
    min-inline-size: 0;
  }

  .label {
    font-size: var(--_size-small);
    font-weight: 500;
    line-height: 1.3846;
  }

  .hint,
  .error-text {
    font-size: var(--_size-caption);
    line-height: 1.3334;
    color: var(--_text-muted);
  }

  /* In a host's own words, maybe of another direction; they stay at the page's side. */
  .hint,
  .error-text > span {
    text-align: -webkit-match-parent;
    text-align: match-parent;
    unicode-bidi: plaintext;
  }

  .error-text {
    display: flex;
    gap: 0.3125rem;
    color: var(--_danger-text);
  }

  .error-text > .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    margin-block-start: 0.0625rem;
  }

  .control,
  .select {
    position: relative;
    display: flex;
    align-items: center;
    block-size: var(--_control-form);
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius);
    background: var(--_surface);
    transition: border-color var(--_fast) var(--_ease);
  }

  .control > input,
  .select > select {
    flex: 1;
    inline-size: 100%;
    min-inline-size: 0;
    block-size: 100%;
    padding: 0 0.625rem;
    border: 0;
    border-radius: inherit;
    background: none;
    outline: none;
  }

  .control:has(input:focus-visible),
  .select:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    border-color: var(--_focus);
  }

  :is(.control, .select):has([aria-invalid='true']) {
    border-color: var(--_danger-solid);
    box-shadow: inset 0 0 0 1px var(--_danger-solid);
  }

  :is(.control, .select):has([aria-invalid='true']:focus-visible) {
    border-color: var(--_danger-solid);
    outline-offset: 1px;
  }

  :is(.control, .select):has(> :disabled:first-child) {
    border-color: var(--_border);
    background: var(--_sunken);
    color: var(--_text-subtle);
  }

  .control > .button {
    inline-size: auto;
    block-size: calc(100% - 0.375rem);
    margin-inline: -0.375rem 0.1875rem;
    padding: 0 0.4375rem;
    border-radius: var(--_radius-small);
    color: var(--_text-muted);
    font-size: var(--_size-caption);
  }

  .form .button:not(.small, .control > .button) {
    block-size: var(--_control-form);
    padding-inline: 0.875rem;
  }

  @container (width <= 34.3em) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }

  @media (pointer: coarse) {
    .control > .button {
      block-size: 100%;
      margin-inline-end: 0;
    }
  }

  @media (forced-colors: active) {
    :is(.control, .select):has([aria-invalid='true']) {
      border-width: 3px;
    }
  }
`;
