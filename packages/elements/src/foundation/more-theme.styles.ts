import {css} from 'lit';

/** The tokens of `theme` that dialogs, forms and what stands instead of content need, apart from those of every element. */
export const moreTheme = css`
  :host {
    --_danger-solid: var(--tenantry-danger-solid, light-dark(#c22026, #f46f6b));
    --_danger-soft: var(--tenantry-danger-soft, light-dark(#fdf0ef, #3a1d1d));
    --_font-mono: var(--tenantry-font-mono, ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace);
    --_size-title: var(--tenantry-size-title, calc(var(--_size) * 1.1429));
    --_size-page: var(--tenantry-size-page, calc(var(--_size) * 1.4286));
    --_control-form: var(--tenantry-control-form, 2.25rem);
    --_on-accent: var(--tenantry-on-accent, light-dark(#fff, #03171d));
  }

  @media (pointer: coarse) {
    :host {
      --_control-form: 2.875rem;
    }
  }
`;
