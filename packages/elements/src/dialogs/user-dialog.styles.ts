import {css} from 'lit';
import {base} from '../foundation/base.styles.ts';
import {buttons} from '../foundation/buttons.styles.ts';
import {dialog} from '../foundation/dialog.styles.ts';
import {field} from '../foundation/field.styles.ts';
import {late} from '../foundation/late.styles.ts';
import {notice} from '../foundation/notice.styles.ts';
import {stateBlockStyles} from '../foundation/state-block.styles.ts';

export const styles = [
  base,
  buttons,
  dialog,
  field,
  late,
  notice,
  stateBlockStyles,
  css`
    /* It scrolls as a whole where it does not fit, so that no part of it has to be a stop of its own; its buttons stay in sight. */
    .dialog {
      inline-size: min(28.75rem, calc(100vw - 2rem));
      scroll-padding-block-end: 4.5rem;
    }

    .dialog-body {
      overflow: visible;
    }

    .dialog-footer {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
    }

    .effects {
      display: grid;
      gap: 0.375rem;
      margin: 0;
      padding-inline-start: 1.125rem;
      list-style: disc;
      font-size: var(--_size-small);
      line-height: 1.4615;
      text-wrap: pretty;
    }

    .effects li::marker {
      color: var(--_text-subtle);
    }

    .dialog > .notice {
      margin: 0.75rem 1.5rem 0;
    }

    .question {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 0.5rem;
    }

    .question > p {
      flex: 1 1 100%;
    }

    .button.danger {
      border-color: transparent;
      background: var(--_danger-solid);
      color: var(--tenantry-on-danger, light-dark(#fff, #1d0708));
    }

    .button.danger:hover {
      background: color-mix(in oklab, var(--_danger-solid) 88%, var(--_text));
    }

    .request code {
      overflow-wrap: anywhere;
    }

    @media (max-width: 40rem) {
      .dialog {
        inline-size: 100vw;
        scroll-padding-block-end: 7rem;
      }

      .dialog > .notice {
        margin-inline: 1rem;
      }
    }

    @media (height <= 30rem) {
      .dialog {
        scroll-padding-block-end: 0;
      }

      .dialog-footer {
        position: static;
      }
    }

    @media (forced-colors: active) {
      .button.danger {
        background: ButtonText;
        color: ButtonFace;
        forced-color-adjust: none;
      }
    }
  `,
];
