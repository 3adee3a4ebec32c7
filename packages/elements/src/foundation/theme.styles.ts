import {css} from 'lit';

/**
 * The design's values, each replaceable by a host's `--tenantry-*` on any ancestor. Elements use the private names only. A value that stands
 * in one place only is written there, with its public name.
 * Light or dark follows the inherited `color-scheme`, so an element looks like the page it is in.
 */
export const theme = css`
  :host {
    --_hue: var(--tenantry-hue, 222);
    --_tint: var(--tenantry-tint, 0.01);
    --_hue2: calc(var(--_hue) + 15);
    --_accent: var(--tenantry-accent, light-dark(#006d75, #59cecb));
    --_accent-text: var(--tenantry-accent-text, color-mix(in oklab, var(--_accent) 92%, light-dark(#000, #fff)));
    --_focus: var(--tenantry-focus, var(--_accent));

    --_surface: var(--tenantry-surface, light-dark(#fff, oklch(0.203 calc(var(--_tint) * 1.2) var(--_hue2))));
    --_sunken: var(
      --tenantry-sunken,
      light-dark(oklch(0.966 calc(var(--_tint) * 0.5) var(--_hue)), oklch(0.183 calc(var(--_tint) * 1.1) var(--_hue2)))
    );
    --_divider: var(
      --tenantry-divider,
      light-dark(oklch(0.932 calc(var(--_tint) * 0.7) var(--_hue)), oklch(0.268 calc(var(--_tint) * 1.3) var(--_hue2)))
    );
    --_border: var(--tenantry-border, light-dark(oklch(0.892 var(--_tint) var(--_hue)), oklch(0.315 calc(var(--_tint) * 1.5) var(--_hue2))));
    --_border-control: var(
      --tenantry-border-control,
      light-dark(oklch(0.642 calc(var(--_tint) * 2) var(--_hue)), oklch(0.545 calc(var(--_tint) * 2) calc(var(--_hue) + 10)))
    );
    --_text: var(
      --tenantry-text,
      light-dark(oklch(0.245 calc(var(--_tint) * 2.2) calc(var(--_hue) + 20)), oklch(0.945 calc(var(--_tint) * 0.6) var(--_hue)))
    );
    --_text-muted: var(
      --tenantry-text-muted,
      light-dark(oklch(0.455 calc(var(--_tint) * 2) var(--_hue2)), oklch(0.745 calc(var(--_tint) * 1.5) var(--_hue)))
    );
    --_text-subtle: var(
      --tenantry-text-subtle,
      light-dark(oklch(0.525 calc(var(--_tint) * 2) var(--_hue2)), oklch(0.665 calc(var(--_tint) * 1.6) var(--_hue)))
    );
    --_hover: var(--tenantry-hover, light-dark(oklch(0.3 0.03 var(--_hue) / 0.045), oklch(0.9 0.02 var(--_hue) / 0.06)));
    --_pressed: var(--tenantry-pressed, light-dark(oklch(0.3 0.03 var(--_hue) / 0.085), oklch(0.9 0.02 var(--_hue) / 0.1)));

    --_success-solid: var(--tenantry-success-solid, light-dark(#228a4e, #47b777));
    --_warning-solid: var(--tenantry-warning-solid, light-dark(#bd741a, #edad44));
    --_danger-text: var(--tenantry-danger-text, light-dark(#ac2123, #fa9b96));

    --_size: var(--tenantry-font-size, 0.875rem);
    --_size-caption: var(--tenantry-size-caption, calc(var(--_size) * 0.8572));
    --_size-small: var(--tenantry-size-small, calc(var(--_size) * 0.9286));

    --_radius: var(--tenantry-radius, 0.375rem);
    --_radius-small: var(--tenantry-radius-small, calc(var(--_radius) * 0.667));
    --_radius-large: var(--tenantry-radius-large, calc(var(--_radius) * 1.667));
    --_shadow-1: var(--tenantry-shadow-1, 0 1px 2px light-dark(rgb(20 40 50 / 0.05), rgb(0 0 0 / 0.3)));

    --_control: var(--tenantry-control, 2rem);
    --_target: 1.5rem;
    --_row: var(--tenantry-row, 2.625rem);
    --_cell: var(--tenantry-cell, 0.625rem);
    --_fast: var(--tenantry-fast, 120ms);
    --_ease: var(--tenantry-ease, cubic-bezier(0.2, 0, 0, 1));
  }

  /* The public names, so that the elements inside are compact as well. */
  :host([density='compact']) {
    --tenantry-control: 1.75rem;
    --tenantry-control-form: 2rem;
    --tenantry-row: 2rem;
    --tenantry-cell: 0.5rem;
  }

  @media (pointer: coarse) {
    :host {
      --_control: 2.75rem;
      --_target: 2.75rem;
      --_row: 3.25rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_fast: 0ms;
    }
  }
`;
