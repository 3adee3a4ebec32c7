import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {card} from '../../foundation/card.styles.ts';
import {late} from '../../foundation/late.styles.ts';
import {skeleton} from '../../foundation/skeleton.styles.ts';
import {stateBlockStyles} from '../../foundation/state-block.styles.ts';
import {warning} from '../../foundation/warning.styles.ts';

/** The grid of a dashboard: where a tile stands follows from the order and the sizes alone, as `placesOf` says. */
const grid = css`
  .grid {
    display: grid;
    grid-template-columns: repeat(12, minmax(0, 1fr));
    grid-auto-rows: calc(var(--_size) * 6.7857);
    gap: var(--resource-dashboard-gap, 0.875rem);
  }

  .frame {
    position: relative;
    grid-area: auto / auto / span var(--_rows) / span var(--_columns);
    min-inline-size: 0;
  }

  .r1 {
    --_rows: 1;
  }

  .r2 {
    --_rows: 2;
  }

  .r3 {
    --_rows: 3;
  }

  .r4 {
    --_rows: 4;
  }

  .r5 {
    --_rows: 5;
  }

  .r6 {
    --_rows: 6;
  }

  .c1 {
    --_columns: 1;
  }

  .c2 {
    --_columns: 2;
  }

  .c3 {
    --_columns: 3;
  }

  .c4 {
    --_columns: 4;
  }

  .c6 {
    --_columns: 6;
  }

  .c8 {
    --_columns: 8;
  }

  .c12 {
    --_columns: 12;
  }

  @container (width < 900px) {
    .grid {
      grid-template-columns: repeat(8, minmax(0, 1fr));
    }

    .c1 {
      --_columns: 2;
    }

    .c3,
    .c6 {
      --_columns: 4;
    }

    .c12 {
      --_columns: 8;
    }
  }

  @container (width < 600px) {
    .grid {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }

    .c3 {
      --_columns: 2;
    }

    .c8,
    .c12 {
      --_columns: 4;
    }
  }

  @container (width < 440px) {
    .grid {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: auto;
    }

    .frame {
      --_columns: 1;
      --_rows: 1;
    }
  }
`;

export const styles = [
  base,
  buttons,
  card,
  late,
  skeleton,
  stateBlockStyles,
  warning,
  grid,
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

    .root > .notice {
      margin-block-end: 0.75rem;
    }

    .frame > * {
      block-size: 100%;
    }

    .frame > .card {
      display: flex;
      flex-direction: column;
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

    h2:not(.state-title) {
      min-inline-size: 0;
      font-size: var(--_size-small);
      font-weight: 600;
      line-height: 1.5;
      overflow-wrap: anywhere;
    }

    .tile-body {
      flex: 1;
      min-block-size: 0;
      padding: 0.5rem 1rem 0.75rem;
      overflow: auto;
      overflow-wrap: anywhere;
    }

    .bones {
      display: grid;
      gap: 0.75rem;
      padding: 1rem;
    }

    @container (width <= 32em) {
      .head {
        flex-wrap: wrap;
      }

      .actions {
        flex: 1 1 100%;
        margin-inline-start: 0;
      }
    }
  `,
];
