import {css} from 'lit';

/** `.select` around a native `<select>` and its chevron; needs the field styles. */
export const select = css`
  .select > select {
    appearance: none;
    padding-inline-end: 2rem;
    cursor: pointer;
  }

  .select > .icon {
    position: absolute;
    inset-inline-end: 0.5rem;
    color: var(--_text-muted);
    pointer-events: none;
  }
`;
