import {css} from 'lit';
import {moreTheme} from './more-theme.styles.ts';

/** `.radio`, a drawn `<input type="radio">`. */
export const radio = css`
  ${moreTheme}

  .radio {
    appearance: none;
    flex: none;
    display: grid;
    place-content: center;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0.0625rem 0 0;
    border: 1.5px solid var(--_border-control);
    border-radius: 50%;
    background: var(--_surface);
    cursor: pointer;
  }

  .radio:checked {
    border-color: var(--_accent);
  }

  .radio:checked::before {
    content: '';
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: var(--_accent);
  }

  .radio:disabled {
    border-color: var(--_border);
    background: var(--_sunken);
    cursor: not-allowed;
  }

  .radio:disabled::before {
    background: var(--_text-subtle);
  }

  @media (forced-colors: active) {
    .radio {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: Canvas;
    }

    .radio:checked {
      border-color: Highlight;
    }

    .radio:checked::before {
      background: Highlight;
    }

    .radio:disabled {
      border-color: GrayText;
    }

    .radio:disabled::before {
      background: GrayText;
    }
  }
`;
