import '../../define/tenant-user-management.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {answers, states} from './tenant-user-management.states.ts';

describe('tenant-user-management', () => {
  keepsPromises('tenant-user-management', {
    client: () => fakeClient(answers),
    properties: {pageSize: 20, defaultSort: 'username', filter: {status: 'active'}, density: 'compact'},
    nonsense: {'page-size': 'many', 'default-sort': 'banana'},
  });
  walkStates(states);
});
