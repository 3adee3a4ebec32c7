import {css} from 'lit';
import {button} from './button.styles.ts';

/** `.button` that is disabled, or `icon-only`. */
export const otherButtons = css`
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
    .button:disabled {
      border-color: GrayText;
      background: ButtonFace;
      color: GrayText;
    }
  }
`;

export const buttons = [button, otherButtons];
