import {css} from 'lit';
import {theme} from './theme.styles.ts';

/**
 * What every visible element starts from. Its template is wrapped in one `<div class="root" part="base">`, which keeps the host page's
 * text properties, cursor and the like out; font family, direction, color scheme and visibility come in.
 */
export const base = [
  theme,
  css`
    :host {
      display: block;
    }

    :host([hidden]) {
      display: none !important;
    }

    .root {
      all: initial;
      display: block;
      container-type: inline-size;
      color: var(--_text);
      color-scheme: inherit;
      font-family: var(--tenantry-font, inherit);
      font-size: var(--_size);
      line-height: 1.4286;
      pointer-events: inherit;
      text-size-adjust: inherit;
      visibility: inherit;
      -webkit-font-smoothing: inherit;
    }

    *,
    ::before,
    ::after {
      box-sizing: border-box;
    }

    :where(h1, h2, h3, p, dl, dd, ul, ol, fieldset) {
      margin: 0;
      padding: 0;
      border: 0;
      font: inherit;
      list-style: none;
    }

    :where(button, input, select) {
      font: inherit;
      color: inherit;
      letter-spacing: inherit;
    }

    :focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }

    [tabindex='-1']:focus-visible {
      outline: none;
    }

    .vh {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }

    .icon {
      flex: none;
      inline-size: 1rem;
      block-size: 1rem;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }

    @media (forced-colors: active) {
      .icon {
        color: inherit !important;
      }
    }
  `,
];
