import {WIDGET_COLUMNS, WIDGET_ROWS_MAX, WIDGET_TITLE_MAX, type Widget} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {formatNumber} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {chevronDown, close} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {moveTo, positionOf, rename, resizeTo, shown} from './arrangement.ts';
import type {Editor} from './editor.ts';

/** A tile by numbers: its name, its place in the order, its size. All of it is one act. */
export const renderArrangeDialog = (editor: Editor, widget: Widget): TemplateResult => {
  const {modal, host} = editor;
  const {text, nameOf, place} = host;
  const widgets = editor.widgets ?? [];
  const count = shown(widgets).length;
  const number = (value: number): string => formatNumber(value, place);
  const onClosed = ({target}: Event): void => {
    if (!(target as HTMLDialogElement).open) {
      editor.dialogFor = undefined;
      editor.render();
    }
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const [position, columns, rows] = ['position', 'columns', 'rows'].map((name) => Number(given.get(name))) as [number, number, number];
    const title = String(given.get('name') ?? '');
    editor.act('arrange', widget, (now) => ({
      ...now,
      widgets: rename(
        resizeTo(moveTo(now.widgets, widget.id, Math.min(Math.max(position, 1), count) - 1), widget.id, {columns, rows}),
        widget.id,
        title,
      ),
    }));
    modal.close();
  };
  return html`
    <dialog class="dialog" aria-labelledby="arrange-title" @cancel=${modal.onCancel} @keydown=${modal.onKeydown} @close=${onClosed}>
      <form class="form-of-numbers" @submit=${onSubmit}>
        <div class="dialog-head">
          <h2 id="arrange-title">${weave(text.arrangeTitle, bdi(nameOf(widget)))}</h2>
          <button class="button quiet small icon-only" type="button" aria-label=${text.close} @click=${() => modal.close()}>
            ${icon(close)}
          </button>
        </div>
        <div class="dialog-body">
          <div class="field">
            <label class="label" for="arrange-name">${text.name}</label>
            <span class="control">
              <input
                id="arrange-name"
                name="name"
                autocomplete="off"
                maxlength=${WIDGET_TITLE_MAX}
                aria-describedby="arrange-name-hint"
                .defaultValue=${widget.title ?? ''}
              />
            </span>
            <p class="hint" id="arrange-name-hint">${text.nameHint}</p>
          </div>
          <div class="field">
            <label class="label" for="arrange-position">${text.position}</label>
            <span class="control">
              <input
                id="arrange-position"
                name="position"
                type="number"
                required
                min="1"
                max=${count}
                aria-describedby="arrange-position-hint"
                .defaultValue=${String(positionOf(widgets, widget.id) + 1)}
              />
            </span>
            <p class="hint" id="arrange-position-hint">${text.positionHint(number(count))}</p>
          </div>
          ${choice(
            'columns',
            text.columns,
            WIDGET_COLUMNS.map((value) => [value, number(value)]),
            widget.columns,
          )}
          ${choice(
            'rows',
            text.rows,
            Array.from({length: WIDGET_ROWS_MAX}, (_, index) => [index + 1, number(index + 1)]),
            widget.rows,
          )}
        </div>
        <div class="dialog-footer">
          <button class="button" type="button" @click=${() => modal.close()}>${text.cancel}</button>
          <button class="button primary" type="submit">${text.apply}</button>
        </div>
      </form>
    </dialog>
  `;
};

const choice = (
  name: string,
  label: string,
  values: readonly (readonly [value: number, written: string])[],
  selected: number,
): TemplateResult => html`<div class="field">
  <label class="label" for="arrange-${name}">${label}</label>
  <span class="select">
    <select id="arrange-${name}" name=${name}>
      ${values.map(([value, written]) => html`<option value=${value} ?selected=${value === selected}>${written}</option>`)}
    </select>
    ${icon(chevronDown)}
  </span>
</div>`;
