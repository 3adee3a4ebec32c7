import {keepsPromises} from '../../testing/keeps-promises.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {walkStates} from '../../testing/walk-states.ts';
import '../../define/resource-dashboard.ts';
import {answersOf, states} from './resource-dashboard.states.ts';

describe('resource-dashboard', () => {
  keepsPromises('resource-dashboard', {
    client: () => fakeClient(answersOf()),
    nonsense: {scope: 'nobody', layer: 'nowhere', 'refresh-seconds': 'often'},
  });
  walkStates(states);
});
