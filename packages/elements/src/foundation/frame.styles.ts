import {css} from 'lit';

/**
 * `.frame` around a `.dialog-body` and a `.dialog-footer`: a card of its own on a page; `.bare` in a dialog, which it fills, so that the
 * body scrolls and the footer stays. Needs the dialog styles. `--_behind` is the color that it stands on.
 */
export const frame = css`
  :host,
  .root,
  .frame {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }

  :host {
    max-inline-size: 40rem;
  }

  .frame {
    --_behind: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius-large);
    background: var(--_behind);
    box-shadow: var(--_shadow-1);
    overflow: clip;
  }

  .frame.bare {
    --_behind: var(--_raised);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }

  .frame:not(.bare) > .dialog-body {
    padding-block-start: 1.5rem;
  }

  .frame:not(.bare) > .dialog-footer {
    background: var(--_sunken);
  }

  @container (width <= 34.3em) {
    .dialog-body,
    .dialog-footer {
      padding-inline: 1rem;
    }

    .frame:not(.bare) > .dialog-body {
      padding-block-start: 1rem;
    }

    .dialog-footer {
      flex-direction: column-reverse;
      align-items: stretch;
    }
  }
`;
