import type {EditedLayer} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText, isUnseen} from '../../foundation/failure.ts';
import {formatNumber} from '../../foundation/format.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {plus} from '../../foundation/more-icons.ts';
import {list} from '../tile-icons.ts';
import type {Editor, GuardedWish} from './editor.ts';
import {back, forth} from './editor-icons.ts';

/** What stands above the tiles while somebody arranges them. */
export const renderTools = (editor: Editor, mover: unknown): TemplateResult => {
  const {host, history, isBusy, base, loadFailure} = editor;
  const {text} = host;
  const isReady = base !== undefined && !isBusy;
  const isDefault = base === undefined || base.layout.layer !== editor.layer || base.layout.version === null;
  return html`
    <div class="tools" part="toolbar" role="group" aria-label=${text.edit} tabindex="-1">
      <p class="tools-hint">${text.hint}</p>
      <p class="vh" id="handle-hint">${text.handleHint}</p>
      <div class="card edit-bar">
        ${host.layers.length > 1 ? renderLayers(editor) : nothing}
        <button
          class="button quiet"
          type="button"
          aria-expanded=${editor.isGalleryOpen}
          ?disabled=${!isReady}
          @click=${() => {
            editor.isGalleryOpen = !editor.isGalleryOpen;
            editor.render();
          }}
        >
          ${icon(plus)}${text.gallery}
        </button>
        <button class="button quiet" type="button" ?disabled=${!isReady || !history?.canUndo} @click=${() => editor.undo()}>
          ${icon(back)}${text.undo}
        </button>
        <button class="button quiet" type="button" ?disabled=${!isReady || !history?.canRedo} @click=${() => editor.redo()}>
          ${icon(forth)}${text.redo}
        </button>
        <button
          class="button quiet"
          type="button"
          ?disabled=${!isReady || isDefault}
          title=${isReady && isDefault ? text.resetWhy : nothing}
          @click=${() => editor.wish({wish: 'reset'})}
        >
          ${text.reset}
        </button>
        <span class="push">
          <button class="button" type="button" ?disabled=${isBusy} @click=${() => editor.wish({wish: 'leave'})}>${text.cancel}</button>
          <button class="button primary" type="button" ?disabled=${!isReady} @click=${() => void editor.save()}>
            ${isBusy ? text.saving : text.save}
          </button>
        </span>
      </div>
      ${
        loadFailure
          ? notice('danger', `${text.failed}. ${failureText(loadFailure, text)}`, [[text.tryAgain, () => void editor.begin(editor.layer)]])
          : nothing
      }
      ${editor.guarded ? renderGuard(editor, editor.guarded) : nothing} ${renderSaveFailure(editor)}
      ${editor.isGalleryOpen && base ? renderGallery(editor) : nothing} ${mover}
    </div>
  `;
};

const renderLayers = (editor: Editor): TemplateResult => {
  const {text, layers} = editor.host;
  const names: Readonly<Record<EditedLayer, string>> = {personal: text.mine, tenant: text.everyone};
  return html`<div class="segmented" role="group" aria-label=${text.layer}>
    ${layers.map(
      (layer) => html`<button
        type="button"
        aria-pressed=${layer === editor.layer}
        ?disabled=${editor.isBusy}
        @click=${() => layer !== editor.layer && editor.wish({wish: 'switch', layer})}
      >
        ${names[layer]}
      </button>`,
    )}
  </div>`;
};

type Choice = readonly [label: string, onClick: () => void];

const notice = (look: 'danger' | 'warning', words: string, choices: readonly Choice[]): TemplateResult =>
  html`<div class="notice ${look}" role="alert">
    ${icon(warning)}
    <div class="question">
      <p>${words}</p>
      ${choices.map(([label, onClick]) => html`<button class="button small" type="button" @click=${onClick}>${label}</button>`)}
    </div>
  </div>`;

const renderGuard = (editor: Editor, wish: GuardedWish): TemplateResult => {
  const {text} = editor.host;
  return wish.wish === 'reset'
    ? notice('warning', text.resetGuard, [
        [text.goOn, () => editor.stay()],
        [text.reset, () => editor.grant(wish)],
      ])
    : notice('warning', text.guard, [
        [text.goOn, () => editor.stay()],
        [text.discard, () => editor.grant(wish)],
      ]);
};

/** Why it was not saved, what is kept, and what one can do. Nothing is lost. */
const renderSaveFailure = (editor: Editor): unknown => {
  const {saveFailure, conflict} = editor;
  const {text} = editor.host;
  if (!saveFailure) {
    return nothing;
  }
  const takeTheirs: Choice = [text.takeTheirs, () => editor.takeTheirs()];
  if (conflict && 'code' in saveFailure && saveFailure.code === 'locked-widget') {
    return notice('warning', text.refusedLocked, [takeTheirs]);
  }
  if (conflict) {
    return notice('warning', text.conflict, [takeTheirs, [text.saveMine, () => void editor.saveOver()]]);
  }
  return notice('danger', `${isUnseen(saveFailure) ? text.saveUnseen : text.notSaved} ${failureText(saveFailure, text)}`, []);
};

/** The tiles that are not on the page: those that were hidden, then each kind of which there is none. */
const renderGallery = (editor: Editor): TemplateResult => {
  const {text, types, nameOf, place} = editor.host;
  const {widgets = []} = editor;
  const number = (value: number): string => formatNumber(value, place);
  const hidden = widgets.filter((widget) => widget.hidden);
  const missing = [...types.values()].filter(({type}) => !widgets.some((widget) => widget.type === type));
  const item = (glyph: string, name: string, caption: string, onAdd: () => void): TemplateResult => html`<li>
    ${icon(glyph)}<span class="what"><bdi>${name}</bdi><span class="caption">${caption}</span></span>
    <button class="button quiet small icon-only" type="button" aria-label=${text.addLabel(name)} @click=${onAdd}>${icon(plus)}</button>
  </li>`;
  return html`<section class="card gallery" aria-label=${text.gallery}>
    <p class="caption">${hidden.length + missing.length === 0 ? text.galleryEmpty : text.galleryHint}</p>
    <ul role="list">
      ${hidden.map((widget) =>
        item(types.get(widget.type)?.glyph ?? list, nameOf(widget), text.hiddenTile, () => editor.showAgain(widget)),
      )}
      ${missing.map((type) =>
        item(type.glyph, type.title, text.size(number(type.size.columns), number(type.size.rows)), () => editor.addType(type)),
      )}
    </ul>
  </section>`;
};
