import {css} from 'lit';
import {moreTheme} from './more-theme.styles.ts';

/** Styles of {@link stateBlock}; it needs the button styles as well. */
export const stateBlockStyles = css`
  ${moreTheme}

  .state {
    display: grid;
    justify-items: center;
    gap: 0.375rem;
    padding: 3.5rem 1.5rem;
    text-align: center;
  }

  .glyph {
    display: grid;
    place-content: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    margin-block-end: 0.5rem;
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

  .glyph.danger {
    border-color: transparent;
    background: var(--_danger-soft);
    color: var(--_danger-solid);
  }

  .state-title {
    font-size: var(--_size-title);
    font-weight: 600;
    line-height: 1.5;
  }

  .state p {
    max-inline-size: 26rem;
    font-size: var(--_size-small);
    color: var(--_text-muted);
    text-wrap: balance;
  }

  .state-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
    margin-block-start: 0.875rem;
  }

  .state .request {
    margin-block-start: 0.625rem;
    font-size: var(--_size-caption);
    color: var(--_text-subtle);
  }

  .request code {
    font-family: var(--_font-mono);
    overflow-wrap: anywhere;
    user-select: all;
  }

  @media (forced-colors: active) {
    .glyph {
      border-color: CanvasText;
    }
  }
`;
