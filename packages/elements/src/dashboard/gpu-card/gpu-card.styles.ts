import {css} from 'lit';
import {charts} from '../charts.styles.ts';
import {tileStyles} from '../tile.styles.ts';

export const styles = [
  ...tileStyles,
  charts,
  css`
    .models {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
      gap: 1rem 1.5rem;
    }

    .models h3 {
      margin-block-end: 0.375rem;
      font-size: var(--_size-small);
      overflow-wrap: anywhere;
    }

    .remarks {
      display: grid;
      gap: 0.125rem;
      margin-block-start: 0.875rem;
      padding-block-start: 0.5rem;
      border-block-start: 1px solid var(--_divider);
      font-size: var(--_size-caption);
      line-height: 1.4;
      color: var(--_text-muted);
    }

    .remarks .icon {
      inline-size: 0.875rem;
      block-size: 0.875rem;
      margin-inline-end: 0.25rem;
      color: var(--_warning-solid);
      vertical-align: -0.125rem;
    }
  `,
];
