import type {Widget} from '@tenantry/sdk';
import {nothing} from 'lit';
import {type Direction, dropAt, type Grid, GRIDS, hide, move, placesOf, remove, resize, resizeTo, shown, type Side} from './arrangement.ts';
import type {Editor} from './editor.ts';
import {GridController} from './grid-controller.ts';
import {renderMover, renderTileTools, type TileActs} from './tile-tools.ts';

/** What is done to the tiles on the page: by mouse and finger, by keys, by single taps. Each way ends in the same acts. */
export class Arranging implements TileActs {
  readonly #editor: Editor;
  readonly #observer = new ResizeObserver(() => {
    if (this.#grid && this.#grid.columns !== this.#columns) {
      // Not within the observer's own turn: what is rendered then has another size again.
      requestAnimationFrame(() => this.#grid && this.#editor.render());
    }
  });
  /** A page may be turned round while somebody edits: gridstack has to be told. */
  readonly #turns = new MutationObserver(() => this.#editor.render());
  #grid: GridController | undefined;
  #container: HTMLElement | undefined;
  #gridLook = '';
  /** The click that ends a drag is no tap. */
  #wasDragged = false;

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  /** A button for each act on the tile in hand. */
  renderMover(): unknown {
    const {picked} = this.#editor;
    return picked ? renderMover(this.#editor, this, picked, this.#isRightToLeft) : nothing;
  }

  /** After each rendering. */
  update(container: HTMLElement): void {
    const {widgets} = this.#editor;
    if (!widgets || !container.isConnected) {
      return;
    }
    if (container !== this.#container) {
      this.end();
      this.#container = container;
      this.#observer.observe(container.parentElement ?? container);
      this.#turns.observe(document, {attributeFilter: ['dir'], subtree: true});
      container.addEventListener('keydown', this.#onKey);
    }
    const {frames} = this.#editor.host;
    const grid = this.#columns;
    const places = placesOf(widgets, grid);
    this.#startGrid(container, grid);
    const seen = shown(widgets);
    // The handles come first: gridstack looks for them when it is given a box.
    for (const widget of seen) {
      const frame = frames.get(widget.id);
      const isPicked = widget.id === this.#editor.picked?.id;
      frame?.root.classList.toggle('picked', isPicked);
      frame?.content.toggleAttribute('inert', true);
      frames.equip(widget.id, renderTileTools(this.#editor, this, widget, isPicked));
    }
    this.#grid?.apply(
      seen.flatMap(({id}, index) => {
        const [root, place] = [frames.get(id)?.root, places[index]];
        return root && place ? [{root, place, isResizable: grid === 12 && !this.#editor.isFixed(id)}] : [];
      }),
    );
  }

  /** The tiles are as they are without anybody who edits them. */
  end(): void {
    this.#grid?.end();
    this.#grid = undefined;
    this.#gridLook = '';
    this.#observer.disconnect();
    this.#turns.disconnect();
    this.#container?.removeEventListener('keydown', this.#onKey);
    for (const root of this.#container?.querySelectorAll('.frame') ?? []) {
      root.classList.remove('picked');
      root.querySelector('.content')?.removeAttribute('inert');
    }
    this.#container = undefined;
  }

  /** Taps on the handle pick a tile up, and drop it. */
  readonly onHandle = (widget: Widget): void => {
    if (this.#wasDragged) {
      this.#wasDragged = false;
    } else if (this.#editor.picked?.id === widget.id) {
      this.#editor.drop();
    } else {
      this.#editor.pick(widget);
    }
    this.#editor.host.frames.get(widget.id)?.root.querySelector<HTMLElement>('.handle')?.focus();
  };

  move(widget: Widget, direction: Direction): void {
    this.#editor.act('move', widget, (now) => ({...now, widgets: move(now.widgets, widget.id, direction, this.#columns)}));
  }

  resize(widget: Widget, side: Side, step: 1 | -1): void {
    if (!this.#editor.isFixed(widget.id)) {
      this.#editor.act('resize', widget, (now) => ({...now, widgets: resize(now.widgets, widget.id, side, step)}));
    }
  }

  hide(widget: Widget): void {
    this.#takeOff(widget, 'hide');
  }

  remove(widget: Widget): void {
    this.#takeOff(widget, 'remove');
  }

  toggleLock(widget: Widget): void {
    const isLocked = this.#editor.isLocked(widget.id);
    this.#editor.act(isLocked ? 'unlock' : 'lock', widget, ({widgets, locked}) => ({
      widgets,
      locked: isLocked ? locked.filter((id) => id !== widget.id) : [...locked, widget.id],
    }));
  }

  /** The tile beside it has the focus then. */
  #takeOff(widget: Widget, act: 'hide' | 'remove'): void {
    this.#editor.drop();
    const before = shown(this.#editor.widgets ?? []);
    const at = before.findIndex(({id}) => id === widget.id);
    const next = before[at + 1] ?? before[at - 1];
    this.#editor.act(act, widget, ({widgets, locked}) => ({
      widgets: (act === 'hide' ? hide : remove)(widgets, widget.id),
      locked: act === 'hide' ? locked : locked.filter((id) => id !== widget.id),
    }));
    const {element, frames} = this.#editor.host;
    const root = next ? frames.get(next.id)?.root : undefined;
    (root?.querySelector<HTMLElement>('.handle') ?? element.shadowRoot?.querySelector<HTMLElement>('.tools'))?.focus();
  }

  /** The direction of a key: the arrows are the screen's, the order of reading is the language's. */
  #directionOf(key: string): Direction | undefined {
    const isMirrored = this.#isRightToLeft;
    switch (key) {
      case 'ArrowLeft':
        return isMirrored ? 'right' : 'left';
      case 'ArrowRight':
        return isMirrored ? 'left' : 'right';
      case 'ArrowUp':
        return 'up';
      case 'ArrowDown':
        return 'down';
      default:
        return undefined;
    }
  }

  get #isRightToLeft(): boolean {
    return this.#container !== undefined && getComputedStyle(this.#container).direction === 'rtl';
  }

  /** How many columns there is room for. */
  get #columns(): Grid {
    const wish = this.#container ? Number(getComputedStyle(this.#container).getPropertyValue('--_grid')) : 12;
    return GRIDS.find((grid) => grid === wish) ?? 12;
  }

  #startGrid(container: HTMLElement, columns: Grid): void {
    const root = getComputedStyle(container);
    const [row = 0] = /[\d.]+(?=px)/.exec(root.gridAutoRows)?.map(Number) ?? [];
    const gap = Number.parseFloat(root.getPropertyValue('row-gap')) || 0;
    const look = [columns, row, gap, this.#isRightToLeft].join();
    if (this.#grid && look === this.#gridLook) {
      return;
    }
    this.#grid?.end();
    this.#gridLook = look;
    this.#grid = new GridController(container, columns, {
      row,
      gap,
      isRightToLeft: this.#isRightToLeft,
      onStart: () => {
        this.#wasDragged = true;
        this.#editor.drop();
      },
      onDrop: (id, place) => {
        const widget = this.#editor.widgets?.find((each) => each.id === id);
        setTimeout(() => {
          this.#wasDragged = false; // The click, if one comes, has come.
        });
        if (widget) {
          this.#editor.act('move', widget, (now) => ({...now, widgets: dropAt(now.widgets, id, place, columns)}));
        }
      },
      onResize: (id, size) => {
        const widget = this.#editor.widgets?.find((each) => each.id === id);
        this.#wasDragged = false;
        if (widget) {
          this.#editor.act('resize', widget, (now) => ({...now, widgets: resizeTo(now.widgets, id, size)}));
        }
      },
    });
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const widget = this.#editor.picked;
    const isHandle = event.target instanceof HTMLElement && event.target.matches('.picked .handle');
    if (!widget) {
      return;
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#editor.putBack();
      this.#editor.host.frames.get(widget.id)?.root.querySelector<HTMLElement>('.handle')?.focus();
      return;
    }
    const direction = isHandle && !event.ctrlKey && !event.altKey && !event.metaKey ? this.#directionOf(event.key) : undefined;
    if (!direction) {
      return;
    }
    event.preventDefault();
    if (event.shiftKey) {
      const side = direction === 'left' || direction === 'right' ? 'columns' : 'rows';
      this.resize(widget, side, direction === 'right' || direction === 'down' ? 1 : -1);
    } else {
      this.move(widget, direction);
    }
  };
}
