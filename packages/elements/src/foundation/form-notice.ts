import type {TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {listed, type Place} from './format.ts';
import {icon} from './icons.ts';
import {done, error} from './more-icons.ts';

/** Above the fields of a form: what was done. */
export const successNotice = (sentence: unknown): TemplateResult =>
  html`<p class="notice success" role="status">${icon(done)}<span>${sentence}</span></p>`;

/** Above the fields of a form: what went wrong. Can have the focus. */
export const failureNotice = (what: unknown): TemplateResult =>
  html`<div class="notice danger" part="error" role="alert" tabindex="-1">${icon(error)}<span>${what}</span></div>`;

/** The fields with a mistake in a row, each with a link to it. */
export const fieldLinks = <Field extends string>(
  fields: readonly Field[],
  labels: Readonly<Record<Field, string>>,
  place: Place,
  onField: (field: Field) => void,
): readonly unknown[] => {
  const follow = (event: Event, field: Field): void => {
    event.preventDefault();
    onField(field);
  };
  return listed(
    fields.map((field) => html`<a href="#${field}" @click=${(event: Event) => follow(event, field)}>${labels[field]}</a>`),
    place,
  );
};

/** The request's id, below what went wrong. */
export const requestLine = ({requestId}: TenantryError, label: string): TemplateResult | typeof nothing =>
  requestId ? html`<span class="request">${label} <code dir="ltr">${requestId}</code></span>` : nothing;
