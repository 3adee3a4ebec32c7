import {LayoutAnswer, SavePersonalLayout, SaveTenantLayout} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {
  type Answer,
  defineRoute,
  type EffectAnswer,
  type Endpoint,
  type ReadCall,
  reading,
  type Route,
  type WriteCall,
  writing,
} from '../http/route.ts';
import {type EditedLayer, showEffective, showLayer} from './layers.ts';
import {type Layers, selectLayers} from './queries.ts';
import {checkBody, resetLayer, type SaveLayoutBody, saveLayer} from './save-layout.ts';

const getLayout = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/dashboard/layout',
  operationId: 'dashboard.layout',
  summary: 'How the caller’s dashboard is arranged: their own layout, else the tenant’s, else the built-in one',
  access: 'full',
  answer: {status: 200, description: 'The layout, and what the caller may arrange', schema: LayoutAnswer},
  refusals: [],
});

const getTenantLayout = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/dashboard/layouts/tenant',
  operationId: 'dashboard.layout.tenant',
  summary: 'The tenant’s layout, or what it would begin with',
  access: 'full',
  answer: {status: 200, description: 'The layout, and what the caller may arrange', schema: LayoutAnswer},
  refusals: [],
});

const getPersonalLayout = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/dashboard/layouts/personal',
  operationId: 'dashboard.layout.personal',
  summary: 'The caller’s own layout, or what it would begin with',
  access: 'full',
  answer: {status: 200, description: 'The layout, and what the caller may arrange', schema: LayoutAnswer},
  refusals: [],
});

const saveTenantLayout = defineRoute({
  method: 'put',
  path: '/v1/tenants/{tenantId}/dashboard/layouts/tenant',
  operationId: 'dashboard.saveLayout.tenant',
  summary: 'Arranges the dashboard of everybody who has not arranged their own, and locks tiles of it',
  access: 'dashboard.editTenant',
  body: SaveTenantLayout,
  versioned: true,
  answer: {status: 200, description: 'The layout, saved', schema: LayoutAnswer},
  refusals: [],
});

const savePersonalLayout = defineRoute({
  method: 'put',
  path: '/v1/tenants/{tenantId}/dashboard/layouts/personal',
  operationId: 'dashboard.saveLayout.personal',
  summary: 'Arranges the caller’s own dashboard',
  access: 'dashboard.editOwn',
  body: SavePersonalLayout,
  versioned: true,
  answer: {status: 200, description: 'The layout, saved', schema: LayoutAnswer},
  refusals: ['personal-layouts-off', 'locked-widget'],
});

const resetTenantLayout = defineRoute({
  method: 'delete',
  path: '/v1/tenants/{tenantId}/dashboard/layouts/tenant',
  operationId: 'dashboard.resetLayout.tenant',
  summary: 'Takes the tenant’s layout away, so that the built-in one shows',
  access: 'dashboard.editTenant',
  versioned: true,
  answer: {status: 204, description: 'There is none any more'},
  refusals: [],
});

const resetPersonalLayout = defineRoute({
  method: 'delete',
  path: '/v1/tenants/{tenantId}/dashboard/layouts/personal',
  operationId: 'dashboard.resetLayout.personal',
  summary: 'Takes the caller’s own layout away, so that the tenant’s shows',
  access: 'dashboard.editOwn',
  versioned: true,
  answer: {status: 204, description: 'There is none any more'},
  refusals: ['personal-layouts-off'],
});

type SaveCall = Pick<WriteCall, 'ifMatch' | 'isNew' | 'transact'> & {readonly body: SaveLayoutBody};

/** Endpoints 28 to 30. */
export const layoutsEndpoints = (dependencies: Pick<Dependencies, 'now' | 'newId'>): readonly Endpoint[] => {
  const layersOf = ({transaction, tenantId, principal: {type, id}}: ReadCall): Promise<Layers> =>
    selectLayers(transaction, tenantId, type === 'user' ? id : null);

  const show = (route: Route, layer: EditedLayer): Endpoint =>
    reading(route, async (call) => toAnswer(showLayer(await layersOf(call), layer, call.principal)));

  const save =
    (layer: EditedLayer) =>
    ({body, ifMatch, isNew, transact}: SaveCall): Promise<EffectAnswer> => {
      checkBody(body);
      return transact(async (effect) => toAnswer(await saveLayer(effect, dependencies, {layer, body, ifMatch, isNew})));
    };

  const reset = (route: Route, layer: EditedLayer): Endpoint =>
    writing(route, ({ifMatch, transact}) =>
      transact(async (effect) => {
        await resetLayer(effect, {layer, ifMatch});
        return {};
      }),
    );

  return [
    reading(getLayout, async (call) => ({body: showEffective(await layersOf(call), call.principal)})),
    show(getTenantLayout, 'tenant'),
    show(getPersonalLayout, 'personal'),
    writing(saveTenantLayout, save('tenant')),
    writing(savePersonalLayout, save('personal')),
    reset(resetTenantLayout, 'tenant'),
    reset(resetPersonalLayout, 'personal'),
  ];
};

const toAnswer = (body: LayoutAnswer): Answer => ({
  body,
  ...(body.layout.version !== null && {version: body.layout.version}),
});
