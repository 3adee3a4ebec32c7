import {css} from 'lit';
import {charts} from '../charts.styles.ts';
import {tileStyles} from '../tile.styles.ts';

export const styles = [
  tileStyles,
  charts,
  css`
    .content {
      padding: 0.375rem 0 0.25rem;
    }

    .content > :is(.words-only, .late) {
      padding-inline: 1rem;
    }

    .filter {
      max-inline-size: 10rem;
      min-block-size: max(1.5rem, var(--_target));
      padding: 0 0.25rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius-small);
      background: var(--_surface);
      color: var(--_text);
    }

    .filter:focus-visible {
      outline-offset: -1px;
    }

    .meta {
      gap: 0.25rem 0.5rem;
    }

    table {
      inline-size: 100%;
      border-spacing: 0;
      table-layout: fixed;
      font-size: var(--_size-small);
      line-height: 1.3846;
    }

    :is(th, td) {
      padding: 0;
      font-weight: 400;
      text-align: start;
    }

    thead th {
      color: var(--_text-muted);
      font-size: var(--_size-caption);
      font-weight: 500;
    }

    tbody tr:hover {
      background: var(--_hover);
    }

    .open {
      min-inline-size: var(--_target);
      max-inline-size: 100%;
      min-block-size: var(--_target);
      padding: 0;
      border: 0;
      background: none;
      font-weight: 500;
      text-align: start;
      cursor: pointer;
    }

    .open:hover {
      text-decoration: underline color-mix(in oklab, currentColor 45%, transparent);
      text-underline-offset: 0.2em;
    }

    .number,
    .reason,
    .partition,
    .unknown {
      color: var(--_text-muted);
    }

    .gpus,
    .number,
    .time {
      font-variant-numeric: tabular-nums;
    }

    .named {
      padding-inline-start: 1.3125rem;
    }

    .named > .mark {
      inline-size: 0.875rem;
      block-size: 0.875rem;
      inset-block-start: calc((1lh - 0.875rem) / 2);
      stroke-width: 1.75;
    }

    .words .link-button {
      min-block-size: var(--_target);
    }

    .foot {
      padding: 0.5rem 1rem 0.375rem;
      text-align: center;
    }

    @container (width > 40em) {
      :is(th, td) {
        padding-inline: var(--_cell);
        border-block-end: 1px solid var(--_divider);
        overflow: clip;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      tbody tr:last-child > * {
        border-block-end: 0;
      }

      :is(th, td):first-child {
        padding-inline-start: 1rem;
      }

      :is(th, td):last-child {
        padding-inline-end: 1rem;
      }

      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        block-size: 1.875rem;
        background: var(--_surface);
      }

      tbody tr {
        block-size: calc(var(--_control) + 0.25rem);
      }

      tbody th {
        overflow: visible;
      }

      .job {
        padding-block: 0.25rem;
        white-space: normal;
        overflow-wrap: anywhere;
      }

      .gpus {
        inline-size: 5em;
        text-align: end;
      }

      .state {
        inline-size: 12em;
        padding-inline-start: 1.5em;
        white-space: normal;
      }

      .time {
        inline-size: 8.5em;
      }

      .partition {
        inline-size: 8em;
      }

      .reason {
        inline-size: 22%;
      }
    }

    @container (40em < width <= 52em) {
      .partition {
        display: none;
      }
    }

    /* Where there is no room for a table: one job, one box. */
    @container (width <= 40em) {
      :is(table, tbody) {
        display: block;
      }

      thead {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }

      tbody tr {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 1rem;
        padding: 0.5rem 1rem;
        border-block-start: 1px solid var(--_divider);
      }

      tbody tr:first-child {
        border-block-start: 0;
      }

      .job {
        flex: 1 1 100%;
        min-inline-size: 0;
      }

      .job,
      .reason {
        overflow-wrap: anywhere;
      }

      td[data-label]::before {
        content: attr(data-label) ' ';
        content: attr(data-label) ' ' / '';
        color: var(--_text-muted);
        font-size: var(--_size-caption);
      }

      .partition,
      .reason:empty {
        display: none;
      }
    }
  `,
];
