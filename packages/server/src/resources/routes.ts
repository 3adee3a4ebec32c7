import {RESOURCE_LIST, ResourceRef, ResourceRefPage} from '@tenantry/sdk/contract';
import type {FoundPage, ListQuery} from '../db/list-query.ts';
import type {Dependencies} from '../dependencies.ts';
import {defineRoute, type Endpoint, reading} from '../http/route.ts';
import {selectAskingTenant} from '../overview/queries.ts';
import {searchWords, sortKey} from '../users/keys.ts';
import {Listing} from './listing.ts';
import {pageInMemory} from './memory-page.ts';

const listResources = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/resources',
  operationId: 'resources.list',
  summary: 'What the tenant has in the systems that are connected',
  access: {anyOf: ['resources.read', 'resources.readAll']},
  list: RESOURCE_LIST,
  answer: {status: 200, description: 'One page of resources', schema: ResourceRefPage},
  refusals: [],
});

/** Endpoint 26, its first half. */
export const resourcesEndpoints = (dependencies: Dependencies): readonly Endpoint[] => {
  const listing = new Listing({...dependencies, asks: 'list', item: ResourceRef});
  return [
    reading(listResources, async ({transaction, tenantId, query}) => {
      const tenant = await selectAskingTenant(transaction, tenantId);
      // Providers are asked when the transaction is over (D3).
      return {later: async () => ({page: findResources(await listing.of(tenant), query.list)})};
    }),
  ];
};

const findResources = (resources: readonly ResourceRef[], list: ListQuery<typeof RESOURCE_LIST>): FoundPage<ResourceRef> =>
  pageInMemory({
    items: resources.filter((resource) => list.conditions.every((condition) => fits(resource, condition))),
    // An id is unique among those of its type.
    edgeOf: ({type, id, label}) => ({key: sortKey(label), id: `${type}/${id}`}),
    list,
  });

const fits = ({type, label}: ResourceRef, condition: ListQuery<typeof RESOURCE_LIST>['conditions'][number]): boolean => {
  switch (condition.kind) {
    case 'anyOf':
      return condition.values.includes(type);
    case 'words':
      return condition.words.every((word) => searchWords(label).some((begun) => begun.startsWith(word)));
    default:
      return true;
  }
};
