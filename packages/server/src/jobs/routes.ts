import {JOB_LIST, type Job, JobPage} from '@tenantry/sdk/contract';
import type {FoundPage} from '../db/list-query.ts';
import type {Dependencies} from '../dependencies.ts';
import {defineRoute, type Endpoint, type ReadCall, reading} from '../http/route.ts';
import {selectAskingTenant} from '../overview/queries.ts';
import {ownerKey} from '../resources/job-owners.ts';
import {Listing} from '../resources/listing.ts';
import type {ProviderJob} from '../resources/provider.ts';
import {selectOwnerIds, selectOwnerNames} from '../resources/queries.ts';
import {findJobs, ToldJob} from './jobs.ts';

const listJobs = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/jobs',
  operationId: 'jobs.list',
  summary: 'The jobs of the tenant, or those of the caller',
  access: {anyOf: ['jobs.read', 'resources.readAll']},
  list: JOB_LIST,
  answer: {status: 200, description: 'One page of jobs', schema: JobPage},
  refusals: [],
});

/** Endpoint 26, its second half. */
export const jobsEndpoints = (dependencies: Dependencies): readonly Endpoint[] => {
  const listing = new Listing({...dependencies, asks: 'jobs', item: ToldJob});
  const {database} = dependencies;
  const withUsers = async (page: FoundPage<ProviderJob>, tenantId: string): Promise<FoundPage<Job>> => {
    const names = [...new Set(page.items.flatMap((job) => ownerKey(job) ?? []))];
    const ids =
      names.length === 0
        ? new Map<string, string>()
        : await database.inTenant(tenantId, (transaction) => selectOwnerIds(transaction, tenantId, names));
    return {
      ...page,
      items: page.items.map((told) => {
        const {owner: _, ...job} = told;
        return {...job, userId: ids.get(ownerKey(told) ?? '') ?? null};
      }),
    };
  };
  return [
    reading(listJobs, async (call) => {
      const {transaction, tenantId, query} = call;
      const tenant = await selectAskingTenant(transaction, tenantId);
      const owners = await ownersOf(call);
      return {
        // Providers are asked when the transaction is over (D3).
        later: async () => ({page: await withUsers(findJobs(await listing.of(tenant), query.list, owners), tenantId)}),
      };
    }),
  ];
};

/** Whose jobs the caller may see of those that were asked for; `null` for everybody's. Without the right to see all, it is their own (§4). */
const ownersOf = async ({transaction, tenantId, principal, query}: ReadCall<typeof listJobs>): Promise<ReadonlySet<string> | null> => {
  const {values: asked} = (query.list.conditions.find(({name}) => name === 'userId') as {readonly values?: readonly string[]}) ?? {};
  const own = principal.permissions.has('resources.readAll') ? null : principal.type === 'user' ? [principal.id] : [];
  const ids = own === null ? asked : own.filter((id) => asked?.includes(id) ?? true);
  return ids === undefined ? null : new Set(ids.length === 0 ? [] : (await selectOwnerNames(transaction, tenantId, ids)).values());
};
