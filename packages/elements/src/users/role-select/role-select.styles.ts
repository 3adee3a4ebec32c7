import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {field} from '../../foundation/field.styles.ts';
import {select} from '../../foundation/select.styles.ts';

export const styles = [
  base,
  buttons,
  field,
  select,
  css`
    .pair {
      align-items: start;
    }

    .description {
      font-size: var(--_size-small);
      line-height: 1.3846;
      color: var(--_text-muted);
      text-wrap: pretty;
    }

    select {
      text-overflow: ellipsis;
    }

    select:disabled {
      color: var(--_text-subtle);
      opacity: 1;
      cursor: not-allowed;
    }

    .error-text > .link-button {
      min-block-size: 1.5rem;
      margin-block: -0.25rem;
    }

    /* The line of the chosen role stands beside the control, not beside its label. */
    @container (width > 34.3em) {
      .description {
        display: flex;
        align-items: center;
        min-block-size: var(--_control-form);
        margin-block-start: calc(var(--_size-small) * 1.3846 + 0.3125rem);
      }
    }

    @container (width <= 34.3em) {
      .pair {
        gap: 0.5rem;
      }
    }
  `,
];
