import {css} from 'lit';

/** `.bone`, a grey bar in the place of a text that is on its way; `.late` around all of them shows nothing before 300 ms. */
export const skeleton = css`
  .bone {
    display: block;
    inline-size: 60%;
    block-size: 0.625rem;
    border-radius: 1rem;
    background: var(--tenantry-track, light-dark(oklch(0.915 var(--_tint) var(--_hue)), oklch(0.32 calc(var(--_tint) * 1.5) var(--_hue))));
    animation: breathe 1.6s var(--_ease) infinite alternate;
  }

  .bone.wide {
    inline-size: 100%;
  }

  .late {
    animation: appear 0s 300ms both;
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
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
