import {css} from 'lit';

/** A form in a `.frame`: `.fields` around its fields, `.request` for a request's id. Needs the field and the notice styles. */
export const form = css`
  /* As wide as the elements inside, so that all pairs break together. */
  .fields {
    container-type: inline-size;
  }

  :is(.notice, .error-text) > span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .notice a {
    font-weight: 500;
  }

  .request {
    display: block;
    margin-block-start: 0.25rem;
    font-size: var(--_size-caption);
    color: var(--_text-muted);
  }
`;
