import {css} from 'lit';
import {dialog} from '../../foundation/dialog.styles.ts';
import {field} from '../../foundation/field.styles.ts';
import {select} from '../../foundation/select.styles.ts';

/** While somebody edits. gridstack's own style sheet is not used: it has an image in a URL of data, which a strict policy refuses. */
export const editorStyles = [
  dialog,
  field,
  select,
  css`
    .tools-hint,
    .caption {
      font-size: var(--_size-small);
      color: var(--_text-muted);
    }

    .tools-hint {
      margin-block-end: 0.625rem;
    }

    .edit-bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
      margin-block-end: 0.875rem;
      padding: 0.5rem;
    }

    .push {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
      margin-inline-start: auto;
    }

    .segmented {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem;
      padding: 0.125rem;
      border-radius: var(--_radius);
      background: var(--_pressed);
    }

    .segmented > button {
      min-block-size: max(calc(var(--_control) - 0.25rem), var(--_target));
      padding: 0.125rem 0.625rem;
      border: 1px solid transparent;
      border-radius: var(--_radius-small);
      background: none;
      font-size: var(--_size-small);
      font-weight: 500;
      cursor: pointer;
    }

    .segmented > [aria-pressed='true'] {
      border-color: var(--_border);
      background: var(--_surface);
      box-shadow: var(--_shadow-1);
    }

    .gallery {
      margin-block-end: 0.875rem;
      padding: 0.875rem 1rem;
    }

    .gallery > ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
      gap: 0.25rem 1rem;
      margin-block-start: 0.375rem;
    }

    .gallery li {
      display: flex;
      align-items: center;
      gap: 0.625rem;
      min-inline-size: 0;
      padding-block: 0.25rem;
    }

    .gallery .icon {
      color: var(--_text-muted);
    }

    .what {
      display: grid;
      flex: 1;
      min-inline-size: 0;
      font-size: var(--_size-small);
      overflow-wrap: anywhere;
    }

    /* Where gridstack puts the boxes: its cells hold half a gap on each side. */
    .grid.grid-stack {
      position: relative;
      display: block;
      outline: 1px dashed var(--_border-control);
      outline-offset: 2px;
    }

    .grid-stack > .grid-stack-item {
      position: absolute;
      inset-block-start: 0;
      inline-size: var(--gs-column-width);
      block-size: var(--gs-cell-height);
    }

    .grid-stack:not(.grid-stack-rtl) > .grid-stack-item {
      left: 0;
    }

    .grid-stack-rtl > .grid-stack-item {
      right: 0;
    }

    .grid-stack-item > :is(.box, .placeholder-content) {
      position: absolute;
      inset: calc(var(--_gap) / 2);
      inline-size: auto;
      block-size: auto;
    }

    .placeholder-content {
      border: 1px dashed var(--_accent);
      border-radius: var(--_radius-large);
      background: var(--_hover);
    }

    .grid-stack-animate > .grid-stack-item:not(.ui-draggable-dragging, .ui-resizable-resizing, .grid-stack-placeholder) {
      transition:
        left var(--_fast) var(--_ease),
        right var(--_fast) var(--_ease),
        top var(--_fast) var(--_ease),
        height var(--_fast) var(--_ease),
        width var(--_fast) var(--_ease);
    }

    .ui-draggable-dragging,
    .ui-resizable-resizing {
      z-index: 4;
      opacity: 0.9;
    }

    .grid-stack-item > .ui-resizable-handle {
      position: absolute;
      inset-block-end: calc(var(--_gap) / 2);
      inset-inline-end: calc(var(--_gap) / 2);
      inline-size: 1.5rem;
      block-size: 1.5rem;
      cursor: se-resize;
      touch-action: none;
    }

    .grid-stack-item > .ui-resizable-sw {
      cursor: sw-resize;
    }

    .grid-stack-item > .ui-resizable-handle::after {
      position: absolute;
      inset-block-end: 0.375rem;
      inset-inline-end: 0.375rem;
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border: solid var(--_text-muted);
      border-width: 0;
      border-inline-end-width: 1.5px;
      border-block-end-width: 1.5px;
      content: '';
    }

    .ui-resizable-disabled > .ui-resizable-handle,
    .ui-draggable-dragging > .ui-resizable-handle {
      display: none;
    }

    .frame.picked {
      z-index: 3;
    }

    .picked > .box {
      outline: 2px solid var(--_accent);
      outline-offset: -1px;
      border-radius: var(--_radius-large);
    }

    .tile-bar {
      position: absolute;
      inset-block-start: 0.4375rem;
      inset-inline: 0.4375rem;
      display: flex;
      align-items: center;
      gap: 0.375rem;
      pointer-events: none;
    }

    .tile-bar > * {
      pointer-events: auto;
    }

    .tile-bar > .button {
      background: var(--_surface);
    }

    .handle {
      cursor: grab;
      touch-action: none;
    }

    .handle > .icon {
      stroke-width: 2;
    }

    .handle[aria-pressed='true'] {
      background: var(--_accent);
      color: var(--_on-accent);
    }

    .handle[aria-pressed='true'] > .icon {
      color: inherit;
    }

    .take-off {
      margin-inline-start: auto;
    }

    .grid-stack-item > .box {
      --_tile-tools: 1.75rem;
    }

    .grid-stack-item .tile-head {
      margin-inline-end: var(--_tile-tools);
    }

    .mover {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.625rem 1.5rem;
      margin-block-end: 0.875rem;
      padding: 0.75rem 1rem;
      font-size: var(--_size-small);
    }

    .mover-name {
      font-weight: 600;
      overflow-wrap: anywhere;
    }

    .pads {
      display: flex;
      flex-wrap: wrap;
      gap: 0.75rem 2rem;
    }

    .pad {
      display: grid;
      grid-template-areas: '. up .' 'left . right' '. down .';
      justify-content: start;
    }

    .pad > .up {
      grid-area: up;
    }

    .pad > .left {
      grid-area: left;
    }

    .pad > .right {
      grid-area: right;
    }

    .pad > .down {
      grid-area: down;
    }

    .where {
      color: var(--_text-muted);
    }

    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 0.375rem;
    }

    .form-of-numbers {
      display: contents;
    }

    @media (forced-colors: active) {
      .segmented > [aria-pressed='true'],
      .handle[aria-pressed='true'] {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
  `,
];
