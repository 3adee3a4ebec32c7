import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {listed, type Place} from '../../foundation/format.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {Comparison, Difference, Side} from './comparison.ts';
import type {EditUserFormMessages} from './edit-user-form.messages.ts';
import {type EditUserValue, type Field, valueOf} from './fields.ts';

export interface ComparisonView {
  readonly comparison: Comparison;
  /** The name of the role that is chosen in the form. */
  readonly typedRole: string;
  readonly place: Place;
  readonly onChoice: (field: Field, side: Side) => void;
}

/** What was, what somebody else has saved and what was typed, with a choice for each field in which they part (X3). */
export const comparisonView = (view: ComparisonView, text: EditUserFormMessages): TemplateResult => {
  const {comparison, place} = view;
  const {current, differences, others, isPerhapsMine} = comparison;
  const labels = labelsOf(text);
  const sentence = differences.length === 0 ? text.conflictElsewhere : isPerhapsMine ? text.conflictPerhaps : text.conflict;
  return html`
    <div class="notice warning" part="error" role="alert" tabindex="-1">
      ${icon(warning)}<span>${weave(sentence, bdi(`${current.firstName} ${current.lastName}`))}</span>
    </div>
    ${
      differences.length > 0
        ? html`<div class="form" part="comparison">${differences.map((difference) => renderDifference(difference, view, text))}</div>`
        : nothing
    }
    ${
      others.length > 0
        ? html`<p class="hint">
            ${weave(
              text.others,
              listed(
                others.map((field) => labels[field]),
                place,
              ),
            )}
          </p>`
        : nothing
    }
  `;
};

/** What the fields are called. */
export const labelsOf = (text: EditUserFormMessages): Readonly<Record<Field, string>> => ({...text, roleId: text.role});

const renderDifference = (
  {field, isTouched, side}: Difference,
  {comparison, typedRole, place, onChoice}: ComparisonView,
  text: EditUserFormMessages,
): TemplateResult => {
  const {base, current, typed} = comparison;
  const show = (value: EditUserValue, role: string): unknown => shown(field, value, role, place, text);
  const was = show(valueOf(base), base.role.name);
  const option = (of: Side, label: string, value: unknown): TemplateResult => html`
    <label class="side">
      <input
        class="radio"
        type="radio"
        name="side-${field}"
        value=${of}
        .checked=${live(side === of)}
        @change=${() => onChoice(field, of)}
      />
      <span><span class="whose">${label}</span> <span class="what">${value}</span></span>
    </label>
  `;
  return html`
    <fieldset class="field" part="field">
      <legend class="label" part="label">${labelsOf(text)[field]}</legend>
      ${isTouched ? html`<p class="hint">${weave(text.before, was)}</p>` : nothing}
      <div class="sides">
        ${option('theirs', text.theirs, show(valueOf(current), current.role.name))}
        ${isTouched ? option('mine', text.mine, show(typed, typedRole)) : option('mine', text.asBefore, was)}
      </div>
    </fieldset>
  `;
};

/** What a field holds, for reading. */
const shown = (field: Field, value: EditUserValue, role: string, place: Place, text: EditUserFormMessages): unknown => {
  switch (field) {
    case 'roleId':
      return bdi(role);
    case 'extraPermissions':
      return value.extraPermissions.length === 0
        ? text.none
        : listed(
            value.extraPermissions.map((permission) => bdi(text.permission(permission))),
            place,
          );
    default:
      return value[field].trim() === '' ? text.none : bdi(value[field].trim());
  }
};
