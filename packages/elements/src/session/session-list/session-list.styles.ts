import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {card} from '../../foundation/card.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';
import {late} from '../../foundation/late.styles.ts';
import {skeleton} from '../../foundation/skeleton.styles.ts';
import {stateBlockStyles} from '../../foundation/state-block.styles.ts';

export const styles = [
  base,
  buttons,
  card,
  notice,
  skeleton,
  late,
  stateBlockStyles,
  css`
    .notice {
      margin-block-end: 0.75rem;
    }

    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem 0.75rem;
      min-block-size: 3.5rem;
      padding-block: 0.625rem;
      padding-inline: 1rem 0.75rem;
      font-size: var(--_size-small);
    }

    /* Where there is no room beside the text, at the end below it. */
    .row > :is(.tag, .button) {
      margin-inline-start: auto;
    }

    .row + .row {
      border-block-start: 1px solid var(--_divider);
    }

    .row > .icon {
      color: var(--_text-muted);
    }

    .what {
      flex: 1;
      min-inline-size: min(10rem, 100%);
      line-height: 1.3846;
    }

    .device {
      font-weight: 500;
    }

    .when {
      font-size: var(--_size-caption);
      line-height: 1.3334;
      color: var(--_text-muted);
      overflow-wrap: anywhere;
    }

    .when > span {
      display: inline-block;
    }

    .when > span + span::before {
      content: '· ';
    }

    @container (width <= 34.3em) {
      .row {
        align-items: flex-start;
      }

      .row > .icon {
        margin-block-start: 0.125rem;
      }

      .when > span {
        display: block;
      }

      .when > span + span::before {
        content: none;
      }
    }

    time {
      font-variant-numeric: tabular-nums;
    }

    .tag {
      padding: 0 0.375rem;
      border-radius: var(--_radius-small);
      background: var(--_pressed);
      font-size: calc(var(--_size) * 0.7858);
      font-weight: 500;
      line-height: 1.6364;
      color: var(--_text-muted);
    }

    .row-error {
      flex-basis: 100%;
      padding-inline-start: 1.75rem;
      font-size: var(--_size-caption);
      color: var(--_danger-text);
    }

    .more {
      padding: 0.5rem;
      border-block-start: 1px solid var(--_divider);
      text-align: center;
    }

    .bones {
      flex: 1;
      display: grid;
      gap: 0.5rem;
      max-inline-size: 16rem;
    }

    .bone.wide {
      inline-size: 100%;
    }

    @media (forced-colors: active) {
      .tag {
        border: 1px solid CanvasText;
      }
    }
  `,
];
