import {css} from 'lit';
import {otherButtons} from '../../foundation/buttons.styles.ts';
import {check} from '../../foundation/check.styles.ts';

/** Rows that can be selected, and the bar that takes the place of the search meanwhile. */
export const picks = [
  otherButtons,
  check,
  css`
  .selection {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    min-block-size: var(--_control);
    padding-inline: 0.75rem 0.25rem;
    border: 1px solid var(
      --tenantry-accent-border,
      light-dark(oklch(from var(--_accent) 0.855 calc(c * 0.5) h), oklch(from var(--_accent) 0.42 calc(c * 0.55) h))
    );
    border-radius: var(--_radius);
    background: var(--_accent-soft);
    font-size: var(--_size-small);
  }

  .selection > strong {
    margin-inline-end: 0.5rem;
    font-weight: 600;
  }

  .selection > .button {
    margin-inline-start: auto;
  }

  .root {
    --_accent-soft: var(
      --tenantry-accent-soft,
      light-dark(oklch(from var(--_accent) 0.965 calc(c * 0.2) h), oklch(from var(--_accent) 0.275 calc(c * 0.36) h))
    );
  }

  .pick.pick {
    inline-size: 2.75rem;
    padding-inline: 0;
    user-select: none;
  }

  .pick > label {
    display: grid;
    place-content: center;
    min-inline-size: var(--_target);
    min-block-size: max(1.75rem, var(--_target));
    cursor: pointer;
  }

  .selected {
    background: var(--_accent-soft);
  }

  @container (width <= 45.8em) {
    .selection {
      display: grid;
      grid-template-columns: 1fr auto;
      padding-block: 0.25rem;
    }

    .selection > slot {
      display: block;
      grid-area: 2 / 1 / 3 / 3;
      margin-inline-start: -0.5rem;
    }

    thead .pick.pick {
      display: block;
    }

    .pick.pick {
      float: inline-start;
      inline-size: auto;
      margin-inline: -0.25rem 0.5rem;
      padding-block: 0;
    }

    .pick ~ td {
      clear: inline-start;
    }
  }
`,
];
