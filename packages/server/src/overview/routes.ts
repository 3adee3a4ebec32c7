import {ResourceSummary, type SectionName, SECTIONS} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {requirePermission} from '../http/authorization.ts';
import {defineRoute, type Endpoint, reading} from '../http/route.ts';
import {Refusal} from '../refusal.ts';
import type {Overviews} from './overviews.ts';
import {selectAskingTenant} from './queries.ts';

const summaryRoute = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/dashboard/summary',
  operationId: 'dashboard.summary',
  summary: 'What the tenant, or the caller, has in the systems that this server asks. Sources that fail are told of, and fail nothing',
  access: {anyOf: ['resources.read', 'resources.readAll']},
  choices: {scope: ['mine', 'tenant'], sections: SECTIONS},
  answer: {status: 200, description: 'Every section; who is asked is asked for those that are named, or for all', schema: ResourceSummary},
  refusals: [],
});

/** Endpoint 27. */
export const overviewEndpoints = ({now}: Pick<Dependencies, 'now'>, overviews: Overviews): readonly Endpoint[] => [
  reading(summaryRoute, async ({transaction, tenantId, principal, query}) => {
    const {sections} = query.choices;
    const scope = scopeOf(query.choices.scope);
    requirePermission(principal, scope === 'tenant' ? 'resources.readAll' : 'resources.read');
    const tenant = await selectAskingTenant(transaction, tenantId);
    const asked = new Set(SECTIONS.filter((section): section is SectionName => sections.size === 0 || sections.has(section)));
    return {
      // Sources are asked when the transaction is over (D3).
      later: async () => {
        const shown = await overviews.of(tenant, asked);
        const body: ResourceSummary = {
          scope,
          generatedAt: now().toISOString(),
          ...(shown as Omit<ResourceSummary, 'scope' | 'generatedAt'>),
        };
        return {body};
      },
    };
  }),
];

const scopeOf = (scopes: ReadonlySet<string>): ResourceSummary['scope'] => {
  if (scopes.size > 1) {
    throw new Refusal('invalid-query', 'The parameter "scope" can be one word');
  }
  return scopes.has('tenant') ? 'tenant' : 'mine';
};
