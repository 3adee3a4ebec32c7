import {css} from 'lit';
import {button} from './button.styles.ts';
import {moreTheme} from './more-theme.styles.ts';

/** `.button` that is `primary`, disabled, or has an icon, maybe alone: `icon-only`. */
export const otherButtons = css`
  ${moreTheme}

  .button > .icon {
    color: var(--_text-muted);
  }

  .button:where(:has(> .icon:first-child)) {
    padding-inline-start: 0.5625rem;
  }

  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button.primary > .icon {
    color: inherit;
  }

  .button.primary:hover {
    background: var(--tenantry-accent-hover, color-mix(in oklab, var(--_accent) 86%, light-dark(#000, #fff)));
  }

  .button.icon-only {
    flex: none;
    inline-size: var(--_control);
    padding: 0;
  }

  .button.small.icon-only {
    inline-size: 1.75rem;
  }

  .button:disabled {
    border-color: var(--_border);
    background: var(--_sunken);
    box-shadow: none;
    color: var(--_text-subtle);
    cursor: not-allowed;
  }

  .button.quiet:disabled {
    border-color: transparent;
    background: none;
  }

  .button:disabled > .icon {
    color: inherit;
  }

  @media (pointer: coarse) {
    .button.small.icon-only {
      inline-size: var(--_control);
    }
  }

  @media (forced-colors: active) {
    .button.primary {
      background: ButtonText;
      color: ButtonFace;
      forced-color-adjust: none;
    }

    .button:disabled {
      border-color: GrayText;
      background: ButtonFace;
      color: GrayText;
    }
  }
`;

export const buttons = [button, otherButtons];
