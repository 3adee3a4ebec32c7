import {isOurTurn} from './engine.ts';
import {forgetCalls} from './fake-client.ts';
import {promisesOfArrival} from './promises/arrival.ts';
import {promisesOfManners} from './promises/manners.ts';
import {promisesOfMoving} from './promises/moving.ts';
import {type PromiseOptions, Subject} from './promises/subject.ts';
import {promisesOfTraces} from './promises/traces.ts';
import {promisesOfWalls} from './promises/walls.ts';

/** What every element of this package promises, whatever it is for. */
export const keepsPromises = (tag: string, options: PromiseOptions = {}): void => {
  if (!isOurTurn(tag)) {
    return;
  }
  const subject = new Subject(tag, options);

  describe('keeps the promises of every element', () => {
    beforeEach(forgetCalls);
    afterEach(() => document.body.replaceChildren());
    promisesOfArrival(subject);
    promisesOfMoving(subject);
    promisesOfTraces(subject);
    promisesOfWalls(subject);
    promisesOfManners(subject);
  });
};
