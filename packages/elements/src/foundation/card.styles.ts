import {css} from 'lit';

/** `.card`, the one box that a subject has. */
export const card = css`
  .card {
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_surface);
    box-shadow: var(--_shadow-1);
  }
`;
