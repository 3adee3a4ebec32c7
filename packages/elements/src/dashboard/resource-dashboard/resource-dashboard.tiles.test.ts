import {expect, oneEvent} from '@open-wc/testing';
import type {Widget} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/tenant-provider.ts';
import {get, settled, show, stage, textOf, until, find} from '../../testing/element-state.ts';
import {fakeClient, refusal} from '../../testing/fake-client.ts';
import {hearConsole} from '../../testing/promises/traces.ts';
import {clientOf, freshTenant, type TestUser} from '../../testing/tenant.ts';
import {GRIDS, placesOf} from './arrangement.ts';
import {LAYOUT, showAnswers, showDashboard, type Shown, SUMMARY} from '../../testing/dashboard-stage.ts';
import {answersOf, fourWidgets, sampleLayout, sampleWidget} from './resource-dashboard.states.ts';
import type {DashboardWidget} from './widget-types.ts';

const note: DashboardWidget = {type: 'note', title: 'Note', render: ({widget}) => widget.id};

const notes = (count: number, changes: (index: number) => Partial<Widget>): Widget[] =>
  Array.from({length: count}, (_, index) => sampleWidget(`tile-${index}`, {type: 'note', ...changes(index)}));

/** Every width, so that tiles leave gaps behind, and one that is hidden. */
const mixed = (): Widget[] => {
  const widths = [3, 8, 4, 12, 1, 6, 6, 2, 3, 4, 8, 1] as const;
  return notes(widths.length, (index) => ({columns: widths[index] ?? 12, rows: (index % 3) + 1, hidden: index === 7}));
};

/** In which column each tile begins and how many it takes, and in which of the lines on which tiles begin. */
const seenPlaces = ({dashboard, frames}: Shown, across: number): number[][] => {
  const grid = get(dashboard, '.grid[part]').getBoundingClientRect();
  const tops = frames.map((frame) => Math.round(frame.getBoundingClientRect().top));
  const lines = [...new Set(tops)].toSorted((one, other) => one - other);
  return frames.map((frame, index) => {
    const {left, width} = frame.getBoundingClientRect();
    return [
      Math.round(((left - grid.left) / grid.width) * across),
      lines.indexOf(tops[index] ?? 0),
      Math.round((width / grid.width) * across),
    ];
  });
};

describe('the tiles of <resource-dashboard>', () => {
  afterEach(() => document.body.replaceChildren());

  it('are Bare Metal, Virtual Machine, Kubernetes cluster and Slurm, with figures of the server (S0-18)', async () => {
    const {client} = await freshTenant();
    const {dashboard, root} = await showDashboard(client, {scope: 'tenant'});
    await until(() => root.querySelectorAll('resource-card:not(:state(loading))').length === 4, 'four cards with figures');
    await settled(document.body);
    const names = [...root.querySelectorAll('resource-card')].map((card) => textOf(get(card, 'h2')));
    expect(names).to.deep.equal(['Bare Metal', 'Virtual Machine', 'Kubernetes cluster', 'Slurm']);
    expect(textOf(dashboard)).to.match(/\d+ (?:servers?|machines?|nodes?|clusters?)|is not connected/);
  });

  it('are there for an auditor, who has nothing and may see all of it (S0-23)', async () => {
    const {users} = await freshTenant([{role: 'auditor'}]);
    const client = clientOf(users[0] as TestUser);
    await show(
      stage(),
      html`<tenant-provider .client=${client}><resource-dashboard scope="tenant"></resource-dashboard></tenant-provider>`,
    );
    const dashboard = get(document.body, 'resource-dashboard');
    await until(() => find(dashboard, 'resource-card:not(:state(loading))'), 'figures');
    await settled(document.body);
    expect(dashboard.shadowRoot?.querySelectorAll('resource-card, job-list').length).to.equal(5);
  });

  it('Edit Dashboard is there for whoever may arrange a layer, and absent otherwise (S0-19, S1-13, X1)', async () => {
    for (const [personal, tenant] of [
      [true, false],
      [false, true],
      [true, true],
      [false, false],
    ] as const) {
      const {dashboard} = await showAnswers({[LAYOUT]: sampleLayout(fourWidgets(), {}, {personal, tenant})});
      const button = find(dashboard, '[part=edit-button]');
      expect(button && textOf(button), `${personal} ${tenant}`).to.equal(personal || tenant ? 'Edit Dashboard' : undefined);
      document.body.replaceChildren();
    }
  });

  for (const width of [1280, 1000, 900, 700, 599, 520, 439, 320]) {
    it(`${width} px wide, stand where their order and sizes put them (L14)`, async () => {
      const shown = await showAnswers({[LAYOUT]: sampleLayout(mixed())}, {widgets: [note]});
      shown.dashboard.style.setProperty('inline-size', `${width}px`);
      const tracks = getComputedStyle(get(shown.dashboard, '.grid[part]')).gridTemplateColumns.split(' ').length;
      const across = GRIDS.find((grid) => grid === tracks);
      expect(across, 'a grid that there is').not.to.equal(undefined);
      const places = placesOf(mixed(), across);
      const lines = [...new Set(places.map(({y}) => y))].toSorted((one, other) => one - other);
      expect(seenPlaces(shown, across ?? 12)).to.deep.equal(places.map(({x, y, columns}) => [x, lines.indexOf(y), columns]));
    });
  }

  it('forty of them are all there, in the order in which they are read', async () => {
    const widgets = notes(40, () => ({columns: 3, rows: 1}));
    const {frames} = await showAnswers({[LAYOUT]: sampleLayout(widgets)}, {widgets: [note]});
    expect(frames.map((frame) => textOf(get(frame, '.tile-body')))).to.deep.equal(widgets.map(({id}) => id));
  });

  it('of a type that the page does not know are not drawn (E35)', async () => {
    const {names} = await showAnswers({[LAYOUT]: sampleLayout([...fourWidgets(), sampleWidget('future', {type: 'quantum'})])});
    expect(names.length).to.equal(4);
  });

  it('of a type whose permission the user may not have are drawn where nobody knows', async () => {
    const {frames} = await showAnswers({[LAYOUT]: sampleLayout([sampleWidget('note')])}, {widgets: [{...note, permission: 'notes.read'}]});
    expect(frames.length).to.equal(1);
  });

  it('of the host get their options as their schema reads them', async () => {
    customElements.define(
      'test-note',
      class extends HTMLElement {
        set options(options: {words: string}) {
          this.textContent = options.words;
        }
      },
    );
    const validate = (options: unknown): object => ({value: {words: `${(options as {words: string}).words}, world`}});
    const schema = {'~standard': {validate}};
    const {frames} = await showAnswers(
      {[LAYOUT]: sampleLayout([sampleWidget('note', {options: {words: 'Hello'}})])},
      {widgets: [{type: 'note', title: 'Note', element: 'test-note', schema}]},
    );
    expect(textOf(frames[0] as HTMLElement)).to.equal('Note Hello, world');
  });

  it('a title of a user is shown as text, and stands in the place of the name of the kind (X8)', async () => {
    const {names} = await showAnswers({[LAYOUT]: sampleLayout([sampleWidget('slurm', {title: '<b>Ours</b>'})])});
    expect(names).to.deep.equal(['<b>Ours</b>']);
  });

  it("a host's content takes the place of a tile", async () => {
    const {dashboard, frames} = await showAnswers();
    const own = Object.assign(document.createElement('p'), {slot: 'widget-slurm', textContent: 'Our own'});
    dashboard.append(own);
    await until(() => own.checkVisibility(), 'the content');
    expect(textOf(frames[3] as HTMLElement)).to.equal('Our own');
  });

  it('say which of them somebody wants to see all of; whoever listens may take that over', async () => {
    const {dashboard, root} = await showAnswers();
    dashboard.openable = true;
    await until(() => find(dashboard, '.link-button'), 'the buttons');
    const card = root.querySelectorAll('resource-card')[3] as HTMLElement;
    const heard = oneEvent(dashboard, 'widget-open') as Promise<HTMLElementEventMap['widget-open']>;
    get(card, '.link-button').click();
    const {kind, widget, cancelable} = await heard;
    expect([kind, widget?.id, cancelable]).to.deep.equal(['slurm', 'slurm', true]);
  });

  it('without figures: what the host draws is there, and it is said why the others have none (X6)', async () => {
    const {dashboard, frames} = await showAnswers(
      {[SUMMARY]: refusal('internal-error'), [LAYOUT]: sampleLayout([...fourWidgets(), sampleWidget('note')])},
      {widgets: [note]},
    );
    await until(() => find(dashboard, '[role=alert]'), 'why');
    expect(textOf(get(dashboard, '[role=alert]'))).to.equal('The server has a problem. It is not your doing. Try again');
    expect(textOf(frames[4] as HTMLElement)).to.equal('Note note');
  });
});

describe('the title of <resource-dashboard>', () => {
  afterEach(() => document.body.replaceChildren());

  it('takes the focus, for a host that has just navigated here', async () => {
    const {dashboard, root} = await showAnswers();
    dashboard.focus();
    expect(root.activeElement?.localName).to.equal('h1');
    expect(textOf(root.activeElement as Element)).to.equal('Dashboard');
  });

  for (const [scope, whose] of [
    ['mine', 'Your resources'],
    ['tenant', 'All resources of the organization'],
  ] as const) {
    it(`says whose resources these are, and from when: ${scope}`, async () => {
      const {dashboard} = await showAnswers({}, {scope});
      await until(() => textOf(get(dashboard, '.title')).endsWith('updated just now'), 'when they came');
      expect(textOf(get(dashboard, '.title p'))).to.equal(`${whose}, updated just now`);
    });
  }

  it('names the tenant where it is known', async () => {
    const {client, name} = await freshTenant();
    await show(
      stage(),
      html`<tenant-provider .client=${client}><resource-dashboard scope="tenant"></resource-dashboard></tenant-provider>`,
    );
    await until(() => find(document.body, '.title')?.textContent.includes(name), 'the name');
    await until(() => textOf(get(document.body, '.title')).includes('updated'), 'the figures');
    expect(textOf(get(document.body, '.title p'))).to.equal(`All resources of ${name}, updated just now`);
  });
});

describe('a tile of the host that fails (T29)', () => {
  afterEach(() => document.body.replaceChildren());

  const fail = (): never => {
    throw new Error('the host made a mistake');
  };

  before(() => {
    customElements.define(
      'test-broken-placed',
      class extends HTMLElement {
        connectedCallback(): void {
          fail();
        }
      },
    );
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
      'test-broken-set',
      class extends HTMLElement {
        set options(_: unknown) {
          fail();
        }
      },
    );
  });

  const mistakes: Readonly<Record<string, Partial<DashboardWidget>>> = {
    'a function that throws': {render: fail},
    'an element whose constructor throws': {element: 'test-broken-made'},
    'an element that throws as it comes': {element: 'test-broken-placed'},
    'an element that throws at its options': {element: 'test-broken-set'},
    'options that its schema refuses': {render: () => 'never', schema: {'~standard': {validate: fail}}},
  };

  for (const [what, type] of Object.entries(mistakes)) {
    it(`${what}: the tile says so and the page hears of it, and the others live on`, async () => {
      const client = fakeClient(answersOf(sampleLayout([sampleWidget('broken'), ...fourWidgets()])));
      const dashboard = Object.assign(document.createElement('resource-dashboard'), {
        client,
        widgets: [{type: 'broken', title: 'Broken', ...type}],
      });
      const {onerror} = globalThis;
      globalThis.onerror = () => true; // Of what an element throws as it comes, whoever listened before is told as well: the test runner, which prints it.
      const heard = hearConsole();
      const told = oneEvent(dashboard, 'tenant-error') as Promise<HTMLElementEventMap['tenant-error']>;
      stage().append(dashboard);
      const {error} = await told;
      expect((error.cause as Error).message).to.equal('the host made a mistake');
      heard.close();
      globalThis.onerror = onerror;
      await until(() => find(dashboard, '[part=count]'), 'the figures of the others');
      expect(textOf(get(dashboard, '[part=widget]'))).to.equal('This part could not be shown. Try again');
      expect(dashboard.shadowRoot?.querySelectorAll('resource-card').length).to.equal(4);
    });
  }

  it('is told once, whatever comes afterwards, and drawn when somebody tries again and it goes well', async () => {
    let isBroken = true;
    const render = (): string => (isBroken ? fail() : 'Sunny');
    const {dashboard, frames} = await showAnswers(
      {[LAYOUT]: sampleLayout([sampleWidget('weather')])},
      {widgets: [{type: 'weather', title: 'Weather', render}]},
    );
    let told = 0;
    dashboard.addEventListener('tenant-error', () => (told += 1));
    await dashboard.refresh();
    await settled(document.body);
    expect(told).to.equal(0);
    isBroken = false;
    const [frame] = frames as [HTMLElement];
    get(frame, 'button').click();
    await settled(document.body);
    expect(textOf(get(frame, '.tile-body'))).to.equal('Sunny');
  });
});
