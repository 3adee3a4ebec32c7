import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {field} from '../../foundation/field.styles.ts';

export const styles = [
  base,
  buttons,
  field,
  css`
    .note-row {
      display: flex;
      gap: 0.75rem;
      justify-content: space-between;
    }

    .note-row:empty {
      display: none;
    }

    .note-row > .link-button {
      flex: none;
      margin-inline-start: auto;
      min-block-size: var(--_target);
      margin-block: -0.25rem;
      font-size: var(--_size-caption);
    }

    .rules {
      display: grid;
      gap: 0.25rem;
      font-size: var(--_size-caption);
      line-height: 1.3334;
      color: var(--_text-muted);
    }

    .rules > li {
      display: flex;
      gap: 0.375rem;
    }

    .rules .icon {
      inline-size: 0.875rem;
      block-size: 0.875rem;
      margin-block-start: 0.0625rem;
      color: var(--_border-control);
    }

    .rules .met > .icon {
      color: var(--_success-solid);
    }

    .rules .wrong,
    .rules .wrong > .icon {
      color: var(--_danger-text);
    }

    .rules b {
      font-weight: 500;
      font-variant-numeric: tabular-nums;
      color: var(--_text);
    }

    .rules .wrong b {
      color: inherit;
    }
  `,
];
