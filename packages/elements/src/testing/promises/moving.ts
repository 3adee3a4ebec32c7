import {ContextProvider} from '@lit/context';
import {expect} from '@open-wc/testing';
import type {TenantClient} from '@tenantry/sdk';
import type {LitElement} from 'lit';
import {clientContext} from '../../context/client-context.ts';
import {find, type} from '../element-state.ts';
import {fakeClient, never, operationOf, requestsOf} from '../fake-client.ts';
import {sampleId} from '../samples.ts';
import {openLedger} from './ledger.ts';
import {quiet, type Subject, wordsOf} from './subject.ts';

const CHANGES = [
  {subject: {type: 'user', id: sampleId('usr', 1)}, action: 'updated', origin: 'local'},
  {subject: {type: 'session', id: sampleId('ses', 2)}, action: 'ended', origin: 'local'},
  {subject: {type: 'password', id: null}, action: 'updated', origin: 'local'},
];

/** Some elements ask nothing unless they are seen, which they are told with a frame. */
const inSight = async (element: Element): Promise<void> => {
  element.scrollIntoView();
  for (let frame = 0; frame < 2; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await quiet(element);
};

/** What it shows and asks when it gets a client, and when it hears of changes there. */
const lifeOf = async (element: LitElement, client: TenantClient): Promise<{shown: string; asked: readonly string[]}> => {
  Object.assign(element, {client});
  await quiet(element);
  await inSight(element);
  for (const change of CHANGES) {
    client.changes.dispatchEvent(Object.assign(new Event('change'), change));
    await quiet(element);
  }
  return {shown: wordsOf(element), asked: requestsOf(client).map(operationOf)};
};

const ways: Readonly<Record<string, (element: LitElement, elsewhere: HTMLElement) => void>> = {
  'moved by append': (element, elsewhere) => elsewhere.append(element),
  'moved by moveBefore, where there is one': (element, elsewhere) => {
    const move = (elsewhere as unknown as {moveBefore?: (node: Node, child: Node | null) => void}).moveBefore;
    if (move) {
      move.call(elsewhere, element, null);
    } else {
      elsewhere.append(element);
    }
  },
  'taken out and put back at once': (element) => {
    const {parentElement} = element;
    element.remove();
    parentElement?.append(element);
  },
};

/** Wherever it goes, it goes on; and what it needs no more, it lets go. */
export const promisesOfMoving = (subject: Subject): void => {
  const {client} = subject.options;

  for (const [way, move] of Object.entries(ways)) {
    it(`${way}, it shows and hears what it did before (T28)`, async () => {
      const stayed = await subject.mount();
      const moved = await subject.mount();
      const elsewhere = document.createElement('div');
      document.body.append(elsewhere);
      move(moved, elsewhere);
      await quiet(moved);
      if (client) {
        expect(await lifeOf(moved, client())).to.deep.equal(await lifeOf(stayed, client()));
      } else {
        expect(wordsOf(moved)).to.equal(wordsOf(stayed));
      }
      stayed.remove();
      moved.remove();
      elsewhere.remove();
    });
  }

  it('taken out for a while, it comes back as good as new (T28)', async () => {
    const fresh = await subject.mount();
    const element = await subject.mount();
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    Object.assign(element, Object.fromEntries(subject.entries()));
    document.body.append(element);
    await quiet(element);
    if (client) {
      expect(await lifeOf(element, client())).to.deep.equal(await lifeOf(fresh, client()));
    } else {
      expect(wordsOf(element)).to.equal(wordsOf(fresh));
    }
    fresh.remove();
    element.remove();
  });

  it('moved, taken out and put back, it leaks nothing (T28)', async () => {
    const entries = subject.entries();
    const place = document.createElement('div');
    const elsewhere = document.createElement('div');
    document.body.append(place, elsewhere);
    const element = subject.make(entries);
    const ledger = openLedger(element);
    try {
      place.append(element);
      await quiet(element);
      const before = ledger.held();
      for (let turn = 0; turn < 3; turn++) {
        elsewhere.append(element);
        element.remove();
        place.append(element);
        await quiet(element);
      }
      // A pause of its client ends by itself.
      for (let glance = 0; glance < 20 && beyond(ledger.held(), before).length > 0; glance++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(beyond(ledger.held(), before), 'held more than before').to.deep.equal([]);
      await use(element);
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
      expect(ledger.held(), 'held after it has gone').to.deep.equal([]);
    } finally {
      ledger.close();
      place.remove();
      elsewhere.remove();
    }
  });

  if (!client) {
    return;
  }

  it('what it asked is given up when it goes (T28)', async () => {
    const waiting = fakeClient(Object.fromEntries(EVERYTHING.map((operation) => [operation, never])));
    const element = await subject.mount(subject.entries(waiting));
    const asked = [...requestsOf(waiting)];
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked.filter(({signal}) => !signal.aborted).map(operationOf)).to.deep.equal([]);
  });

  if (subject.tag === 'tenant-provider') {
    return;
  }

  it('between providers it belongs to the one that it is in (T28)', async () => {
    const [first, second] = [provide(client()), provide(client())];
    const entries = Object.entries(subject.options.properties ?? {});
    const element = await subject.mount(entries, first.place);
    const asked = requestsOf(first.client).map(operationOf);
    second.place.append(element);
    await quiet(element);
    expect(requestsOf(second.client).map(operationOf), 'asked of the second').to.deep.equal(asked);
    const before = requestsOf(first.client).length;
    for (const change of CHANGES) {
      first.client.changes.dispatchEvent(Object.assign(new Event('change'), change));
    }
    first.provider.setValue(client());
    await quiet(element);
    expect(requestsOf(first.client).length, 'asked of the first once it has left').to.equal(before);
    const last = client();
    element.remove();
    second.provider.setValue(last);
    await new Promise((resolve) => setTimeout(resolve));
    expect(requestsOf(last), 'asked once it has gone').to.deep.equal([]);
    first.place.remove();
    second.place.remove();
  });
};

/** What a list has more than another. */
const beyond = (list: readonly string[], known: readonly string[]): string[] => {
  const left = [...known];
  return list.filter((line) => (left.includes(line) ? left.splice(left.indexOf(line), 1).length === 0 : true));
};

const EVERYTHING = [
  'GET /v1/session',
  'GET /v1/me/sessions',
  'GET /v1/tenants/self/users',
  'GET /v1/tenants/self/roles',
  'GET /v1/tenants/self/password-policy',
  'GET /v1/tenants/self/dashboard/layout',
  'GET /v1/tenants/self/dashboard/summary',
] as const;

const provide = (client: TenantClient) => {
  const place = document.createElement('div');
  const provider = new ContextProvider(place, {context: clientContext, initialValue: client});
  document.body.append(place);
  return {place, client, provider};
};

/** Types where one can, so that what waits for a pause is waiting. */
const use = async (element: LitElement): Promise<void> => {
  const input = find<HTMLInputElement>(element, 'input:not([type=checkbox], [readonly], [disabled])');
  if (input) {
    type(input, 'somebody');
    await element.updateComplete;
  }
};
