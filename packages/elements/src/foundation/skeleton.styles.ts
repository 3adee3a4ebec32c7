import {css} from 'lit';

/** `.bone`, a grey bar in the place of a text that is on its way. */
export const skeleton = css`
  .bone {
    display: block;
    inline-size: 60%;
    block-size: 0.625rem;
    border-radius: 1rem;
    background: var(--tenantry-track, light-dark(oklch(0.915 var(--_tint) var(--_hue)), oklch(0.32 calc(var(--_tint) * 1.5) var(--_hue))));
    animation: breathe 1.6s var(--_ease) infinite alternate;
  }

  @keyframes breathe {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .bone {
      background: GrayText;
    }
  }
`;
