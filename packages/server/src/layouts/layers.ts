import type {DashboardLayout, LayoutAnswer, Widget} from '@tenantry/sdk/contract';
import type {Principal} from '../http/principal.ts';
import {BUILT_IN} from './built-in.ts';
import type {Layers, LayoutRow} from './queries.ts';

export type EditedLayer = 'tenant' | 'personal';

/** Who looks. */
type Viewer = Pick<Principal, 'type' | 'tenantId' | 'permissions'>;

/** Any of these lets somebody read what a tile shows. A type that is not here shows nothing of the server's, or nothing that it knows of. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  bareMetal: ['resources.read', 'resources.readAll'],
  virtualMachine: ['resources.read', 'resources.readAll'],
  kubernetes: ['resources.read', 'resources.readAll'],
  slurm: ['resources.read', 'resources.readAll'],
  gpu: ['resources.read', 'resources.readAll'],
  jobs: ['jobs.read', 'resources.readAll'],
};

/** Whether somebody may read what a tile shows. */
export const isReadable = ({permissions}: Pick<Principal, 'permissions'>, {type}: Pick<Widget, 'type'>): boolean => {
  const needed = Object.hasOwn(NEEDED, type) ? NEEDED[type] : undefined;
  return needed?.some((permission) => permissions.has(permission)) ?? true;
};

/** What somebody sees: their own, else the tenant's, else the built-in one, and of it what they may read (L14). */
export const showEffective = (layers: Layers, viewer: Viewer): LayoutAnswer => {
  const {tenant, personal, personalLayouts} = layers;
  const shown = personalLayouts && personal ? {...personal, widgets: withLocked(personal.widgets, tenant)} : tenant;
  return answer(layers, viewer, {
    layer: shown ? layerOf(shown) : 'builtIn',
    widgets: (shown?.widgets ?? BUILT_IN).filter((widget) => isReadable(viewer, widget)),
    row: shown,
  });
};

/**
 * One layer, as it is edited. One that is there has all its tiles: what its editor may not read stays in it. One that is not there has what
 * it would begin with.
 */
export const showLayer = (layers: Layers, layer: EditedLayer, viewer: Viewer): LayoutAnswer => {
  const {tenant, personal} = layers;
  if (layer === 'tenant') {
    return answer(layers, viewer, {layer, widgets: tenant?.widgets ?? BUILT_IN, row: tenant});
  }
  const widgets = personal
    ? withLocked(personal.widgets, tenant).filter(
        (widget) => personal.widgets.some(({id}) => id === widget.id) || isReadable(viewer, widget),
      )
    : (tenant?.widgets ?? BUILT_IN).filter((widget) => isReadable(viewer, widget));
  return answer(layers, viewer, {layer, widgets, row: personal});
};

/** The tiles of the tenant's layout that every personal one keeps. */
export const lockedOf = (tenant: LayoutRow | undefined): readonly Widget[] =>
  tenant?.widgets.filter(({id}) => tenant.locked.includes(id)) ?? [];

/** A personal layout keeps its places, but a locked tile is as the tenant has it, also where it was locked only afterwards. */
const withLocked = (widgets: readonly Widget[], tenant: LayoutRow | undefined): readonly Widget[] => {
  const locked = lockedOf(tenant);
  const missing = locked.filter(({id}) => !widgets.some((widget) => widget.id === id));
  return [...widgets.map((widget) => locked.find(({id}) => id === widget.id) ?? widget), ...missing];
};

interface Shown {
  readonly layer: DashboardLayout['layer'];
  readonly widgets: readonly Widget[];
  /** Where it is kept, if it is. */
  readonly row: LayoutRow | undefined;
}

const answer = ({tenant, personalLayouts}: Layers, {type, tenantId, permissions}: Viewer, {layer, widgets, row}: Shown): LayoutAnswer => {
  const isPersonal = layer === 'personal';
  return {
    layout: {
      id: row?.id ?? null,
      tenantId,
      layer,
      widgets: [...widgets],
      locked: tenant?.locked.filter((id) => widgets.some((widget) => widget.id === id)) ?? [],
      basedOnVersion: isPersonal ? (row ? row.based_on_version : (tenant?.version ?? null)) : null,
      outdated: isPersonal && row !== undefined && isOutdated(row, tenant),
      createdAt: row?.created_at.toISOString() ?? null,
      updatedAt: row?.updated_at.toISOString() ?? null,
      version: row?.version ?? null,
    },
    editable: {
      personal: personalLayouts && type === 'user' && permissions.has('dashboard.editOwn'),
      tenant: permissions.has('dashboard.editTenant'),
    },
  };
};

const layerOf = ({user_id}: LayoutRow): EditedLayer => (user_id === null ? 'tenant' : 'personal');

/** A tenant's layout that was taken away and made anew begins to count anew: so the row counts as well as its version. */
const isOutdated = ({based_on, based_on_version}: LayoutRow, tenant: LayoutRow | undefined): boolean =>
  based_on !== (tenant?.id ?? null) || based_on_version !== (tenant?.version ?? null);
