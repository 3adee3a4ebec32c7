import {css} from 'lit';
import {base} from '../../foundation/base.styles.ts';
import {buttons} from '../../foundation/buttons.styles.ts';
import {check} from '../../foundation/check.styles.ts';
import {dialog} from '../../foundation/dialog.styles.ts';
import {field} from '../../foundation/field.styles.ts';
import {form} from '../../foundation/form.styles.ts';
import {frame} from '../../foundation/frame.styles.ts';
import {late} from '../../foundation/late.styles.ts';
import {notice} from '../../foundation/notice.styles.ts';
import {radio} from '../../foundation/radio.styles.ts';
import {stateBlockStyles} from '../../foundation/state-block.styles.ts';

export const styles = [
  base,
  buttons,
  check,
  dialog,
  field,
  frame,
  notice,
  radio,
  late,
  stateBlockStyles,
  form,
  css`
    .root {
      --_accent-soft: var(
        --tenantry-accent-soft,
        light-dark(oklch(from var(--_accent) 0.965 calc(c * 0.2) h), oklch(from var(--_accent) 0.275 calc(c * 0.36) h))
      );
    }

    .fields[hidden] {
      display: none;
    }

    .notice.plain {
      --_notice: var(--_text-muted);
      background: var(--_sunken);
    }

    .fact {
      display: flex;
      align-items: center;
      min-block-size: var(--_control-form);
      overflow-wrap: anywhere;
    }

    .control.lines {
      block-size: auto;
    }

    .control.lines:has(textarea:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: -1px;
      border-color: var(--_focus);
    }

    textarea {
      flex: 1;
      min-inline-size: 0;
      padding: calc((var(--_control-form) - 1.25rem) / 2) 0.625rem;
      border: 0;
      border-radius: inherit;
      background: none;
      outline: none;
      font: inherit;
      color: inherit;
      letter-spacing: inherit;
      resize: vertical;
    }

    legend {
      margin-block-end: 0.3125rem;
      padding: 0;
    }

    .permissions {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 1rem;
    }

    .permissions bdi,
    .what {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .check-row:has(:disabled) {
      color: var(--_text-subtle);
      cursor: not-allowed;
    }

    .check:disabled {
      border-color: var(--_border);
      background: var(--_sunken);
      cursor: not-allowed;
    }

    .check:disabled:checked {
      border-color: var(--_text-subtle);
      background: var(--_text-subtle);
    }

    .sides {
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      overflow: clip;
    }

    .side {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: 0.5rem;
      padding: 0.5rem 0.625rem;
      font-size: var(--_size-small);
      line-height: 1.3846;
      cursor: pointer;
    }

    .side + .side {
      border-block-start: 1px solid var(--_divider);
    }

    .side:has(:checked) {
      background: var(--_accent-soft);
    }

    .whose {
      display: block;
      font-size: var(--_size-caption);
      color: var(--_text-muted);
    }

    .what {
      display: block;
      white-space: pre-line;
    }

    @container (width <= 34.3em) {
      .permissions {
        grid-template-columns: minmax(0, 1fr);
      }
    }

    @media (forced-colors: active) {
      .check:disabled {
        border-color: GrayText;
        background: Canvas;
      }

      .check:disabled:checked {
        background: GrayText;
      }

      .side {
        border: 1px solid Canvas;
      }

      .side:has(:checked) {
        border-color: Highlight;
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `,
];
