import {PasswordPolicy} from '@tenantry/sdk/contract';
import {defineRoute, type Endpoint, reading} from '../http/route.ts';
import {selectPasswordPolicy} from './queries.ts';

const getPasswordPolicy = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/password-policy',
  operationId: 'passwordPolicy.get',
  summary: 'What a password must be in the tenant',
  // Also for who must change a password first: the form that asks for it shows the rules.
  access: 'session',
  answer: {status: 200, description: 'The policy', schema: PasswordPolicy},
  refusals: [],
});

/** The part of endpoint 45 that any session may read. */
export const passwordPolicyEndpoints = (): readonly Endpoint[] => [
  reading(getPasswordPolicy, async ({transaction, tenantId}) => ({body: await selectPasswordPolicy(transaction, tenantId)})),
];
