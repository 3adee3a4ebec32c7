import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {button} from '../../foundation/button.styles.ts';

export const styles = [
  base,
  button,
  css`
    :host {
      --_raised: var(--tenantry-raised, light-dark(#fff, oklch(0.243 calc(var(--_tint) * 1.3) var(--_hue2))));
      display: inline-block;
      vertical-align: middle;
    }

    .root {
      display: flex;
      position: relative;
      container-type: normal;
    }

    .trigger {
      anchor-name: --trigger;
      inline-size: 1.75rem;
      padding: 0;
      scroll-margin-block: 4rem; /* Head and foot of a table stick. */
    }

    .trigger > .icon,
    .item > .icon {
      color: var(--_text-muted);
    }

    .trigger[aria-expanded='true'] {
      background: var(--_pressed);
    }

    /* Below the button or above it, their ends in line as far as the window allows; scrolled where neither has room. */
    .menu {
      --_width: min(var(--_size) * 15.4286, 100vw - 1rem);
      position: fixed;
      position-anchor: --trigger;
      position-try-fallbacks: flip-block, --scrolled, --scrolled flip-block;
      inset: auto;
      inset-block-start: anchor(end);
      inset-inline-end: clamp(0.5rem, anchor(self-end), 100% - var(--_width) - 0.5rem);
      inline-size: var(--_width);
      block-size: auto;
      margin: 0.25rem 0;
      padding: 0.25rem;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-large);
      background: var(--_raised);
      box-shadow: var(
        --tenantry-shadow-2,
        0 1px 2px light-dark(rgb(20 40 50 / 0.08), rgb(0 0 0 / 0.4)),
        0 10px 28px -8px light-dark(rgb(20 40 50 / 0.22), rgb(0 0 0 / 0.7))
      );
      color: inherit;
      overflow: hidden auto;
      overscroll-behavior: contain;
    }

    @position-try --scrolled {
      inset-block-end: 0;
      min-block-size: 4rem;
    }

    .item {
      display: flex;
      align-items: center;
      gap: 0.5625rem;
      inline-size: 100%;
      min-block-size: max(2rem, var(--_control));
      padding: 0.25rem 0.5rem;
      border: 0;
      border-radius: var(--_radius);
      background: none;
      font-size: var(--_size-small);
      line-height: 1.3846;
      text-align: start;
      cursor: pointer;
    }

    .item:hover,
    .item:focus {
      background: var(--_hover);
    }

    .item:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
    }

    .item.danger,
    .item.danger > .icon {
      color: var(--_danger-text);
    }

    .item[aria-disabled='true'] {
      color: var(--_text-subtle);
      cursor: not-allowed;
    }

    .item[aria-disabled='true'] > .icon {
      color: inherit;
    }

    .line,
    .note {
      margin: 0.25rem -0.25rem;
      border-block-start: 1px solid var(--_divider);
    }

    .note {
      margin-block-end: 0;
      padding: 0.375rem 0.75rem 0.25rem;
      font-size: var(--_size-caption);
      line-height: 1.3333;
      color: var(--_text-muted);
      text-wrap: pretty;
    }

    .tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.125rem;
    }

    .tools > .button > .icon {
      color: var(--_text-muted);
    }

    .tools > .button[aria-disabled='true'] {
      color: var(--_text-subtle);
      cursor: not-allowed;
    }

    .tools > .danger,
    .tools > .danger > .icon {
      color: var(--_danger-text);
    }

    .tools > .button[aria-disabled='true'] > .icon {
      color: inherit;
    }

    .tools > .line {
      block-size: 1rem;
      margin: 0 0.375rem;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }

    @media (pointer: coarse) {
      .trigger {
        inline-size: var(--_control);
      }
    }

    @media (forced-colors: active) {
      .item {
        border: 1px solid Canvas;
      }

      .item:hover,
      .item:focus {
        border-color: ButtonText;
      }

      .item[aria-disabled='true'] {
        color: GrayText;
      }
    }
  `,
];
