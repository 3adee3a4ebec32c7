import {css} from 'lit';
import {select} from '../../foundation/select.styles.ts';

/** As wide as the slip with the credentials. */
export const styles = [
  select,
  css`
  @media (min-width: 40.01rem) {
    .dialog {
      inline-size: min(35rem, calc(100vw - 2rem));
    }
  }

  .ended {
    font-size: var(--_size-small);
    line-height: 1.3846;
  }
`,
];
