import {expect} from '@open-wc/testing';
import {TenantClient} from '@tenantry/sdk';
import type {LitElement} from 'lit';
import {countCalls, fakeClient} from '../fake-client.ts';
import {quiet, type Subject, wordsOf} from './subject.ts';
import {hearConsole} from './traces.ts';

/** Everything that nobody has caught, until it is closed. The test runner, which would take it for a failure of its own, does not hear of it. */
const hearUncaught = (): {readonly uncaught: string[]; readonly close: () => void} => {
  const uncaught: string[] = [];
  const {onerror} = globalThis;
  const onRejection = (event: PromiseRejectionEvent): void => {
    uncaught.push(String(event.reason));
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  globalThis.onerror = (message, _source, _line, _column, error) => {
    uncaught.push(String(error ?? message));
    return true;
  };
  addEventListener('unhandledrejection', onRejection, true);
  return {
    uncaught,
    close: () => {
      globalThis.onerror = onerror;
      removeEventListener('unhandledrejection', onRejection, true);
    },
  };
};

const NONSENSE: readonly unknown[] = [null, undefined, 0, Number.NaN, 'nonsense', true, {}, [], [null], () => 1, Symbol('nonsense')];

/** How a host's `fetch` can fail it. */
const BAD_FETCHES: Readonly<Record<string, () => Promise<Response>>> = {
  'throws at once': () => {
    throw new Error('the host made a mistake');
  },
  'throws what is no error': () => {
    throw 'the host made a mistake';
  },
  'rejects with nothing': () => Promise.reject(),
  'gives no promise': () => undefined as unknown as Promise<Response>,
  'gives no response': async () => ({}) as Response,
  'gives a response without a body': async () => new Response(),
  'gives a page': async () => new Response('<h1>Sign in to this network</h1>', {headers: {'content-type': 'text/html'}}),
};

/** The names of an element's public properties. */
const propertiesOf = (tag: string): string[] =>
  [...(customElements.get(tag) as typeof LitElement).elementProperties].filter(([, {state}]) => !state).map(([name]) => String(name));

const FAILURES = ['tenant-error'];

/** What a host does wrong stays inside the element, is told, and is over when it is put right. */
export const promisesOfWalls = (subject: Subject): void => {
  const {tag, options} = subject;

  /** Runs something that a host does wrong; answers the failures that the element told. */
  const endure = async (element: LitElement, wrong: () => void): Promise<string[]> => {
    const told: string[] = [];
    const hear = ({type}: Event): number => told.push(type);
    for (const name of FAILURES) {
      element.addEventListener(name, hear);
    }
    const errors = hearUncaught();
    const heard = hearConsole();
    try {
      wrong();
      await quiet(element);
    } finally {
      errors.close();
      heard.close();
      for (const name of FAILURES) {
        element.removeEventListener(name, hear);
      }
    }
    expect(errors.uncaught, 'uncaught').to.deep.equal([]);
    expect(heard.said.length, heard.said.join()).to.be.at.most(1);
    return told;
  };

  const filledAgain = async (element: LitElement, shown: string, what: string): Promise<void> => {
    Object.assign(element, Object.fromEntries(subject.entries()));
    await quiet(element);
    expect(wordsOf(element), `put right after ${what}`).to.equal(shown);
  };

  const isWalled = 'messages' in (customElements.get(tag) as typeof LitElement).prototype && !options.invisible;

  if (isWalled) {
    it('a text of the host that throws is told in its own place, and over when it is put right (T29)', async () => {
      const element = await subject.mount();
      const shown = wordsOf(element);
      const messages = Object.defineProperty({}, 'title', {
        enumerable: true,
        get: () => {
          throw new Error('the host made a mistake');
        },
      });
      const told = await endure(element, () => Object.assign(element, {messages}));
      expect(told).to.include('tenant-error');
      expect(wordsOf(element)).to.contain('This part could not be shown. Try again');
      Object.assign(element, {messages: {}});
      await filledAgain(element, shown, 'its texts');
      element.remove();
    });
  }

  for (const name of propertiesOf(tag)) {
    it(`${name}: a value of another type is survived, and another one counts again (T29)`, async () => {
      const usual = subject.make([])[name as keyof LitElement];
      const element = await subject.mount();
      const shown = wordsOf(element);
      for (const value of NONSENSE) {
        const what = `${typeof value} ${typeof value === 'symbol' ? '' : JSON.stringify(value)}`;
        await endure(element, () => Object.assign(element, {[name]: value})).catch((error: Error) => {
          throw new Error(`${what}: ${error.message}`);
        });
      }
      Object.assign(element, {[name]: usual});
      await filledAgain(element, shown, 'nonsense');
      element.remove();
    });
  }

  if (options.client) {
    for (const [way, fetch] of Object.entries(BAD_FETCHES)) {
      it(`a fetch of the host that ${way} is told, and over when another one is given (T29)`, async () => {
        const healthy = await subject.mount();
        const shown = wordsOf(healthy);
        healthy.remove();
        const client = new TenantClient({baseUrl: '/fake', auth: {cookie: true}, retries: 0, onEvent: countCalls(), fetch});
        const element = subject.make(subject.entries(client));
        await endure(element, () => document.body.append(element));
        await filledAgain(element, shown, 'its client');
        element.remove();
      });
    }

    it('a listener of the host that throws breaks nothing (T29)', async () => {
      const healthy = await subject.mount(subject.entries(fakeClient()));
      const shown = wordsOf(healthy);
      healthy.remove();
      const element = subject.make(subject.entries(fakeClient()));
      const throwing = (): never => {
        throw new Error('the host made a mistake');
      };
      const names = ['tenant-error', 'session-required', 'session-ready', 'change', 'input', 'password-checked'];
      names.forEach((name) => element.addEventListener(name, throwing));
      const errors = hearUncaught();
      const heard = hearConsole(); // where the test runner writes what a listener throws
      document.body.append(element);
      await quiet(element);
      errors.close();
      heard.close();
      names.forEach((name) => element.removeEventListener(name, throwing));
      // The browser reports what a listener throws; nothing else may be among it.
      expect(errors.uncaught.filter((error) => error !== 'Error: the host made a mistake')).to.deep.equal([]);
      expect(wordsOf(element)).to.equal(shown);
      await filledAgain(element, wordsOf(await subject.mount()), 'its listener');
      document.body.replaceChildren();
    });
  }
};
