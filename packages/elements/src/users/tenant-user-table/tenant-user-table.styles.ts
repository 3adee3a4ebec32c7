import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {button} from '../../foundation/button.styles.ts';
import {card} from '../../foundation/card.styles.ts';
import {badges} from './user-badges.styles.ts';
import {cards} from './user-cards.styles.ts';

export const styles = [
  base,
  button,
  card,
  css`
    .toolbar {
      margin-block-end: 0.75rem;
    }

    .search {
      position: relative;
      inline-size: 15rem;
      font-size: var(--_size-small);
    }

    .search > .icon {
      position: absolute;
      inset-block-start: calc(50% - 0.5rem);
      inset-inline-start: 0.625rem;
      color: var(--_text-subtle);
      pointer-events: none;
    }

    .search > input {
      inline-size: 100%;
      block-size: var(--_control);
      padding: 0;
      padding-inline: 2rem 0.5rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius);
      background: var(--_surface);
    }

    .search > input::placeholder {
      color: var(--_text-subtle);
      opacity: 1;
    }

    .search > input::-webkit-search-cancel-button {
      filter: grayscale(1);
    }

    .search > input:focus-visible {
      outline-offset: -1px;
    }

    /* Clipped without becoming the box that its sticky head and foot would stick to. */
    .card {
      overflow: clip;
    }

    .table {
      inline-size: 100%;
      overflow-anchor: none;
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

    thead {
      background: var(--_sunken);
    }

    thead th {
      color: var(--_text-muted);
      font-size: var(--_size-caption);
      font-weight: 500;
    }

    tbody tr {
      scroll-margin-block: 3rem;
    }

    tbody tr:hover {
      background: var(--_hover);
    }

    :is(tbody tr, .sort):focus-visible {
      outline-offset: -2px;
    }

    /* What has the focus is not under the head or the foot, which stay. */
    .table :is(a, button, input) {
      scroll-margin-block: 3.5rem;
    }

    .spacer > td {
      padding: 0;
      border: 0;
      background: repeating-linear-gradient(transparent 0 calc(var(--_row) - 1px), var(--_divider) 0 var(--_row));
    }

    /* No other row is positioned, and no cell scrolls: what is to be painted by itself costs more. */
    :is(.fresh, .selected) {
      position: relative;
    }

    :is(.fresh, .selected) > :first-child::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: 0;
      border-inline-start: 2px solid var(--_success-solid);
    }

    .selected > :first-child::before {
      border-color: var(--_accent);
    }

    .sort {
      display: inline-flex;
      align-items: center;
      gap: 0.1875rem;
      max-inline-size: 100%;
      block-size: max(1.75rem, var(--_target));
      margin-inline: -0.375rem;
      padding: 0 0.375rem;
      border: 0;
      border-radius: var(--_radius-small);
      background: none;
      font-weight: inherit;
      white-space: nowrap;
      cursor: pointer;
    }

    .sort > .icon {
      inline-size: 0.75rem;
      block-size: 0.75rem;
      stroke-width: 1.75;
      opacity: 0;
    }

    .sort:hover > .icon {
      opacity: 0.6;
    }

    [aria-sort] {
      color: var(--_text);
    }

    [aria-sort] .icon {
      opacity: 1;
    }

    [aria-sort='ascending'] .icon {
      rotate: 180deg;
    }

    .first,
    .second {
      display: block;
      line-height: 1.25;
    }

    .first {
      font-weight: 500;
    }

    bdi,
    :is(th, td) > slot {
      min-inline-size: 0;
      overflow: clip;
      text-overflow: ellipsis;
      text-align: -webkit-match-parent;
      text-align: match-parent;
    }

    .second {
      font-size: var(--_size-caption);
      color: var(--_text-muted);
    }

    .mine {
      display: flex;
      align-items: center;
      gap: 0.375rem;
    }

    .tag {
      flex: none;
      padding: 0 0.375rem;
      border-radius: var(--_radius-small);
      background: var(--_pressed);
      font-size: calc(var(--_size) * 0.7858);
      font-weight: 500;
      line-height: 1.4545;
    }

    .email {
      color: var(--_text-muted);
    }

    /* Isolated: a date of one language in a page of another direction keeps its order. */
    time,
    .count {
      font-variant-numeric: tabular-nums;
      unicode-bidi: plaintext;
    }

    .actions {
      inline-size: 3.5rem;
      text-align: end;
    }

    .subtle {
      color: var(--_text-subtle);
    }

    .foot {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 0.5rem;
      min-block-size: 2.625rem;
      margin-block-start: -1px;
      padding-inline: 1rem 0.5rem;
      border-block-start: 1px solid var(--_divider);
      background: var(--_surface);
      font-size: var(--_size-small);
      color: var(--_text-muted);
    }

    .foot > .button {
      margin-inline-start: auto;
    }

    .failure {
      color: var(--_danger-text);
    }

    :host([density='compact']) {
      .second {
        display: none;
      }

      .also {
        display: inline;
        margin-inline-start: 0.4375rem;
      }
    }

    @container (width > 45.8em) {
      tbody tr:not(.spacer) {
        block-size: var(--_row);
      }

      :is(th, td) {
        padding-inline: var(--_cell);
        border-block-end: 1px solid var(--_divider);
        white-space: nowrap;
      }

      /* What is in a box of its own is clipped by that alone. */
      thead th,
      td:not(.username, .name, .email, .role) {
        overflow: clip;
        text-overflow: ellipsis;
      }

      /* In a box of its own, so that what does not fit is its own end, whichever way the table runs. */
      :is(th, td) > :is(bdi, slot) {
        display: block;
      }

      :is(th, td):first-child {
        padding-inline-start: 1rem;
      }

      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        block-size: 2.125rem;
        background: var(--_sunken);
      }

      .username,
      .name {
        inline-size: 16%;
      }

      .role,
      .createdAt {
        inline-size: 10em;
      }

      .lastSignInAt {
        inline-size: 11em;
      }

      .status {
        inline-size: 15em;
      }

      :host([density='compact']) .status {
        inline-size: 18.3em;
      }

      wbr,
      .mail {
        display: none;
      }
    }

    /* The address takes the place of the person's name, so that no column is lost. */
    @container (45.8em < width <= 61.8em) {
      .many .username {
        inline-size: auto;

        & ~ .email,
        .person {
          display: none;
        }

        .mail {
          display: flow-root;
        }

        .mine {
          float: inline-end;
        }
      }

      :host([density='compact']) .many .mail {
        display: none;
      }
    }

    @container (45.8em < width <= 57.2em) {
      .most .role {
        display: none;
      }
    }

    /* In a low window, what stays would cover too much of what has the focus. */
    @media (height <= 30rem) {
      .foot {
        position: static;
      }
    }

    @media (forced-colors: active) {
      .tag {
        border: 1px solid CanvasText;
      }

      :is(.fresh, .selected) > :first-child::before {
        border-inline-start: 3px solid Highlight;
      }
    }
  `,
  badges,
  cards,
];
