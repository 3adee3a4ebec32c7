import {css} from 'lit';
import {radio} from '../../foundation/radio.styles.ts';

export const styles = [
  radio,
  css`
    legend {
      padding: 0;
    }

    .choice {
      display: flex;
      align-items: flex-start;
      gap: 0.5rem;
      min-block-size: var(--_target);
      padding-block: calc((var(--_target) - 1.125rem) / 2);
      font-size: var(--_size-small);
      line-height: 1.3846;
      cursor: pointer;
    }

    .choice + .hint {
      margin-inline-start: 1.5rem;
    }
  `,
];
