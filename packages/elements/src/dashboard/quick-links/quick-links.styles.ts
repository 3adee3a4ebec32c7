import {css} from 'lit';
import {tileStyles} from '../tile.styles.ts';

export const styles = [
  ...tileStyles,
  css`
    .content {
      padding-block: 0.375rem 0.5rem;
      padding-inline: 0.5rem;
    }

    .links {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
      gap: 0.125rem;
    }

    a {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-content: start;
      gap: 0.0625rem 0.75rem;
      block-size: 100%;
      min-block-size: var(--_target);
      padding: 0.5rem;
      border-radius: var(--_radius);
      color: inherit;
      text-decoration: none;
      overflow-wrap: anywhere;
    }

    a:hover {
      background: var(--_hover);
    }

    a > .icon {
      grid-row: span 2;
      inline-size: 1.25rem;
      block-size: 1.25rem;
      stroke-width: 1.3;
      color: var(--_accent-text);
    }

    .label {
      padding-block: 0.0625rem;
      font-size: var(--_size-small);
      font-weight: 500;
      line-height: 1.3846;
    }

    a:hover .label {
      text-decoration: underline;
      text-underline-offset: 0.2em;
    }

    .text {
      font-size: var(--_size-caption);
      line-height: 1.3334;
      color: var(--_text-muted);
      text-wrap: pretty;
    }

    .none {
      padding-inline: 0.5rem;
    }
  `,
];
