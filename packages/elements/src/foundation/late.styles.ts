import {css} from 'lit';

/** `.late` around what is on its way: nothing is seen of it before 300 ms. */
export const late = css`
  .late {
    animation: appear 0s 300ms both;
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
`;
