import {expect, oneEvent} from '@open-wc/testing';
import type {TenantClient, Widget} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/all.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, operationOf, refusal, requestsOf, unreachable} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {fourTiles, sampleLayout, sampleWidget} from '../../testing/layout-samples.ts';
import {sampleSection, sampleSlurm, sampleSummary} from '../../testing/resource-samples.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import {acrossOf, placesOf} from './arrangement.ts';
import type {ResourceDashboard} from './resource-dashboard.ts';
import {answers, LAYOUT, states, SUMMARY} from './resource-dashboard.states.ts';
import type {TileType} from './tile-types.ts';

interface Mounted {
  readonly dashboard: ResourceDashboard;
  readonly client: TenantClient;
  readonly frames: () => HTMLElement[];
  readonly asked: (operation: string) => number;
}

const mount = async (given: Answers = {}, properties: Partial<ResourceDashboard> = {}): Promise<Mounted> => {
  const client = fakeClient(answers(given));
  await show(stage(), html`<resource-dashboard openable .client=${client}></resource-dashboard>`);
  const dashboard = Object.assign(get<ResourceDashboard>(document.body, 'resource-dashboard'), properties);
  await until(() => find(dashboard, '[part=widget], [part=empty], [part=error]'), 'the dashboard');
  await settled(document.body);
  return {
    dashboard,
    client,
    frames: () => [...(dashboard.shadowRoot?.querySelectorAll<HTMLElement>('[part=widget]') ?? [])],
    asked: (operation) => requestsOf(client).filter((request) => operationOf(request) === operation).length,
  };
};

const changed = (client: TenantClient, type: string, origin = 'remote'): void => {
  client.changes.dispatchEvent(Object.assign(new Event('change'), {subject: {type, id: 'x'}, action: 'updated', origin}));
};

/** Widths and heights of every kind, so that tiles leave gaps behind. */
const mixed = (): Widget[] =>
  ([3, 8, 4, 12, 1, 6, 6, 2, 3, 4, 8, 1] as const).map((columns, index) =>
    sampleWidget(`tile-${index}`, 'note', {columns, rows: (index % 3) + 1, hidden: index === 7}),
  );

const note: TileType = {type: 'note', title: 'Note', render: ({widget}) => widget.id};

describe('<resource-dashboard>', () => {
  afterEach(() => document.body.replaceChildren());

  keepsPromises('resource-dashboard', {
    client: () => fakeClient(answers()),
    nonsense: {scope: 'all', 'refresh-seconds': '-1', layer: 'none'},
  });
  walkStates(states);

  it('shows an overview of Bare Metal, Virtual Machine, Kubernetes cluster and Slurm from the server (S0-18)', async () => {
    const {client} = await freshTenant();
    await show(stage(), html`<resource-dashboard .client=${client}></resource-dashboard>`);
    const dashboard = get(document.body, 'resource-dashboard');
    await until(() => dashboard.shadowRoot?.querySelectorAll('resource-card:not(:state(loading))').length === 4, 'four cards');
    await settled(document.body);
    const names = [...(dashboard.shadowRoot?.querySelectorAll('resource-card') ?? [])].map((card) => textOf(get(card, 'h2')));
    expect(names).to.deep.equal(['Bare Metal', 'Virtual Machine', 'Kubernetes cluster', 'Slurm']);
  });

  it('has a heading that takes the focus, and says whose resources these are', async () => {
    const {dashboard} = await mount({}, {scope: 'tenant'});
    await until(() => textOf(get(dashboard, '.head')).includes('updated just now'), 'when it was updated');
    expect(textOf(get(dashboard, '.head p'))).to.equal('All resources of the organization, updated just now');
    dashboard.focus();
    expect(dashboard.shadowRoot?.activeElement?.localName).to.equal('h1');
  });

  it('asks for what the user has, or for the whole tenant', async () => {
    const {dashboard, client} = await mount();
    const scopes = (): (string | null)[] =>
      requestsOf(client)
        .filter((request) => operationOf(request) === SUMMARY)
        .map(({url}) => new URL(url).searchParams.get('scope'));
    expect(scopes()).to.deep.equal(['mine']);
    dashboard.scope = 'tenant';
    await until(() => scopes().length === 2, 'another question');
    expect(scopes().at(-1)).to.equal('tenant');
  });

  for (const width of [1280, 899, 700, 599, 440, 439, 320]) {
    it(`${width} px wide, tiles stand where their order and sizes put them`, async () => {
      const {dashboard, frames} = await mount({[LAYOUT]: sampleLayout({widgets: mixed()})}, {widgets: [note]});
      dashboard.style.setProperty('inline-size', `${width}px`);
      const across = acrossOf(width);
      const grid = get(dashboard, '[part=grid]').getBoundingClientRect();
      const cell = grid.width / across;
      const rows = [...new Set(frames().map((frame) => Math.round(frame.getBoundingClientRect().top)))].toSorted((a, b) => a - b);
      const places = placesOf(mixed(), across);
      const seen = frames().map((frame) => {
        const {left, top, width: wide} = frame.getBoundingClientRect();
        return [Math.round((left - grid.left) / cell), rows.indexOf(Math.round(top)), Math.round(wide / cell)];
      });
      const lines = [...new Set(places.map(({y}) => y))].toSorted((a, b) => a - b);
      expect(seen).to.deep.equal(places.map(({x, y, columns}) => [x, lines.indexOf(y), columns]));
    });
  }

  it('forty tiles are all there, in the order in which they are read', async () => {
    const widgets = Array.from({length: 40}, (_, index) => sampleWidget(`tile-${index}`, 'note', {columns: 3, rows: 1}));
    const {frames} = await mount({[LAYOUT]: sampleLayout({widgets})}, {widgets: [note]});
    expect(frames().map((frame) => textOf(get(frame, '.tile-body')))).to.deep.equal(widgets.map(({id}) => id));
  });

  it('a type of tile that the page does not know is not drawn (E35)', async () => {
    const {frames} = await mount({[LAYOUT]: sampleLayout({widgets: [...fourTiles(), sampleWidget('future', 'quantum')]})});
    expect(frames().length).to.equal(4);
  });

  it("a host's tile is drawn by its element, which gets the tile, its options and the figures", async () => {
    customElements.define(
      'test-note',
      class extends HTMLElement {
        set options(options: {words: string}) {
          this.textContent = options.words;
        }
      },
    );
    const widgets = [sampleWidget('note', 'note', {options: {words: 'Hello'}})];
    const {frames} = await mount({[LAYOUT]: sampleLayout({widgets})}, {widgets: [{type: 'note', title: 'Note', element: 'test-note'}]});
    const element = get<HTMLElement & Record<string, unknown>>(frames()[0] as HTMLElement, 'test-note');
    expect(element.textContent).to.equal('Hello');
    await until(() => element['summary'], 'the figures');
    expect(element['widget']).to.deep.equal(widgets[0]);
  });

  const mistakes: Readonly<Record<string, Partial<TileType>>> = {
    'a function that throws': {
      render: () => {
        throw new Error('the host made a mistake');
      },
    },
    'an element whose constructor throws': {element: 'test-broken-made'},
    'an element that throws as it comes': {element: 'test-broken-placed'},
    'an element that throws at its options': {element: 'test-broken-set'},
    'options that its schema refuses': {render: () => 'never', schema: {'~standard': {validate: () => ({issues: [{message: 'no'}]})}}},
    'neither an element nor a function': {},
  };

  before(() => {
    const fail = (): never => {
      throw new Error('the host made a mistake');
    };
    customElements.define(
      'test-broken-made',
      class extends HTMLElement {
        constructor() {
          super();
          fail();
        }
      },
    );
    customElements.define(
      'test-broken-placed',
      class extends HTMLElement {
        connectedCallback(): void {
          fail();
        }
      },
    );
    customElements.define(
      'test-broken-set',
      class extends HTMLElement {
        set options(_: unknown) {
          fail();
        }
      },
    );
  });

  for (const [what, type] of Object.entries(mistakes)) {
    it(`${what} fails alone: the tile says so, and the others live on (T29)`, async () => {
      const {onerror} = globalThis;
      globalThis.onerror = () => true; // Of what an element throws as it comes, a browser tells the page as well.
      const widgets = [sampleWidget('broken', 'broken', {title: 'Weather'}), ...fourTiles()];
      const client = fakeClient(answers({[LAYOUT]: sampleLayout({widgets})}));
      const dashboard = Object.assign(document.createElement('resource-dashboard'), {
        client,
        widgets: [{type: 'broken', title: 'Broken', ...type}],
      });
      const told = oneEvent(dashboard, 'tenant-error');
      stage().append(dashboard);
      await told;
      await until(() => find(dashboard, '[role=alert]'), 'what the tile says');
      globalThis.onerror = onerror;
      expect(textOf(get(dashboard, '[role=alert]'))).to.equal('Weather could not be shown. Try again');
      await until(() => find(dashboard, '[part=count]'), 'the figures of the others');
      expect(dashboard.shadowRoot?.querySelectorAll('resource-card').length).to.equal(4);
    });
  }

  it('a tile that failed is drawn when somebody tries again and it goes well', async () => {
    let isBroken = true;
    const render = (): string => {
      if (isBroken) {
        throw new Error('the host made a mistake');
      }
      return 'Sunny';
    };
    const {frames} = await mount(
      {[LAYOUT]: sampleLayout({widgets: [sampleWidget('weather', 'weather')]})},
      {
        widgets: [{type: 'weather', title: 'Weather', render}],
      },
    );
    isBroken = false;
    const [frame] = frames() as [HTMLElement];
    get(frame, 'button').click();
    expect(textOf(get(frame, '.tile-body'))).to.equal('Sunny');
  });

  it("a host's content takes the place of a tile", async () => {
    const {dashboard, frames} = await mount();
    const own = Object.assign(document.createElement('p'), {slot: 'widget-slurm', textContent: 'Our own'});
    dashboard.append(own);
    await until(() => own.checkVisibility() && dashboard.shadowRoot?.querySelectorAll('resource-card').length === 3, 'the content');
    expect(frames().length).to.equal(4);
  });

  it('tells which tile somebody wants to see all of, and asks the element in it what became of that', async () => {
    const {dashboard} = await mount();
    await until(() => find(dashboard, '.link-button'), 'the button');
    const heard = oneEvent(dashboard, 'widget-open');
    dashboard.shadowRoot?.querySelectorAll('resource-card')[3]?.shadowRoot?.querySelector<HTMLElement>('.link-button')?.click();
    const {kind, widget} = (await heard) as HTMLElementEventMap['widget-open'];
    expect([kind, widget?.id]).to.deep.equal(['slurm', 'slurm']);
  });

  it('figures that change are asked for at once, and so is how tiles are arranged', async () => {
    let nodes = 32;
    const slurm = (): object => ({...sampleSlurm(), nodes: {...sampleSlurm().nodes, total: nodes}});
    let widgets = fourTiles();
    const {client, frames, asked} = await mount({
      [SUMMARY]: () => sampleSummary({slurm: sampleSection(slurm()) as never}),
      [LAYOUT]: () => sampleLayout({widgets}),
    });
    nodes = 33;
    changed(client, 'summary');
    await until(() => textOf(frames()[3] as HTMLElement).includes('33'), 'the figure');
    expect(asked(LAYOUT)).to.equal(1);
    widgets = widgets.toReversed();
    changed(client, 'layout');
    await until(() => textOf(frames()[0] as HTMLElement).includes('Slurm'), 'the other order');
  });

  it('one request is on its way at a time, and what was said meanwhile is asked afterwards', async () => {
    let underway = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const {client, asked} = await mount({
      [SUMMARY]: async () => {
        most = Math.max(most, ++underway);
        await new Promise<void>((resolve) => ends.push(resolve));
        underway -= 1;
        return sampleSummary();
      },
    });
    for (let turn = 0; turn < 3; turn++) {
      changed(client, 'summary');
      await new Promise((resolve) => setTimeout(resolve, 350));
    }
    expect(asked(SUMMARY)).to.equal(1);
    ends.shift()?.();
    await until(() => asked(SUMMARY) === 2, 'the second question');
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([asked(SUMMARY), most]).to.deep.equal([2, 1]);
  });

  it('a hidden tab asks nothing; what was due is asked when it is seen again', async () => {
    let isHidden = false;
    Object.defineProperty(document, 'hidden', {configurable: true, get: () => isHidden});
    try {
      const {client, asked} = await mount();
      await until(() => asked(SUMMARY) === 1, 'the first question');
      isHidden = true;
      document.dispatchEvent(new Event('visibilitychange'));
      changed(client, 'summary');
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(asked(SUMMARY)).to.equal(1);
      isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
      await until(() => asked(SUMMARY) === 2, 'the second question');
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('what is shown stays while it cannot be asked for, and says so', async () => {
    let asked = 0;
    const {dashboard, frames} = await mount({[SUMMARY]: () => (asked++ === 0 ? sampleSummary() : unreachable())});
    await until(() => find(dashboard, '[part=count]'), 'the figures');
    await dashboard.refresh();
    await settled(document.body);
    expect(textOf(get(dashboard, '[role=alert]'))).to.contain('The server could not be reached.');
    expect(textOf(frames()[0] as HTMLElement)).to.contain('16 servers');
  });

  it('without figures each card says so, and what the host draws is there', async () => {
    const {dashboard, frames} = await mount(
      {[SUMMARY]: refusal('permission-denied'), [LAYOUT]: sampleLayout({widgets: [...fourTiles(), sampleWidget('note', 'note')]})},
      {widgets: [note]},
    );
    await until(() => textOf(dashboard).includes('You cannot see Bare Metal'), 'the words of the cards');
    expect(textOf(frames()[4] as HTMLElement)).to.equal('Note note');
  });

  it('Edit Dashboard is there for those who may arrange a layer, and absent otherwise (S0-19, S1-13, X1)', async () => {
    const own = await mount();
    expect(textOf(get(own.dashboard, '[part=edit-button]'))).to.equal('Edit Dashboard');
    const none = await mount({[LAYOUT]: sampleLayout({}, {personal: false, tenant: false})});
    expect(find(none.dashboard, '[part=edit-button]')).to.equal(undefined);
  });
});
