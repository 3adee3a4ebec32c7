import type {LayoutAnswer, SavePersonalLayout, SaveTenantLayout, Widget} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import type {Dependencies} from '../dependencies.ts';
import {checkVersion, tooLate} from '../http/preconditions.ts';
import type {Principal} from '../http/principal.ts';
import type {Effect} from '../http/route.ts';
import {invalidField, notFound, Refusal} from '../refusal.ts';
import {type EditedLayer, isReadable, lockedOf, showLayer} from './layers.ts';
import {type Arrangement, deleteLayer, insertLayer, type Layers, type LayoutRow, lockLayer, selectLayers, updateLayer} from './queries.ts';

/** The body of endpoints 29 and 30, as its schema leaves it. */
export type SaveLayoutBody = z.output<typeof SaveTenantLayout> | z.output<typeof SavePersonalLayout>;

/** What a change of a layer is meant for. */
interface Aim {
  readonly layer: EditedLayer;
  readonly ifMatch: number | '*' | undefined;
  readonly isNew: boolean;
}

/** What of a body its schema cannot see: that each id means one tile. */
export const checkBody = (body: SaveLayoutBody): void => {
  const ids = body.widgets.map(({id}) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) {
    throw invalidField(`#/widgets/${twice}/id`, 'not-allowed', 'Another tile has this id');
  }
  const unknown = lockedIn(body).findIndex((id) => !ids.includes(id));
  if (unknown >= 0) {
    throw invalidField(`#/locked/${unknown}`, 'unknown-reference', 'There is no tile of this id');
  }
};

const lockedIn = (body: SaveLayoutBody): readonly string[] => ('locked' in body && body.locked) || [];

/** Arranges a layer as a body says, in the effect's transaction: target, version, then the rules of the state (W8). */
export const saveLayer = async (
  effect: Effect,
  {now, newId}: Pick<Dependencies, 'now' | 'newId'>,
  {body, ...aim}: Aim & {readonly body: SaveLayoutBody},
): Promise<LayoutAnswer> => {
  const {transaction, principal} = effect;
  const {tenantId} = principal;
  const {layer, ifMatch, isNew} = aim;
  const userId = ownerOf(principal, layer);
  const layers = await lockLayers(effect, userId);
  const row = layers[layer];
  if (!isNew) {
    await checkVersion(ifMatch, row?.version ?? null, async () => showLayer(layers, layer, principal));
  } else if (row) {
    throw tooLate(row.version, showLayer(layers, layer, principal));
  }
  if (layer === 'personal') {
    checkPersonal(layers, principal, body.widgets);
  }
  const change = {arrangement: arrangementOf(layer, body, layers), at: now()};
  const saved = row
    ? await updateLayer(transaction, tenantId, {id: row.id, ...change})
    : await insertLayer(transaction, tenantId, {id: newId('lay'), userId, ...change});
  const after = saved ? {...layers, [layer]: saved} : await selectLayers(transaction, tenantId, userId);
  const answer = showLayer(after, layer, principal);
  if (!saved) {
    throw tooLate(answer.layout.version, answer);
  }
  await auditLayer(effect, layer, {from: row, to: saved});
  return answer;
};

/** Takes a layer away, so that the one beneath it shows. */
export const resetLayer = async (effect: Effect, {layer, ifMatch}: Omit<Aim, 'isNew'>): Promise<void> => {
  const {transaction, principal} = effect;
  const layers = await lockLayers(effect, ownerOf(principal, layer));
  const row = layers[layer];
  if (!row) {
    throw notFound();
  }
  await checkVersion(ifMatch, row.version, async () => showLayer(layers, layer, principal));
  if (layer === 'personal') {
    checkAllowed(layers);
  }
  await deleteLayer(transaction, principal.tenantId, row.id);
  await auditLayer(effect, layer, {from: row, to: undefined});
};

/** Whose layer it is, `null` for the tenant's. An operator has none. */
const ownerOf = ({type, id}: Principal, layer: EditedLayer): string | null => {
  if (layer === 'tenant') {
    return null;
  }
  if (type !== 'user') {
    throw notFound();
  }
  return id;
};

const lockLayers = async ({transaction, principal: {tenantId}}: Effect, userId: string | null): Promise<Layers> => {
  await lockLayer(transaction, tenantId, userId);
  return selectLayers(transaction, tenantId, userId);
};

const checkAllowed = ({personalLayouts}: Layers): void => {
  if (!personalLayouts) {
    throw new Refusal('personal-layouts-off', 'In this tenant nobody has a layout of their own');
  }
};

/** Whether there may be a personal layout, and whether it leaves locked tiles as they are. Its owner answers for no tile that they cannot see. */
const checkPersonal = (layers: Layers, principal: Principal, widgets: readonly Widget[]): void => {
  checkAllowed(layers);
  const broken = lockedOf(layers.tenant).filter((locked) => {
    const kept = widgets.find(({id}) => id === locked.id);
    return kept ? !isSame(kept, locked) : isReadable(principal, locked);
  });
  if (broken.length > 0) {
    throw new Refusal('locked-widget', 'The tenant has locked a tile that is missing here, or is another one', {
      members: {locked: broken.map(({id}) => id)},
    });
  }
};

const isSame = ({options, ...one}: Widget, {options: others, ...other}: Widget): boolean =>
  textOf(one) === textOf(other) && textOf(options) === textOf(others);

const textOf = (value: object): string => JSON.stringify(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** What is left out of a body is as it is now. */
const arrangementOf = (layer: EditedLayer, body: SaveLayoutBody, {tenant}: Layers): Arrangement => {
  const {basedOnVersion = tenant?.version ?? null} = 'basedOnVersion' in body ? body : {};
  return {
    widgets: body.widgets,
    locked: [...new Set(lockedIn(body))],
    basedOn: layer === 'personal' ? (tenant?.id ?? null) : null,
    basedOnVersion: layer === 'personal' ? basedOnVersion : null,
  };
};

/** Writes down that a layer has changed, and which: whoever may hear of it is decided by that (V1). */
const auditLayer = (
  {audit}: Effect,
  layer: EditedLayer,
  {from, to}: {readonly from: LayoutRow | undefined; readonly to: LayoutRow | undefined},
): Promise<void> =>
  audit({
    action: 'layout.updated',
    target: {type: 'layout', id: (to ?? from)?.id ?? null},
    changes: [
      {path: '/layer', to: layer},
      {path: '/version', from: from?.version ?? null, to: to?.version ?? null},
    ],
  });
