import {css} from 'lit';
import {moreTheme} from './more-theme.styles.ts';

/**
 * A native `<dialog class="dialog">` of `.dialog-head`, `.dialog-body` and `.dialog-footer`; a bottom sheet on a small screen.
 * A modal dialog is as wide as the window, so its width is asked of the window, not of a container.
 */
export const dialog = css`
  ${moreTheme}

  :host {
    --_raised: var(--tenantry-raised, light-dark(#fff, oklch(0.243 calc(var(--_tint) * 1.3) var(--_hue2))));
  }

  .dialog {
    inline-size: min(35rem, calc(100vw - 2rem));
    max-inline-size: none;
    max-block-size: calc(100dvh - 2rem);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--tenantry-radius-dialog, calc(var(--_radius) * 2));
    background: var(--_raised);
    box-shadow: var(
      --tenantry-shadow-3,
      0 2px 6px light-dark(rgb(20 40 50 / 0.08), rgb(0 0 0 / 0.4)),
      0 28px 64px -20px light-dark(rgb(20 40 50 / 0.36), rgb(0 0 0 / 0.85))
    );
    color: inherit;
    overflow: auto;
  }

  .dialog[open] {
    display: flex;
    flex-direction: column;
  }

  .dialog::backdrop {
    background: var(--tenantry-scrim, light-dark(oklch(0.25 0.02 var(--_hue) / 0.4), oklch(0.08 0.01 var(--_hue) / 0.66)));
  }

  .dialog-head {
    display: flex;
    align-items: flex-start;
    gap: 1rem;
    padding-block-start: 1.25rem;
    padding-inline: 1.5rem 1.25rem;
  }

  .dialog-head h2 {
    font-size: var(--_size-title);
    font-weight: 600;
    letter-spacing: -0.008em;
    line-height: 1.5;
  }

  .dialog-head p {
    font-size: var(--_size-small);
    color: var(--_text-muted);
  }

  .dialog-head > .button {
    margin-block-start: -0.125rem;
    margin-inline-start: auto;
    color: var(--_text-muted);
  }

  .dialog-body {
    display: grid;
    gap: 1rem;
    padding: 1rem 1.5rem 1.5rem;
    overflow: auto;
    overscroll-behavior: contain;
  }

  .dialog-footer {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.5rem;
    padding: 0.875rem 1.5rem;
    border-block-start: 1px solid var(--_divider);
    background: light-dark(var(--_sunken), var(--_surface));
  }

  .dialog-footer > .button {
    block-size: var(--_control-form);
    padding-inline: 0.875rem;
  }

  @media (max-width: 40rem) {
    .dialog {
      inset: auto 0 0;
      inline-size: 100vw;
      max-block-size: calc(100dvh - 1.5rem);
      margin: 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }

    .dialog-head,
    .dialog-body,
    .dialog-footer {
      padding-inline: 1rem;
    }

    .dialog-footer {
      flex-direction: column-reverse;
      align-items: stretch;
    }
  }
`;
