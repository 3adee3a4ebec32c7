import {css} from 'lit';
import {base} from '../foundation/base.styles.ts';
import {button} from '../foundation/button.styles.ts';
import {card} from '../foundation/card.styles.ts';
import {late} from '../foundation/late.styles.ts';
import {skeleton} from '../foundation/skeleton.styles.ts';
import {warning} from '../foundation/warning.styles.ts';

/** Styles of {@link tile} and of what it holds: a box as high as its place, whose head stays while the rest scrolls. */
export const tileStyles = [
  base,
  button,
  card,
  late,
  skeleton,
  warning,
  css`
    :host,
    .root {
      block-size: 100%;
    }

    .card {
      display: flex;
      flex-direction: column;
      block-size: 100%;
    }

    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.125rem 0.5rem;
      /* Room for what a dashboard puts there while somebody edits it. */
      margin-inline-end: var(--_tile-tools, 0);
      padding: 0.75rem 1rem 0;
    }

    .head > .icon {
      color: var(--_text-muted);
    }

    /* Beside the icon, however long it is. */
    h2 {
      min-inline-size: 0;
      max-inline-size: calc(100% - 1.5rem);
      font-size: var(--_size-small);
      font-weight: 600;
      line-height: 1.5;
      overflow-wrap: anywhere;
    }

    .meta {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 0.75rem;
      min-inline-size: 0;
      margin-inline-start: auto;
      font-size: var(--_size-caption);
      line-height: 1.5;
      color: var(--_text-muted);
    }

    .meta > .link-button {
      min-block-size: var(--_target);
    }

    .tag {
      padding: 0 0.375rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius-small);
      font-size: calc(var(--_size) * 0.7858);
      font-weight: 500;
      line-height: 1.4545;
      color: var(--_text-muted);
    }

    .card > .notice {
      margin: 0.5rem 1rem 0;
      padding: 0.375rem 0.625rem;
      font-size: var(--_size-caption);
      overflow-wrap: anywhere;
    }

    .scrolls {
      flex: 1 1 auto;
      min-block-size: 0;
      border-radius: var(--_radius-large);
      /* A shade at the lower edge as long as there is more below, which moves with it and covers the shade at its end. */
      background:
        linear-gradient(transparent, var(--_surface) 60%) bottom / 100% 2rem local no-repeat,
        linear-gradient(transparent, var(--_divider)) bottom / 100% 0.625rem no-repeat;
      overflow: hidden auto;
    }

    .scrolls:focus-visible {
      outline-offset: -2px;
    }

    .content {
      position: relative;
      padding: 0.625rem 1rem 0.9375rem;
    }

    time,
    b,
    .number,
    .share {
      font-variant-numeric: tabular-nums;
    }

    b {
      font-weight: 500;
      color: var(--_text);
    }

    .instead {
      display: flex;
      gap: 0.875rem;
      padding-block: 0.625rem;
    }

    .glyph {
      flex: none;
      display: grid;
      place-content: center;
      inline-size: 2.5rem;
      block-size: 2.5rem;
      border: 1px solid var(--_divider);
      border-radius: var(--_radius-large);
      background: var(--_sunken);
      color: var(--_text-muted);
    }

    .glyph > .icon {
      inline-size: 1.25rem;
      block-size: 1.25rem;
      stroke-width: 1.3;
    }

    .open > .glyph {
      border: 1px dashed var(--_border-control);
      background: none;
    }

    .failed > .glyph {
      border-color: transparent;
      background: var(--tenantry-danger-soft, light-dark(#fdf0ef, #3a1d1d));
      color: var(--tenantry-danger-solid, light-dark(#c22026, #f46f6b));
    }

    .words {
      display: grid;
      gap: 0.25rem;
      min-inline-size: 0;
      max-inline-size: 30rem;
      font-size: var(--_size-small);
      line-height: 1.3846;
      color: var(--_text-muted);
      overflow-wrap: anywhere;
    }

    h3 {
      font-size: var(--_size);
      font-weight: 600;
      line-height: 1.4286;
      color: var(--_text);
    }

    .words > p {
      text-wrap: pretty;
    }

    .bones {
      display: grid;
      gap: 0.75rem;
      padding-block: 0.25rem;
    }

    .bone.large {
      inline-size: 4.5rem;
      block-size: 1.5rem;
    }

    .bone.wide {
      inline-size: 100%;
    }

    @container (width <= 18em) {
      .head {
        padding-inline: 0.75rem;
      }

      .content {
        padding-inline: 0.75rem;
      }

      .card > .notice {
        margin-inline: 0.75rem;
      }

      .meta {
        margin-inline-start: 1.5rem;
      }

      .instead {
        flex-direction: column;
        gap: 0.5rem;
      }
    }

    @media (forced-colors: active) {
      .failed > .glyph,
      .glyph,
      .notice {
        border-color: CanvasText;
      }
    }
  `,
];
