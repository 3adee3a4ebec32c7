import {css} from 'lit';

/** `.notice` with `danger`, `warning` or `success`: an icon and a sentence above what it is about. */
export const notice = css`
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

  .notice.danger {
    --_notice: var(--_danger-solid);
    background: var(--_danger-soft);
  }

  .notice.warning {
    --_notice: var(--_warning-solid);
    background: var(--tenantry-warning-soft, light-dark(#fdf3dc, #362712));
  }

  .notice.success {
    --_notice: var(--_success-solid);
    background: var(--tenantry-success-soft, light-dark(#e8f7ee, #162f22));
  }

  .notice a {
    color: var(--_accent-text);
  }
`;
