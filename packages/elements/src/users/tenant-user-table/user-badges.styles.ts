import {css} from 'lit';

/** What stands for a status: a shape with its words. */
export const badges = css`
  .badge {
    display: inline-block;
    max-inline-size: 100%;
    padding-inline-start: 1.3125rem;
    line-height: 1.25;
    white-space: normal;
    vertical-align: middle;
  }

  .badge > .also {
    display: block;
    font-size: var(--_size-caption);
    color: var(--_text-muted);
  }

  .mark {
    float: inline-start;
    margin-block-start: 0.0625rem;
    margin-inline: -1.3125rem 0.4375rem;
    inline-size: 0.875rem;
    block-size: 0.875rem;
    fill: currentColor;
  }

  .mark:is(.off, .new) {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }

  .new {
    color: var(--_text-subtle);
    stroke-dasharray: 2.1;
  }

  .good {
    color: var(--_success-solid);
  }

  .due {
    color: var(--_warning-solid);
  }

  .off {
    color: var(--_text-muted);
  }

  @media (forced-colors: active) {
    .badge > .mark {
      color: CanvasText;
    }
  }
`;
