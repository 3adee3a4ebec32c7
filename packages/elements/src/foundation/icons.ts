import {html, type SVGTemplateResult, svg, type TemplateResult} from 'lit';

/** An icon's drawing on its 16 px grid, given to {@link icon}. Functions, so that a bundle holds only those in use. */
type Drawing = () => SVGTemplateResult;

/** A decorative icon. It always stands beside a word, or in a control that has a label. */
export const icon = (drawing: Drawing): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${drawing()}</svg>`;

export const eye: Drawing = () =>
  svg`<path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8z"/><circle cx="8" cy="8" r="1.75"/>`;
export const clock: Drawing = () => svg`<circle cx="8" cy="8" r="5.75"/><path d="M8 5v3.25l2.25 1.25"/>`;
export const done: Drawing = () => svg`<circle cx="8" cy="8" r="6"/><path d="M5.4 8.2 7.2 10l3.4-3.9"/>`;
export const error: Drawing = () =>
  svg`<path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5"/><circle class="dot" cx="8" cy="10.9" r=".8"/>`;
export const refresh: Drawing = () => svg`<path d="M13 8a5 5 0 1 1-1.4-3.5M13.25 2.5v2.75H10.5"/>`;
export const copy: Drawing = () =>
  svg`<rect x="5.5" y="5.5" width="7.5" height="7.5" rx="1.5"/><path d="M10.5 3h-6A1.5 1.5 0 0 0 3 4.5v6"/>`;
export const lock: Drawing = () =>
  svg`<rect x="3.5" y="7" width="9" height="6" rx="1.25"/><path d="M5.25 7V5.25a2.75 2.75 0 0 1 5.5 0V7"/>`;
export const exit: Drawing = () => svg`<path d="M6.5 3h-3v10h3M7 8h6.5M11 5.25 13.75 8 11 10.75"/>`;
export const device: Drawing = () => svg`<rect x="2.5" y="2.75" width="11" height="8.25" rx="1.5"/><path d="M6 13.5h4"/>`;
export const chevronDown: Drawing = () => svg`<path d="M4.5 6.25 8 9.75l3.5-3.5"/>`;
export const print: Drawing = () => svg`<path d="M4.5 6V2.75h7V6M4.5 11.25H3V6h10v5.25h-1.5M4.5 9.5h7v3.75h-7z"/>`;
export const warning: Drawing = () => svg`<path d="M8 2.5 14.25 13H1.75zM8 6.5v3"/><circle class="dot" cx="8" cy="11.25" r=".8"/>`;
export const search: Drawing = () => svg`<circle cx="7" cy="7" r="4.25"/><path d="m10.25 10.25 3.25 3.25"/>`;
export const plus: Drawing = () => svg`<path d="M8 3.25v9.5M3.25 8h9.5"/>`;
export const close: Drawing = () => svg`<path d="m4 4 8 8M12 4l-8 8"/>`;
export const sortDown: Drawing = () => svg`<path d="M8 3.5v9M4.75 9.25 8 12.5l3.25-3.25"/>`;
export const users: Drawing = () =>
  svg`<circle cx="6" cy="5.25" r="2.25"/><path d="M2 13c.3-2.4 1.8-3.75 4-3.75S9.7 10.6 10 13M10.6 3.2a2.25 2.25 0 0 1 0 4.1M11.6 9.6c1.4.5 2.2 1.7 2.4 3.4"/>`;
