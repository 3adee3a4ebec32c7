import {css} from 'lit';

/** As wide as the slip with the credentials. */
export const styles = css`
  @media (min-width: 40.01rem) {
    .dialog {
      inline-size: min(35rem, calc(100vw - 2rem));
    }
  }

  .ended {
    font-size: var(--_size-small);
    line-height: 1.3846;
  }
`;
