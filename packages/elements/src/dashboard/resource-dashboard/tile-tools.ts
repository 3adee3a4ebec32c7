import type {Widget} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {formatNumber} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {close, lock} from '../../foundation/more-icons.ts';
import {type Direction, placesOf, type Side} from './arrangement.ts';
import type {Editor} from './editor.ts';
import {grip, higher, leftwards, lower, narrower, rightwards, upwards, downwards, wider} from './editor-icons.ts';

/** What one does with a tile. */
export interface TileActs {
  readonly onHandle: (widget: Widget) => void;
  move(widget: Widget, direction: Direction): void;
  resize(widget: Widget, side: Side, step: 1 | -1): void;
  hide(widget: Widget): void;
  remove(widget: Widget): void;
  toggleLock(widget: Widget): void;
}

/** What stands on a tile that is edited: the handle, and the button that takes it away. */
export const renderTileTools = (editor: Editor, acts: TileActs, widget: Widget, isPicked: boolean): TemplateResult => {
  const {text, nameOf} = editor.host;
  const name = nameOf(widget);
  const isFixed = editor.isFixed(widget.id);
  const isLocked = editor.isLocked(widget.id);
  return html`
    <div class="tile-bar" role="group" aria-label=${text.tile(name)}>
      <button
        class="handle button quiet small icon-only"
        part="handle"
        type="button"
        aria-pressed=${isPicked}
        aria-label=${text.handle(name)}
        aria-describedby="handle-hint"
        title=${isFixed ? text.lockedText : nothing}
        @click=${() => acts.onHandle(widget)}
      >
        ${icon(isLocked ? lock : grip)}
      </button>
      ${isLocked ? html`<span class="locked-tag vh">${text.locked}</span>` : nothing}
      ${
        isFixed
          ? nothing
          : html`<button
            class="take-off button quiet small icon-only"
            type="button"
            aria-label=${`${text.remove}: ${name}`}
            @click=${() => acts.remove(widget)}
          >
            ${icon(close)}
          </button>`
      }
    </div>
  `;
};

/** A button for each act on the tile in hand. It stands above the tiles and covers none. */
export const renderMover = (editor: Editor, acts: TileActs, widget: Widget, isRightToLeft: boolean): TemplateResult => {
  const {text, place, nameOf} = editor.host;
  const name = nameOf(widget);
  const {id} = widget;
  const isFixed = editor.isFixed(id);
  const {x = 0, y = 0, columns = 0, rows = 0} = placesOf(editor.widgets ?? []).find((each) => each.id === id) ?? {};
  const number = (value: number): string => formatNumber(value, place);
  const [back, forth] = isRightToLeft ? [rightwards, leftwards] : [leftwards, rightwards];
  const go = (direction: Direction, label: string, glyph: string): TemplateResult =>
    button(direction, label, glyph, () => acts.move(widget, direction));
  const size = (at: Direction, side: Side, step: 1 | -1, label: string, glyph: string): TemplateResult =>
    button(at, label, glyph, () => acts.resize(widget, side, step));
  return html`
    <section class="card mover" aria-label=${text.handle(name)}>
      <p class="mover-name"><bdi>${name}</bdi></p>
      <div class="pads">
        <div role="group" aria-labelledby="move-${id}">
          <p id="move-${id}">${text.moveGroup}</p>
          <div class="pad">
            ${go('up', text.up, upwards)}${go('left', text.left, back)}${go('right', text.right, forth)}
            ${go('down', text.down, downwards)}
          </div>
        </div>
        ${
          isFixed
            ? nothing
            : html`<div role="group" aria-labelledby="size-${id}">
              <p id="size-${id}">${text.sizeGroup}</p>
              <div class="pad">
                ${size('up', 'rows', -1, text.shorter, lower)}${size('left', 'columns', -1, text.narrower, narrower)}
                ${size('right', 'columns', 1, text.wider, wider)}${size('down', 'rows', 1, text.taller, higher)}
              </div>
            </div>`
        }
      </div>
      <p class="where">${text.where(number(x + 1), number(y + 1))} ${text.size(number(columns), number(rows))}</p>
      ${
        isFixed
          ? html`<p class="where">${text.lockedText}</p>`
          : html`<div class="acts">
            <button class="button small" type="button" @click=${() => openDialog(editor, widget)}>${text.arrange}</button>
            <button class="button small" type="button" @click=${() => acts.hide(widget)}>${text.hide}</button>
            <button class="button small" type="button" @click=${() => acts.remove(widget)}>${text.remove}</button>
            ${
              editor.layer === 'tenant'
                ? html`<button class="button small" type="button" @click=${() => acts.toggleLock(widget)}>
                  ${editor.isLocked(id) ? text.unlock : text.lock}
                </button>`
                : nothing
            }
          </div>`
      }
      <div class="acts"><button class="button small" type="button" @click=${() => acts.onHandle(widget)}>${text.done}</button></div>
    </section>
  `;
};

const button = (at: Direction, label: string, glyph: string, onClick: () => void): TemplateResult =>
  html`<button class="button quiet small icon-only ${at}" type="button" aria-label=${label} @click=${onClick}>${icon(glyph)}</button>`;

const openDialog = async (editor: Editor, widget: Widget): Promise<void> => {
  editor.drop();
  editor.dialogFor = editor.widgets?.find(({id}) => id === widget.id);
  editor.render();
  const {element, frames} = editor.host;
  await element.updateComplete;
  editor.modal.show(frames.get(widget.id)?.root.querySelector<HTMLElement>('.handle') ?? undefined);
  element.shadowRoot?.querySelector<HTMLInputElement>('dialog input')?.focus();
};
