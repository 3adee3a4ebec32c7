import {css} from 'lit';
import {charts} from '../charts.styles.ts';
import {tileStyles} from '../tile.styles.ts';

export const styles = [
  ...tileStyles,
  charts,
  css`
    .halves {
      display: grid;
      grid-template-columns: minmax(0, 10fr) minmax(0, 11fr);
      gap: 0.75rem 1.5rem;
    }

    .figure-line {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.375rem;
      margin-block-end: 0.5rem;
      font-size: var(--_size-small);
      color: var(--_text-muted);
    }

    .figure-line > b {
      font-size: var(--tenantry-size-figure, calc(var(--_size) * 1.8572));
      font-weight: 600;
      line-height: 1.1;
      letter-spacing: -0.025em;
    }

    .also::before {
      content: '· ';
    }

    table {
      inline-size: 100%;
      border-spacing: 0;
      font-size: var(--_size-caption);
      line-height: 1.4;
      color: var(--_text-muted);
    }

    th,
    td {
      padding: 0;
      font-weight: 400;
      text-align: start;
      vertical-align: baseline;
      overflow-wrap: anywhere;
    }

    .number {
      text-align: end;
    }

    td.number {
      font-weight: 500;
      color: var(--_text);
    }

    .legend {
      margin-block-start: 0.375rem;
    }

    .legend > caption:not(.vh) {
      padding-block: 0.25rem 0.0625rem;
      font-weight: 500;
      color: var(--_text);
    }

    .legend :is(th, td) {
      padding-block: calc((var(--_cell) - 0.5rem) / 2);
    }

    .models {
      margin-block-start: 0.6875rem;
      padding-block-start: 0.5rem;
      border-block-start: 1px solid var(--_divider);
      font-size: var(--_size-caption);
      line-height: 1.4;
      color: var(--_text-muted);
      overflow-wrap: anywhere;
    }

    .models > li {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 0.5rem;
    }

    .models .what {
      flex: 1 1 5rem;
    }

    .models > .mig {
      padding-inline-start: 0.75rem;
    }

    .facts {
      margin-block-start: 0.875rem;
      font-size: var(--_size-caption);
      line-height: 1.5;
      color: var(--_text-muted);
    }

    .fact {
      display: grid;
      grid-template-columns: 6.5rem minmax(0, 1fr);
      gap: 0 0.75rem;
      padding-block: 0.3125rem;
      border-block-start: 1px solid var(--_divider);
    }

    dt,
    dd {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    dt {
      font-weight: 500;
      color: var(--_text);
    }

    .tally {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.875rem;
    }

    .tally > li {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.375rem;
      min-inline-size: 0;
    }

    .tally .mark {
      align-self: center;
    }

    .table {
      margin-block-start: 0.5rem;
    }

    caption {
      text-align: start;
    }

    .table > caption {
      padding-block: 0.3125rem;
      font-weight: 500;
      color: var(--_text);
    }

    .table :is(th, td) {
      padding-block: calc(var(--_cell) * 0.4);
      padding-inline-end: 0.75rem;
      border-block-start: 1px solid var(--_divider);
    }

    .table :is(th, td):last-child {
      padding-inline-end: 0;
    }

    .table [scope='row'] {
      color: var(--_text);
      font-weight: 500;
    }

    .table td.number {
      font-weight: 400;
    }

    .where {
      font-weight: 400;
      color: var(--_text-muted);
    }

    .label {
      display: none;
    }

    @container (width <= 29.6em) {
      .halves {
        grid-template-columns: minmax(0, 1fr);
      }

      .fact {
        grid-template-columns: minmax(0, 1fr);
      }

      .table :is(table, tbody) {
        display: block;
      }

      .table thead {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }

      .table tr {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        padding-block: calc(var(--_cell) * 0.6);
        border-block-start: 1px solid var(--_divider);
      }

      .table tbody :is(th, td) {
        padding: 0;
        border: 0;
      }

      .table [scope='row'] {
        flex: 1 1 60%;
      }

      .table .label {
        display: inline;
        color: var(--_text-muted);
      }
    }
  `,
];
