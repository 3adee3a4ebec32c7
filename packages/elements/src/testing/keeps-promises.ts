import {FLURRY_MS} from '../controllers/soon.ts';
import {isOurTurn} from './engine.ts';
import {forgetCalls} from './fake-client.ts';
import {promisesOfArrival} from './promises/arrival.ts';
import {promisesOfManners} from './promises/manners.ts';
import {promisesOfMoving} from './promises/moving.ts';
import {type PromiseOptions, Subject} from './promises/subject.ts';
import {promisesOfTraces} from './promises/traces.ts';
import {promisesOfWalls} from './promises/walls.ts';

const {setInterval: setAgain, setTimeout: setLater} = globalThis;

/** What is asked every fifteen seconds is not asked here, however long a busy machine takes. */
const neverAgain = ((handler: TimerHandler, delay = 0, ...values: unknown[]): number =>
  delay < 10_000 ? setAgain(handler, delay, ...values) : 0) as typeof setInterval;

/** What waits for a flurry to end is done at once: nobody has to guess whether a busy machine has come to it. */
const withoutFlurries = ((handler: TimerHandler, delay = 0, ...values: unknown[]): number =>
  setLater(handler, delay === FLURRY_MS ? 0 : delay, ...values)) as typeof setTimeout;

/** What every element of this package promises, whatever it is for. */
export const keepsPromises = (tag: string, options: PromiseOptions = {}): void => {
  if (!isOurTurn(tag)) {
    return;
  }
  const subject = new Subject(tag, options);

  describe('keeps the promises of every element', () => {
    beforeEach(forgetCalls);
    beforeEach(() => {
      globalThis.setInterval = neverAgain;
      globalThis.setTimeout = withoutFlurries;
    });
    afterEach(() => {
      globalThis.setInterval = setAgain;
      globalThis.setTimeout = setLater;
    });
    afterEach(() => document.body.replaceChildren());
    promisesOfArrival(subject);
    promisesOfMoving(subject);
    promisesOfTraces(subject);
    promisesOfWalls(subject);
    promisesOfManners(subject);
  });
};
