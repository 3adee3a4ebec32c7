import {css} from 'lit';
import {moreTheme} from './more-theme.styles.ts';

/** `.check`, a drawn `<input type="checkbox">`; `.check-row`, the label around it. */
export const check = css`
  ${moreTheme}

  .check {
    appearance: none;
    flex: none;
    display: inline-grid;
    place-content: center;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0;
    border: 1.5px solid var(--_border-control);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    cursor: pointer;
  }

  .check:is(:checked, :indeterminate) {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .check:checked::before {
    content: '';
    inline-size: 0.5rem;
    block-size: 0.28rem;
    margin-block-start: -0.125rem;
    border: solid var(--_on-accent);
    border-width: 0 0 1.75px 1.75px;
    transform: rotate(-45deg);
  }

  .check:indeterminate::before {
    content: '';
    inline-size: 0.5rem;
    border-block-start: 1.75px solid var(--_on-accent);
  }

  .check-row {
    display: flex;
    align-items: flex-start;
    gap: 0.5rem;
    min-block-size: var(--_target);
    padding-block: calc((var(--_target) - 1.5rem) / 2);
    font-size: var(--_size-small);
    cursor: pointer;
  }

  .check-row > .check {
    margin-block-start: 0.125rem;
  }

  @media (forced-colors: active) {
    .check {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: Canvas;
    }

    .check:is(:checked, :indeterminate) {
      border-color: Highlight;
      background: Highlight;
    }

    .check::before {
      border-color: HighlightText;
    }
  }
`;
