import {css} from 'lit';

/** As wide as other forms; the form's body scrolls, its buttons stay. */
export const styles = css`
  @media (min-width: 40.01rem) {
    .dialog {
      inline-size: min(35rem, calc(100vw - 2rem));
    }
  }

  .result {
    display: flex;
    flex-direction: column;
    min-block-size: 20rem;
  }
`;
