import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {dialog} from '../../foundation/dialog.styles.ts';
import {frame} from '../../foundation/frame.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';

export const styles = [
  base,
  buttons,
  dialog,
  frame,
  notice,
  css`
    .ticket {
      --_tear: var(
      --tenantry-accent-border,
      light-dark(oklch(from var(--_accent) 0.855 calc(c * 0.5) h), oklch(from var(--_accent) 0.42 calc(c * 0.55) h))
    );
      border: 1px solid var(--_tear);
      border-radius: var(--_radius-large);
      background: var(
      --tenantry-accent-soft,
      light-dark(oklch(from var(--_accent) 0.965 calc(c * 0.2) h), oklch(from var(--_accent) 0.275 calc(c * 0.36) h))
    );
    }

    .secret-row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0.75rem;
      padding-block: 1rem;
      padding-inline: 1.125rem 0.75rem;
    }

    output {
      font-family: var(--_font-mono);
      font-size: calc(var(--_size) * 1.2143);
      font-weight: 500;
      letter-spacing: 0.03em;
      overflow-wrap: anywhere;
      text-align: -webkit-match-parent;
      text-align: match-parent;
      text-wrap: balance;
    }

    output i {
      margin-inline: 0.3125rem;
      font-style: normal;
      color: var(--_text-subtle);
    }

    .by-hand {
      flex-basis: 100%;
      font-size: var(--_size-caption);
      line-height: 1.3334;
    }

    .gone {
      padding: 1rem 1.125rem;
      color: var(--_text-muted);
    }

    .facts {
      position: relative;
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 0.3125rem 1rem;
      padding: 0.875rem 1.125rem;
      font-size: var(--_size-small);
      line-height: 1.3846;
    }

    * + .facts {
      border-block-start: 1.5px dashed var(--_tear);
    }

    /* The two holes that are punched where the slip tears. */
    * + .facts::before,
    * + .facts::after {
      content: '';
      position: absolute;
      inset-block-start: calc(-0.625rem - 0.75px);
      inline-size: 0.625rem;
      block-size: 1.25rem;
      border: 1px solid var(--_tear);
      background: var(--_behind);
    }

    .facts::before {
      inset-inline-start: -1px;
      border-inline-start-color: var(--_behind);
      border-start-end-radius: 1rem;
      border-end-end-radius: 1rem;
    }

    .facts::after {
      inset-inline-end: -1px;
      border-inline-end-color: var(--_behind);
      border-start-start-radius: 1rem;
      border-end-start-radius: 1rem;
    }

    dt,
    .first {
      color: var(--_text-muted);
    }

    .first {
      font-size: var(--_size-small);
      line-height: 1.3846;
      text-wrap: pretty;
    }

    dd {
      overflow-wrap: anywhere;
    }

    time {
      font-variant-numeric: tabular-nums;
      unicode-bidi: plaintext;
    }

    .distance {
      color: var(--_text-subtle);
      white-space: nowrap;
    }

    .notice b {
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }

    .print {
      margin-inline-end: auto;
    }

    @container (width <= 34.3em) {
      output {
        font-size: calc(var(--_size) * 1.0714);
        letter-spacing: 0;
      }

      output i {
        margin-inline: 0.125rem;
      }

      .secret-row {
        padding-inline-end: 1.125rem;
      }

      .secret-row > .button {
        inline-size: 100%;
      }

      .facts {
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }

      dd + dt {
        margin-block-start: 0.375rem;
      }

      .print {
        margin: 0;
      }
    }

    @media (forced-colors: active) {
      .facts::before,
      .facts::after {
        display: none;
      }
    }
  `,
];
