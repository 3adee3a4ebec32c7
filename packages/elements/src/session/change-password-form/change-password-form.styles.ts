import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {field} from '../../foundation/field.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';

export const styles = [
  base,
  buttons,
  field,
  notice,
  css`
    .form {
      max-inline-size: 32rem;
    }

    .notice.success {
      max-inline-size: 32rem;
      margin-block-end: 1rem;
    }

    .actions {
      display: flex;
      justify-content: flex-start;
    }

    :host([forced]) .button.primary {
      inline-size: 100%;
    }

    @container (width > 34.3em) {
      .current {
        inline-size: calc(50% - 0.5rem);
      }
    }
  `,
];
