import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {check} from '../../foundation/check.styles.ts';
import {dialog} from '../../foundation/dialog.styles.ts';
import {field} from '../../foundation/field.styles.ts';
import {form} from '../../foundation/form.styles.ts';
import {frame} from '../../foundation/frame.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';
import {select} from '../../foundation/select.styles.ts';
import {late} from '../../foundation/late.styles.ts';
import {skeleton} from '../../foundation/skeleton.styles.ts';
import {stateBlockStyles} from '../../foundation/state-block.styles.ts';

export const styles = [
  base,
  buttons,
  check,
  dialog,
  field,
  frame,
  notice,
  select,
  skeleton,
  late,
  stateBlockStyles,
  form,
  css`
    .free {
      display: flex;
      gap: 0.3125rem;
      color: var(--tenantry-success-text, light-dark(#126335, #75da9c));
    }

    .free > .icon {
      inline-size: 0.875rem;
      block-size: 0.875rem;
      margin-block-start: 0.0625rem;
    }

    .choice > .hint {
      margin-inline-start: 1.5rem;
      text-wrap: pretty;
    }

    .again {
      display: flex;
      margin-block-start: 0.5rem;
    }

    /* A long name leaves room for the word after it. */
    .error-text .link-button {
      max-inline-size: calc(100% - 1.5rem);
      margin: -0.25rem -0.125rem;
      padding: 0.25rem 0.125rem;
      text-align: start;
    }

    /* Of two long ones below each other, the upper one ends in the lower one's room. */
    .error-text .link-button:focus-visible {
      position: relative;
      z-index: 1;
      outline-offset: -2px;
    }
  `,
];
