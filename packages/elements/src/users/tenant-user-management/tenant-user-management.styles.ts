import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {dialog} from '../../foundation/dialog.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';

export const styles = [
  base,
  buttons,
  dialog,
  notice,
  css`
    .head {
      display: flex;
      align-items: flex-start;
      gap: 1rem;
      margin-block-end: 0.75rem;
    }

    h1 {
      font-size: var(--_size-page);
      font-weight: 600;
      line-height: 1.4;
      letter-spacing: -0.014em;
    }

    /* Only to read on from: nothing to operate. */
    h1:focus {
      outline: none;
    }

    .head p {
      font-size: var(--_size-small);
      line-height: 1.3846;
      color: var(--_text-muted);
      text-wrap: pretty;
    }

    .actions {
      display: flex;
      flex: none;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
      margin-inline-start: auto;
    }

    .actions[hidden] {
      display: none;
    }

    .head + .notice {
      align-items: center;
      margin-block-end: 0.75rem;
      padding-block: 0.25rem;
      padding-inline-end: 0.25rem;
    }

    .head + .notice > .icon {
      margin: 0;
    }

    .head + .notice > .icon-only {
      margin-inline-start: auto;
    }

    .dialog > .notice {
      margin: 0.75rem 1.5rem 0;
    }

    /* Where that does not fit, the whole dialog scrolls. */
    create-user-form {
      min-block-size: 20rem;
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

    @media (width <= 40rem) {
      .dialog > .notice {
        margin-inline: 1rem;
      }
    }

    @container (width <= 45.8em) {
      .head {
        flex-wrap: wrap;
      }

      .actions,
      .actions > .button {
        flex: 1 1 100%;
      }
    }
  `,
];
