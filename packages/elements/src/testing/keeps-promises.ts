import {isOurTurn} from './engine.ts';
import {forgetCalls} from './fake-client.ts';
import {promisesOfArrival} from './promises/arrival.ts';
import {promisesOfManners} from './promises/manners.ts';
import {promisesOfMoving} from './promises/moving.ts';
import {type PromiseOptions, Subject} from './promises/subject.ts';
import {promisesOfTraces} from './promises/traces.ts';
import {promisesOfWalls} from './promises/walls.ts';

const setLater = globalThis.setInterval;

/** What is asked every fifteen seconds is not asked here, however long a busy machine takes. */
const neverLater = ((handler: TimerHandler, delay = 0, ...values: unknown[]): number =>
  delay < 10_000 ? setLater(handler, delay, ...values) : 0) as typeof setInterval;

/** What every element of this package promises, whatever it is for. */
export const keepsPromises = (tag: string, options: PromiseOptions = {}): void => {
  if (!isOurTurn(tag)) {
    return;
  }
  const subject = new Subject(tag, options);

  describe('keeps the promises of every element', () => {
    beforeEach(forgetCalls);
    beforeEach(() => {
      globalThis.setInterval = neverLater;
    });
    afterEach(() => {
      globalThis.setInterval = setLater;
    });
    afterEach(() => document.body.replaceChildren());
    promisesOfArrival(subject);
    promisesOfMoving(subject);
    promisesOfTraces(subject);
    promisesOfWalls(subject);
    promisesOfManners(subject);
  });
};
