import {css} from 'lit';

/** `.button`, also `quiet` and `small`; `.link-button` inside a sentence. */
export const button = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    block-size: var(--_control);
    padding: 0 0.75rem;
    border: 1px solid var(
      --tenantry-border-strong,
      light-dark(oklch(0.845 calc(var(--_tint) * 1.2) var(--_hue)), oklch(0.36 calc(var(--_tint) * 1.6) var(--_hue2)))
    );
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow-1);
    color: var(--_text);
    font-size: var(--_size-small);
    font-weight: 500;
    line-height: 1;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background var(--_fast) var(--_ease),
      border-color var(--_fast) var(--_ease);
  }

  .button:hover {
    background: linear-gradient(var(--_hover) 0 0), var(--_surface);
  }

  .button.quiet {
    border-color: transparent;
    background: transparent;
    box-shadow: none;
  }

  .button.quiet:hover {
    background: var(--_hover);
  }

  .button.small {
    block-size: 1.75rem;
    padding-inline: 0.5625rem;
  }

  .link-button {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font-weight: 500;
    text-decoration: underline color-mix(in oklab, currentColor 35%, transparent);
    text-underline-offset: 0.2em;
    cursor: pointer;
  }

  .link-button:hover {
    text-decoration-color: currentColor;
  }

  @media (pointer: coarse) {
    .button.small {
      block-size: var(--_control);
    }
  }

  @media (forced-colors: active) {
    .button {
      border-color: ButtonBorder;
    }
  }
`;
