import {html, type TemplateResult} from 'lit';

/** A decorative icon, of its path on a grid of 16 px. It always stands beside a word, or in a control that has a label. */
export const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;

export const search = 'M2.75 7a4.25 4.25 0 1 0 8.5 0 4.25 4.25 0 1 0-8.5 0M10.25 10.25l3.25 3.25';
export const sortDown = 'M8 3.5v9M4.75 9.25 8 12.5l3.25-3.25';
export const warning = 'M8 2.5 14.25 13H1.75zM8 6.5v3M8 11.25v.01';
