import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {button} from '../../foundation/button.styles.ts';
import {otherButtons} from '../../foundation/buttons.styles.ts';
import {card} from '../../foundation/card.styles.ts';
import {late} from '../../foundation/late.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';
import {skeleton} from '../../foundation/skeleton.styles.ts';
import {stateBlockStyles} from '../../foundation/state-block.styles.ts';

export const styles = [
  base,
  button,
  otherButtons,
  card,
  late,
  notice,
  skeleton,
  stateBlockStyles,
  css`
    .root {
      --_gap: var(--resource-dashboard-gap, var(--_size));
      --_row: calc(var(--_size) * 7);
    }

    .header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 0.5rem;
      margin-block-end: 0.875rem;
    }

    .title {
      flex: 1 1 14rem;
      min-inline-size: 0;
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

    .title > p {
      font-size: var(--_size-small);
      line-height: 1.3846;
      color: var(--_text-muted);
      text-wrap: pretty;
      overflow-wrap: anywhere;
    }

    .notice {
      margin-block-end: 0.875rem;
    }

    .question {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 0.5rem;
      min-inline-size: 0;
    }

    .question > p {
      flex: 1 1 12rem;
    }

    .grid {
      --_grid: 12;
      display: grid;
      grid-template-columns: repeat(var(--_grid), minmax(0, 1fr));
      grid-auto-rows: var(--_row);
      gap: var(--_gap);
    }

    .grid:empty {
      display: none;
    }

    .frame {
      min-inline-size: 0;
    }

    .box,
    .content {
      block-size: 100%;
    }

    .box {
      position: relative;
    }

    [data-columns='2'],
    [data-columns='3'] {
      grid-column: span 2;
    }

    [data-columns='4'],
    [data-columns='6'] {
      grid-column: span 4;
    }

    [data-columns='8'],
    [data-columns='12'] {
      grid-column: span 8;
    }

    [data-rows='2'] {
      grid-row: span 2;
    }

    [data-rows='3'] {
      grid-row: span 3;
    }

    [data-rows='4'] {
      grid-row: span 4;
    }

    [data-rows='5'] {
      grid-row: span 5;
    }

    [data-rows='6'] {
      grid-row: span 6;
    }

    @container (width > 60em) {
      [data-columns='3'] {
        grid-column: span 3;
      }

      [data-columns='6'] {
        grid-column: span 6;
      }

      [data-columns='12'] {
        grid-column: span 12;
      }
    }

    @container (width <= 60em) {
      .grid {
        --_grid: 8;
        --_row: calc(var(--_size) * 9);
      }
    }

    @container (width <= 44em) {
      .grid {
        --_grid: 4;
        --_row: calc(var(--_size) * 7.5);
      }

      [data-columns='4'] {
        grid-column: span 2;
      }

      [data-columns='8'],
      [data-columns='12'] {
        grid-column: span 4;
      }
    }

    @container (width <= 32em) {
      .grid {
        --_grid: 1;
        grid-auto-rows: minmax(var(--_row), auto);
      }

      .frame {
        grid-area: auto;
      }
    }

    .tile {
      display: flex;
      flex-direction: column;
      block-size: 100%;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-large);
      background: var(--_surface);
      box-shadow: var(--_shadow-1);
      overflow: hidden;
    }

    .tile-head {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      padding: 0.75rem 1rem 0;
    }

    .tile-head > .icon {
      color: var(--_text-muted);
    }

    .tile-head > h2 {
      min-inline-size: 0;
      font-size: var(--_size-small);
      font-weight: 600;
      line-height: 1.5;
      overflow-wrap: anywhere;
    }

    .tile-body,
    .failed-tile {
      padding: 0.625rem 1rem 0.9375rem;
      overflow: auto;
      overflow-wrap: anywhere;
    }

    .tile-body {
      flex: 1;
      min-block-size: 0;
    }

    .tile.kept {
      border-style: dashed;
      border-color: var(--_border-control);
      background: none;
      box-shadow: none;
      color: var(--_text-muted);
    }

    .bone-tile {
      display: grid;
      gap: 0.75rem;
      align-content: start;
      grid-column: span 4;
      grid-row: span 2;
      padding: 1rem;
    }

    @container (width > 60em) {
      .bone-tile {
        grid-column: span 6;
      }
    }

    @container (width <= 32em) {
      .bone-tile {
        grid-area: auto;
      }
    }
  `,
];
