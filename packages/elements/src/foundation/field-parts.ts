import {html, nothing, type TemplateResult} from 'lit';
import {icon} from './icons.ts';
import {error} from './more-icons.ts';

/** What stands below a control: the error, else the hint, in the same place. Its id is for `aria-describedby`. */
export const fieldNote = (id: string, problem: unknown, hint: unknown): TemplateResult | typeof nothing => {
  if (problem) {
    return html`<p class="error-text" id=${id} part="error">${icon(error)}<span>${problem}</span></p>`;
  }
  return hint ? html`<p class="hint" id=${id} part="hint">${hint}</p>` : nothing;
};
