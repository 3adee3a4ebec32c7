import {css} from 'lit';

/** Where there is no room for a table: one user, one card. The heads stay as a row of buttons that sort. */
export const cards = css`
  @container (width <= 45.8em) {
    .search {
      inline-size: auto;
    }

    :is(table, thead, tbody, tbody tr, th) {
      display: block;
    }

    thead,
    tbody tr:not(.spacer) {
      border-block-end: 1px solid var(--_divider);
    }

    thead {
      padding: 0.25rem 1rem;
    }

    thead tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0 1rem;
    }

    thead th:not(:has(.sort)),
    th:not([aria-sort]) .icon,
    .mail {
      display: none;
    }

    tbody tr:not(.spacer) {
      position: relative;
      padding: 0.75rem 1rem;
    }

    tbody th {
      margin-block-end: 0.25rem;
    }

    td {
      display: flex;
      gap: 0.375rem;
      padding-block: 0.125rem;
    }

    .badge {
      line-height: inherit;
    }

    td.actions {
      position: absolute;
      inset-block-start: 0.5rem;
      inset-inline-end: 0.5rem;
      inline-size: auto;
    }

    td[data-label]::before {
      content: attr(data-label);
      content: attr(data-label) / '';
      flex: none;
      inline-size: 5.875rem;
      color: var(--_text-muted);
      font-size: var(--_size-caption);
      line-height: calc(var(--_size-small) * 1.3846);
    }

    bdi {
      overflow-wrap: anywhere;
    }

    .foot {
      padding-block: 0.5rem;
    }
  }
`;
