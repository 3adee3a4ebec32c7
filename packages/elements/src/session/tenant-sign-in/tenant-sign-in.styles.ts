import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {card} from '../../foundation/card.styles.ts';
import {field} from '../../foundation/field.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';

export const styles = [
  base,
  buttons,
  card,
  field,
  notice,
  css`
    :host {
      max-inline-size: 24rem;
    }

    .card {
      padding: 1.75rem;
    }

    .head {
      margin-block-end: 1.375rem;
    }

    h1 {
      font-size: var(--_size-page);
      font-weight: 600;
      letter-spacing: -0.014em;
      line-height: 1.4;
    }

    .head p {
      color: var(--_text-muted);
      text-wrap: pretty;
    }

    .head .reason {
      margin-block-start: 0.75rem;
      font-size: var(--_size-small);
    }

    .button.primary {
      inline-size: 100%;
    }

    .back {
      justify-self: center;
      min-block-size: var(--_target);
      font-size: var(--_size-small);
    }

    slot[name='logo'],
    slot[name='footer'] {
      display: block;
      text-align: center;
    }

    ::slotted([slot='logo']) {
      display: block;
      margin-block-end: 1.25rem;
    }

    ::slotted([slot='footer']) {
      display: block;
      margin-block-start: 1.25rem;
      font-size: var(--_size-caption);
      color: var(--_text-muted);
    }

    @container (width <= 25.2em) {
      .card {
        padding: 1.25rem;
      }
    }
  `,
];
