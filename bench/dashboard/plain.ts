// Runs in the page: the same cards without our dashboard around them. Whoever writes such a page asks the same client for the same figures.
// Nothing can be saved, undone, added, translated, or moved without a mouse.
import type {ResourceSummary, TenantClient} from '@tenantry/sdk';
import {GridStack} from 'gridstack';
import type {Contestant} from './contestant.ts';
import {GAP, makeCard, ROW, type Tile} from './tiles.ts';

/** As ours asks, for both at once. */
const ask = async (client: TenantClient): Promise<ResourceSummary> => {
  const [summary] = await Promise.all([client.dashboard.summary({scope: 'mine'}), client.dashboard.layout()]);
  return summary;
};

const boxOf = (name: string, ...children: readonly Node[]): HTMLElement => {
  const box = document.createElement('div');
  box.className = name;
  box.append(...children);
  return box;
};

const makeHandle = (): HTMLElement => {
  const handle = document.createElement('button');
  handle.type = 'button';
  handle.className = 'handle';
  handle.ariaLabel = 'Move';
  return handle;
};

const handleIn = (element: HTMLElement): HTMLElement => element.querySelector('.handle') as HTMLElement;

/** gridstack, as its guide shows it: tiles that can be moved and resized from the beginning. */
export const mountGridStack = (tiles: readonly Tile[], client: TenantClient): Contestant => {
  const element = document.body.appendChild(boxOf('grid-stack'));
  let grid: GridStack | null = null;
  const fill = async (): Promise<void> => {
    const summary = await ask(client);
    for (const tile of tiles) {
      const item = boxOf('grid-stack-item', boxOf('grid-stack-item-content', makeCard(tile, summary), makeHandle()));
      Object.entries({x: tile.x, y: tile.y, w: tile.columns, h: tile.rows}).forEach(([side, cells]) =>
        item.setAttribute(`gs-${side}`, String(cells)),
      );
      element.append(item);
    }
    grid = GridStack.init({cellHeight: ROW + GAP, margin: GAP / 2, alwaysShowResizeHandle: true, draggable: {handle: '.handle'}}, element);
  };
  void fill();
  return {
    root: element,
    handle: () => handleIn(element),
    isEdited: () => element.querySelectorAll('.grid-stack-item > .ui-resizable-handle').length === tiles.length,
    remove: () => {
      grid?.destroy();
      element.remove();
    },
  };
};

/** The least: a CSS grid, in which a tile follows the pointer and comes to stand before the one that it is let go over. */
export const mountCssGrid = (tiles: readonly Tile[], client: TenantClient): Contestant => {
  const element = document.body.appendChild(boxOf('css-grid'));
  const fill = async (): Promise<void> => {
    const summary = await ask(client);
    for (const tile of tiles) {
      const item = boxOf('item', makeCard(tile, summary), makeHandle());
      item.style.gridArea = `span ${tile.rows} / span ${tile.columns}`;
      element.append(item);
    }
  };
  let held: {readonly item: HTMLElement; readonly x: number; readonly y: number} | undefined;
  element.addEventListener('pointerdown', ({target, pointerId, clientX: x, clientY: y}) => {
    const item = (target as Element).closest<HTMLElement>('.handle')?.closest<HTMLElement>('.item');
    if (item) {
      handleIn(item).setPointerCapture(pointerId);
      held = {item, x, y};
    }
  });
  element.addEventListener('pointermove', ({clientX, clientY}) => {
    if (held) {
      held.item.style.transform = `translate(${clientX - held.x}px, ${clientY - held.y}px)`;
    }
  });
  element.addEventListener('pointerup', ({clientX, clientY}) => {
    const item = held?.item;
    held = undefined;
    if (item) {
      item.style.transform = '';
      const under = document.elementsFromPoint(clientX, clientY).find((each) => each !== item && each.matches('.item'));
      under?.before(item);
    }
  });
  void fill();
  return {
    root: element,
    handle: () => handleIn(element),
    isEdited: () => element.querySelectorAll('.handle').length === tiles.length,
    remove: () => element.remove(),
  };
};
