import {css} from 'lit';

/** Styles of marks, strips, bars, slots and of the words and numbers beside them. */
export const charts = css`
  :host {
    --_series: var(--tenantry-series-1, var(--_accent));
    --_part: var(
      --tenantry-part,
      light-dark(oklch(from var(--_series) 0.64 calc(c * 0.8) h), oklch(from var(--_series) 0.56 calc(c * 0.75) h))
    );
    --_free: var(
      --tenantry-free,
      light-dark(oklch(from var(--_series) 0.84 calc(c * 0.5) h), oklch(from var(--_series) 0.4 calc(c * 0.5) h))
    );
    --_track: var(
      --tenantry-track,
      light-dark(oklch(0.915 var(--_tint) var(--_hue)), oklch(0.32 calc(var(--_tint) * 1.5) var(--_hue)))
    );
  }

  .tone-used,
  .tone-running {
    color: var(--_series);
  }

  .tone-part,
  .mark.tone-free {
    color: var(--_part);
  }

  .tone-free {
    color: var(--_free);
  }

  .tone-moving,
  .tone-waiting {
    color: var(--tenantry-info-solid, light-dark(#3475c4, #609ce0));
  }

  .tone-aside,
  .tone-unknown {
    color: var(--_text-subtle);
  }

  .tone-warning {
    color: var(--_warning-solid);
  }

  .tone-danger {
    color: var(--tenantry-danger-solid, light-dark(#c22026, #f46f6b));
  }

  .tone-good {
    color: var(--_success-solid);
  }

  .mark {
    flex: none;
    inline-size: 0.625rem;
    block-size: 0.625rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .mark > .solid {
    fill: currentColor;
    stroke: none;
  }

  .mark > .knock {
    stroke: var(--_surface);
  }

  /* A mark stays beside the first line of its words. */
  .named {
    display: inline-block;
    position: relative;
    padding-inline-start: 1.0625rem;
  }

  .named > .mark {
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: calc((1lh - 0.625rem) / 2);
  }

  .strip,
  .bar,
  .slots {
    border-radius: 1rem;
    overflow: hidden;
  }

  .strip > svg,
  .bar > svg,
  .slots > svg {
    display: block;
    inline-size: 100%;
    block-size: 0.375rem;
  }

  .strip > svg {
    block-size: 0.5rem;
    fill: currentColor;
  }

  .slots {
    border-radius: 0;
  }

  .slots > svg {
    block-size: 0.625rem;
  }

  pattern > .knock {
    fill: none;
    stroke: var(--_surface);
    stroke-width: 1;
    stroke-linecap: square;
    opacity: 0.6;
  }

  .track {
    fill: var(--_track);
  }

  .fill {
    fill: var(--_series);
  }

  :is(.strip, .bar, .slots):dir(rtl) g {
    transform: scaleX(-1);
    transform-box: view-box;
    transform-origin: center;
  }

  .meters {
    display: grid;
    gap: 0.6875rem;
  }

  .meter {
    position: relative;
    display: grid;
    gap: 0.25rem;
  }

  .meter-line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.375rem;
    font-size: var(--_size-caption);
    line-height: 1.3334;
    color: var(--_text-muted);
  }

  .what {
    flex: 1 1 5rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .numbers {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0 0.375rem;
    margin-inline-start: auto;
  }

  .share {
    min-inline-size: 2.25rem;
    text-align: end;
  }

  @media (forced-colors: active) {
    .mark,
    .strip > svg {
      color: CanvasText;
    }

    .mark > .knock,
    pattern > .knock {
      stroke: Canvas;
      opacity: 1;
    }

    .strip,
    .bar {
      border: 1px solid CanvasText;
    }

    .strip rect {
      color: CanvasText;
      stroke: CanvasText;
    }

    .strip .tone-free {
      fill: Canvas;
    }

    .fill {
      fill: CanvasText;
    }

    .track {
      fill: Canvas;
    }

    .slots .track {
      stroke: CanvasText;
      stroke-width: 0.5;
    }
  }
`;
