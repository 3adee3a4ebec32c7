import '../../define/tenant-user-table.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {pageOf, sampleTeam} from '../../testing/samples.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {states} from './tenant-user-table.states.ts';

describe('tenant-user-table', () => {
  keepsPromises('tenant-user-table', {
    client: () => fakeClient({'GET /v1/tenants/self/users': pageOf(sampleTeam())}),
    properties: {columns: 'username status', pageSize: 20, sort: 'username', filter: {status: 'active'}},
    nonsense: {columns: 'banana', 'page-size': 'many', sort: 'banana'},
  });
  walkStates(states);
});
