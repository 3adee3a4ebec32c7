import {css} from 'lit';

export const styles = css`
  .changes {
    display: grid;
    gap: 0.375rem;
  }

  h3 {
    font-size: var(--_size-small);
    font-weight: 500;
    line-height: 1.3846;
  }

  .list {
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    list-style: none;
  }

  .list li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
    padding: 0.375rem 0.875rem;
    font-size: var(--_size-small);
    line-height: 1.3846;
  }

  .list li + li {
    border-block-start: 1px solid var(--_divider);
  }

  code {
    display: block;
    font-size: var(--_size-caption);
    color: var(--_text-muted);
    overflow-wrap: anywhere;
  }

  .pill {
    flex: none;
    padding: 0.125rem 0.5625rem;
    border: 1px solid transparent;
    border-radius: 1rem;
    background: var(--tenantry-success-soft, light-dark(#e8f7ee, #162f22));
    color: var(--tenantry-success-text, light-dark(#126335, #75da9c));
    font-size: var(--_size-caption);
    font-weight: 500;
  }

  .pill.loses {
    background: var(--tenantry-warning-soft, light-dark(#fdf3dc, #362712));
    color: var(--tenantry-warning-text, light-dark(#7b4c10, #f4c063));
  }

  @media (forced-colors: active) {
    .pill {
      border-color: CanvasText;
    }
  }
`;
