import {expect} from '@open-wc/testing';
import type {DashboardLayout, LayoutAnswer, Widget} from '@tenantry/sdk';
import {resetMouse, sendMouse} from '@web/test-runner-commands';
import {html} from 'lit';
import '../../define/resource-dashboard.ts';
import {listen} from '../../testing/announcements.ts';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal} from '../../testing/fake-client.ts';
import {directions, press} from '../../testing/keys.ts';
import {placesOf} from './arrangement.ts';
import type {ResourceDashboard} from './resource-dashboard.ts';
import {answersOf, fourWidgets, sampleLayout, sampleWidget} from './resource-dashboard.states.ts';

const personal = '/v1/tenants/self/dashboard/layouts/personal';

interface Saved {
  readonly widgets: Widget[];
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
}

/** A dashboard that is edited, and what its server is sent to save. */
const mount = async ({answer = sampleLayout(), width = 1000, answers = {} as Answers, dir = 'ltr'} = {}) => {
  const saved: Saved[] = [];
  const client = fakeClient({
    ...answersOf(answer),
    [`PUT ${personal}`]: async (request: Request): Promise<LayoutAnswer> => {
      const {widgets} = (await request.json()) as {widgets: Widget[]};
      saved.push({widgets, ifMatch: request.headers.get('if-match'), ifNoneMatch: request.headers.get('if-none-match')});
      const layout: DashboardLayout = {...answer.layout, layer: 'personal', widgets, id: null, version: 1};
      return {...answer, layout};
    },
    ...answers,
  });
  const container = stage();
  container.dir = dir;
  container.style.setProperty('inline-size', `${width}px`);
  await show(container, html`<resource-dashboard editing .client=${client}></resource-dashboard>`);
  const dashboard = get<ResourceDashboard>(container, 'resource-dashboard');
  await until(() => find(dashboard, '.handle'), 'the handles');
  await settled(container);
  return {container, dashboard, saved};
};

const handleOf = (dashboard: ResourceDashboard, name: string): HTMLElement =>
  [...(dashboard.shadowRoot?.querySelectorAll<HTMLElement>('.handle') ?? [])].find((each) => each.ariaLabel?.endsWith(name)) as HTMLElement;

const save = async (dashboard: ResourceDashboard): Promise<void> => {
  get(dashboard, '.push .primary').click();
  await until(() => !dashboard.editing, 'the editing to end');
  await settled(document.body);
};

const centerOf = (element: Element): [number, number] => {
  const {left, top, width, height} = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};

const drag = async (from: Element, [x, y]: readonly [number, number]): Promise<void> => {
  const [startX, startY] = centerOf(from);
  await sendMouse({type: 'move', position: [startX, startY]});
  await sendMouse({type: 'down'});
  await sendMouse({type: 'move', position: [startX + 10, startY + 10]});
  await sendMouse({type: 'move', position: [Math.round((startX + x) / 2), Math.round((startY + y) / 2)]});
  await sendMouse({type: 'move', position: [x, y]});
  await sendMouse({type: 'up'});
  await settled(document.body);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await settled(document.body);
};

const inNumbers = async (dashboard: ResourceDashboard, name: string, numbers: Readonly<Record<string, string>>): Promise<void> => {
  handleOf(dashboard, name).click();
  await settled(document.body);
  get(dashboard, '.mover .acts button').click();
  await until(() => find<HTMLDialogElement>(dashboard, 'dialog')?.open, 'the dialog');
  for (const [field, value] of Object.entries(numbers)) {
    get<HTMLInputElement>(dashboard, `[name=${field}]`).value = value;
  }
  get(dashboard, 'dialog [type=submit]').click();
  await settled(document.body);
};

const tap = async (dashboard: ResourceDashboard, label: string): Promise<void> => {
  get(dashboard, `.mover [aria-label='${label}']`).click();
  await settled(document.body);
};

const order = (widgets: readonly Widget[]): string => widgets.map(({id, columns, rows}) => `${id}${columns}x${rows}`).join(' ');

const MOVED = 'virtualMachine6x2 bareMetal6x2 kubernetes6x2 slurm6x2';
const RESIZED = 'bareMetal8x3 virtualMachine6x2 kubernetes6x2 slurm6x2';

describe('a dashboard is arranged', () => {
  afterEach(async () => {
    await resetMouse();
    document.body.replaceChildren();
  });

  const ways: Readonly<
    Record<string, readonly [move: (dashboard: ResourceDashboard) => unknown, size: (dashboard: ResourceDashboard) => unknown]>
  > = {
    'by mouse': [
      async (dashboard) => {
        const target = handleOf(dashboard, 'Virtual Machine').getBoundingClientRect();
        await drag(handleOf(dashboard, 'Bare Metal'), [
          Math.round(target.left + target.width / 2),
          Math.round(target.top + target.height / 2),
        ]);
      },
      async (dashboard) => {
        const frame = handleOf(dashboard, 'Bare Metal').closest('.frame') as HTMLElement;
        const corner = get(frame, '.ui-resizable-se');
        const {width, height} = frame.getBoundingClientRect();
        const [x, y] = centerOf(corner);
        await drag(corner, [Math.round(x + width / 3), Math.round(y + height / 2)]);
      },
    ],
    'by keys': [
      async (dashboard) => {
        handleOf(dashboard, 'Bare Metal').focus();
        await press('Enter', 'ArrowRight', 'Enter');
      },
      async (dashboard) => {
        handleOf(dashboard, 'Bare Metal').focus();
        await press('Enter', 'Shift+ArrowRight', 'Shift+ArrowDown', 'Enter');
      },
    ],
    'by single taps': [
      async (dashboard) => {
        handleOf(dashboard, 'Bare Metal').click();
        await settled(document.body);
        await tap(dashboard, 'Move later');
      },
      async (dashboard) => {
        handleOf(dashboard, 'Bare Metal').click();
        await settled(document.body);
        await tap(dashboard, 'Wider');
        await tap(dashboard, 'Taller');
      },
    ],
    'by numbers': [
      (dashboard) => inNumbers(dashboard, 'Bare Metal', {position: '2'}),
      (dashboard) => inNumbers(dashboard, 'Bare Metal', {columns: '8', rows: '3'}),
    ],
  };

  for (const [way, [move, size]] of Object.entries(ways)) {
    it(`${way}: a tile is moved, and the same is stored whatever it was moved with`, async () => {
      const {dashboard, saved} = await mount();
      await move(dashboard);
      await settled(document.body);
      await save(dashboard);
      expect(saved.map(({widgets}) => order(widgets))).to.deep.equal([MOVED]);
      expect(saved[0]?.ifNoneMatch, 'nobody has arranged it before (W9)').to.equal('*');
    });

    it(`${way}: a tile is resized, and the same is stored whatever it was resized with`, async () => {
      const {dashboard, saved} = await mount();
      await size(dashboard);
      await settled(document.body);
      await save(dashboard);
      expect(saved.map(({widgets}) => order(widgets))).to.deep.equal([RESIZED]);
    });
  }

  it('a tile that is arranged by mouse has none put into the page anew but those that it passes', async () => {
    const {dashboard} = await mount();
    const frames = [...(dashboard.shadowRoot?.querySelectorAll('[part=widget]') ?? [])];
    const taken = new Set<number>();
    const observer = new MutationObserver((records) => {
      for (const node of records.flatMap(({removedNodes}) => [...removedNodes])) {
        taken.add(frames.indexOf(node as Element));
      }
    });
    observer.observe(get(dashboard, '.grid[part]'), {childList: true});
    await ways['by mouse']?.[1](dashboard);
    observer.disconnect();
    expect([...taken].filter((index) => index > 2)).to.deep.equal([]);
  });

  for (const dir of directions) {
    it(`${dir}: an arrow is the screen's, and the focus stays on the handle`, async () => {
      const {dashboard, saved} = await mount({dir});
      const handle = handleOf(dashboard, 'Bare Metal');
      handle.focus();
      await press('Enter', dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight');
      expect(dashboard.shadowRoot?.activeElement).to.equal(handle);
      await press('Enter');
      await save(dashboard);
      expect(order(saved[0]?.widgets ?? [])).to.equal(MOVED);
    });
  }

  it('each act is said once, in words', async () => {
    const {container, dashboard} = await mount();
    const ear = listen(container);
    handleOf(dashboard, 'Bare Metal').focus();
    for (const key of ['Enter', 'ArrowRight', 'Shift+ArrowRight', 'Enter']) {
      await press(key);
      await settled(container);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    ear.stop();
    expect(ear.said).to.deep.equal([
      'Bare Metal is picked up.',
      'Bare Metal moved: 2 of 4.',
      'Bare Metal resized: 8 wide, 2 high.',
      'Bare Metal is dropped.',
    ]);
  });

  it('Escape puts a tile back; what was done with it in hand is one step to take back', async () => {
    const {dashboard} = await mount();
    const places = (): (string | undefined)[] =>
      [...(dashboard.shadowRoot?.querySelectorAll('.handle') ?? [])].map((each) => each.ariaLabel?.slice(15));
    const before = places();
    handleOf(dashboard, 'Bare Metal').focus();
    await press('Enter', 'ArrowRight', 'ArrowDown', 'Escape');
    await settled(document.body);
    expect(places()).to.deep.equal(before);
    await press('Enter', 'ArrowRight', 'ArrowRight', 'Enter');
    await settled(document.body);
    expect(places()).not.to.deep.equal(before);
    const [undo, redo] = [...(dashboard.shadowRoot?.querySelectorAll<HTMLButtonElement>('.edit-bar > .quiet') ?? [])].slice(1);
    undo?.click();
    await settled(document.body);
    expect(places()).to.deep.equal(before);
    redo?.click();
    await settled(document.body);
    expect(places()).not.to.deep.equal(before);
  });

  for (const width of [320, 560, 800]) {
    it(`at ${width} px nothing of what is stored changes by that`, async () => {
      const {dashboard, saved} = await mount({width});
      await save(dashboard);
      expect(saved[0]?.widgets).to.deep.equal(fourWidgets());
    });
  }

  it('forty tiles, some unknown here, stand where they are said to, and all are kept', async () => {
    const widgets = Array.from({length: 40}, (_, index) =>
      sampleWidget(`t-${index}`, {
        type: index % 5 === 0 ? 'of.a.newer.version' : 'slurm',
        columns: ([3, 4, 6, 8] as const)[index % 4] ?? 6,
        rows: 1 + (index % 3),
      }),
    );
    const {dashboard, saved} = await mount({answer: sampleLayout(widgets)});
    const grid = get(dashboard, '.grid[part]').getBoundingClientRect();
    const frames = [...(dashboard.shadowRoot?.querySelectorAll('.frame') ?? [])];
    expect(frames.length).to.equal(40);
    placesOf(widgets).forEach(({x, y}, index) => {
      const {left, top} = frames[index]?.getBoundingClientRect() ?? grid;
      expect(Math.round(((left - grid.left) / grid.width) * 12), `column of ${index}`).to.equal(x);
      expect(Math.round((top - grid.top) / (98 + 14)), `row of ${index}`).to.equal(y);
    });
    expect(textOf(dashboard)).to.contain('Tile that is not known here');
    await save(dashboard);
    expect(saved[0]?.widgets).to.deep.equal(widgets);
    await settled(document.body);
    expect(dashboard.shadowRoot?.querySelectorAll('.frame').length, 'the unknown ones are not drawn').to.equal(32);
  });

  it('tiles stand where they stood, and are the same elements, before, while and after somebody edits', async () => {
    const {dashboard} = await mount();
    const boxes = (): string[] =>
      [...(dashboard.shadowRoot?.querySelectorAll('.box') ?? [])].map((box) => {
        const {left, width, height} = box.getBoundingClientRect();
        return [left - dashboard.getBoundingClientRect().left, width, height].map((length) => Math.round(length / 100)).join();
      });
    const [edited, cards] = [boxes(), [...(dashboard.shadowRoot?.querySelectorAll('resource-card') ?? [])]];
    get(dashboard, '.push .button').click();
    await until(() => !dashboard.editing, 'the editing to end');
    await settled(document.body);
    expect(boxes()).to.deep.equal(edited);
    expect([...(dashboard.shadowRoot?.querySelectorAll('resource-card') ?? [])]).to.deep.equal(cards);
    expect(get(dashboard, '.frame').style.length).to.equal(0);
  });

  it('of two who save at once, the second loses nothing, and chooses (E35)', async () => {
    let tries = 0;
    const theirs = sampleLayout(fourWidgets().toReversed(), {layer: 'personal', version: 7});
    const sent: (string | null)[] = [];
    const mine = sampleLayout(fourWidgets(), {layer: 'personal', version: 6});
    let asked = 0;
    const {dashboard} = await mount({
      answer: mine,
      answers: {
        [`GET ${personal}`]: () => (asked++ === 0 ? mine : theirs),
        [`PUT ${personal}`]: (request: Request) => {
          sent.push(request.headers.get('if-match'));
          return tries++ === 0 ? refusal('precondition-failed') : theirs;
        },
      } as Answers,
    });
    get(dashboard, '.take-off').click();
    await settled(document.body);
    get(dashboard, '.push .primary').click();
    await until(() => find(dashboard, '.question button + button'), 'the choice');
    expect(textOf(dashboard)).to.contain('Somebody else has saved this dashboard');
    expect(dashboard.shadowRoot?.querySelectorAll('.frame').length, 'mine is still here').to.equal(3);
    get(dashboard, '.question button + button').click();
    await until(() => !dashboard.editing, 'the editing to end');
    expect(sent).to.deep.equal(['"6"', '"7"']);
  });

  it('Cancel asks only where something would be lost', async () => {
    const {dashboard} = await mount();
    get(dashboard, '.take-off').click();
    await settled(document.body);
    get(dashboard, '.push .button').click();
    await settled(document.body);
    expect(textOf(get(dashboard, '.question'))).to.contain('Your changes are not saved.');
    get(dashboard, '.question button + button').click();
    await until(() => !dashboard.editing, 'the editing to end');
    await settled(document.body);
    expect(dashboard.shadowRoot?.querySelectorAll('.frame').length).to.equal(4);
  });

  it('a locked tile says so, and can only be moved', async () => {
    const answer = sampleLayout(fourWidgets(), {locked: ['bareMetal']}, {personal: true, tenant: false});
    const {dashboard, saved} = await mount({answer});
    const frame = handleOf(dashboard, 'Bare Metal').closest('.frame') as HTMLElement;
    expect(textOf(get(frame, '.locked-tag'))).to.equal('Locked');
    expect(find(frame, '.take-off')).to.equal(undefined);
    handleOf(dashboard, 'Bare Metal').focus();
    await press('Enter', 'Shift+ArrowRight', 'ArrowRight', 'Enter');
    await save(dashboard);
    expect(order(saved[0]?.widgets ?? [])).to.equal(MOVED);
  });

  it('what is not saved is kept, and says why', async () => {
    const {dashboard} = await mount({answers: {[`PUT ${personal}`]: refusal('internal-error')} as Answers});
    get(dashboard, '.take-off').click();
    await settled(document.body);
    get(dashboard, '.push .primary').click();
    await until(() => find(dashboard, '.notice.danger'), 'why');
    expect(textOf(get(dashboard, '.notice.danger'))).to.contain('Your changes are still here.');
    expect(dashboard.shadowRoot?.querySelectorAll('.frame').length).to.equal(3);
  });
});
