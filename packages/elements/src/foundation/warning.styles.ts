import {css} from 'lit';

/** `.notice.warning`: an icon and a sentence above what it is about. */
export const warning = css`
  .notice {
    display: flex;
    align-items: flex-start;
    gap: 0.5625rem;
    padding: 0.5625rem 0.75rem;
    border: 1px solid color-mix(in oklab, var(--_notice) 28%, transparent);
    border-radius: var(--_radius);
    font-size: var(--_size-small);
    line-height: 1.3846;
    text-wrap: pretty;
  }

  .notice > .icon {
    margin-block-start: 0.0625rem;
    color: var(--_notice);
  }

  .notice.warning {
    --_notice: var(--_warning-solid);
    background: var(--tenantry-warning-soft, light-dark(#fdf3dc, #362712));
  }
`;
