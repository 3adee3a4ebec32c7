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
    :host {
      max-inline-size: 32rem;
    }

    .button.primary {
      inline-size: 100%;
    }
  `,
];
