import {css} from 'lit';
import {moreTheme} from './more-theme.styles.ts';
import {warning} from './warning.styles.ts';

/** `.notice` with `danger`, `warning` or `success`. */
export const notice = [
  moreTheme,
  warning,
  css`
    .notice.danger {
      --_notice: var(--_danger-solid);
      background: var(--_danger-soft);
    }

    .notice.success {
      --_notice: var(--_success-solid);
      background: var(--tenantry-success-soft, light-dark(#e8f7ee, #162f22));
    }

    .notice a {
      color: var(--_accent-text);
    }
  `,
];
