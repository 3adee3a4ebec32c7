import {css} from 'lit';

export const styles = css`
  @media (min-width: 40.01rem) {
    .dialog {
      inline-size: min(35rem, calc(100vw - 2rem));
    }
  }

  .owned {
    display: grid;
    gap: 0.5rem;
    font-size: var(--_size-small);
    line-height: 1.3846;
  }

  .owned-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 0.75rem;
    min-block-size: 1.75rem;
  }

  .owned-head > .button {
    margin-inline: -0.5625rem -0.5rem;
  }

  h3 {
    font-weight: 500;
  }

  .checked {
    font-size: var(--_size-caption);
    font-weight: 400;
    color: var(--_text-muted);
  }

  .muted {
    color: var(--_text-muted);
  }

  .blockers {
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
  }

  .blockers li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 0.75rem;
    padding: 0.5rem 0.875rem;
  }

  .blockers li + li {
    border-block-start: 1px solid var(--_divider);
  }

  .what {
    display: grid;
    flex: 1 1 12rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  strong {
    font-weight: 600;
  }

  .sample {
    font-size: var(--_size-caption);
    color: var(--_text-muted);
  }

  .pill {
    padding: 0.125rem 0.5625rem;
    border: 1px solid transparent;
    border-radius: 1rem;
    background: var(--_pressed);
    font-size: var(--_size-caption);
    font-weight: 500;
    color: var(--_text-muted);
  }

  .pill.stays {
    background: var(--_danger-soft);
    color: var(--_danger-text);
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .line > .button {
    block-size: var(--_control-form);
    padding-inline: 0.875rem;
  }

  .choice {
    flex: 1 1 14rem;
  }

  .choice > input {
    padding-inline-end: 2rem;
    text-overflow: ellipsis;
  }

  .choice > .icon {
    position: absolute;
    inset-inline-end: 0.5rem;
    color: var(--_text-muted);
    pointer-events: none;
  }

  .choices {
    padding: 0.25rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .option {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5rem;
    min-block-size: max(2rem, var(--_control));
    padding: 0.25rem 0.5rem;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    font-size: var(--_size-small);
    line-height: 1.3846;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .option:hover {
    background: var(--_hover);
  }

  .option[aria-selected='true'] {
    background: var(--_pressed);
  }

  .login,
  .said {
    font-size: var(--_size-caption);
    color: var(--_text-muted);
  }

  .said {
    padding: 0.375rem 0.5rem;
  }

  .said[hidden] {
    display: none;
  }

  .moving {
    display: grid;
    gap: 0.375rem;
  }

  .moving > .line {
    justify-content: space-between;
    gap: 0 1rem;
  }

  progress {
    inline-size: 100%;
    block-size: 0.5rem;
    accent-color: var(--_accent);
  }

  .confirmation code {
    font-family: var(--_font-mono);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .effects {
    color: var(--_text-muted);
  }

  .button.danger:disabled {
    border-color: var(--_border);
    background: var(--_sunken);
    color: var(--_text-subtle);
  }

  .aside {
    margin-inline-end: auto;
    font-size: var(--_size-caption);
    color: var(--_text-muted);
  }

  @media (max-width: 40rem) {
    .aside {
      order: 1;
      margin-inline-end: 0;
    }
  }

  @media (forced-colors: active) {
    .pill {
      border-color: CanvasText;
    }

    .button.danger:disabled {
      background: ButtonFace;
      color: GrayText;
    }

    .option[aria-selected='true'] {
      border-color: Highlight;
    }
  }
`;
