import {expect, oneEvent} from '@open-wc/testing';
import type {DashboardLayout, LayoutAnswer, TenantClient, Widget} from '@tenantry/sdk';
import {showDashboard, type Shown} from '../../testing/dashboard-stage.ts';
import {find, get, settled, textOf, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, refusal, unreachable} from '../../testing/fake-client.ts';
import {clientOf, freshTenant, type TestTenant} from '../../testing/tenant.ts';
import type {LayoutSavedEvent, LayoutSaveEvent, LayoutSaveFailedEvent} from './resource-dashboard.events.ts';
import {answersOf, fourWidgets, sampleLayout, sampleWidget} from './resource-dashboard.states.ts';

const OWN = '/v1/tenants/self/dashboard/layouts/personal';

const widgetsOf = async (client: TenantClient): Promise<Widget[]> => (await client.dashboard.layout()).layout.widgets;
const idsOf = async (client: TenantClient): Promise<string[]> => (await widgetsOf(client)).map(({id}) => id);

const BUILT_IN = ['bare-metal', 'virtual-machine', 'kubernetes', 'slurm', 'jobs'];

describe('editing <resource-dashboard>, on the real server', () => {
  let tenant: TestTenant;
  let user: TenantClient;
  let other: TenantClient;

  beforeEach(async () => {
    tenant = await freshTenant([{role: 'tenant-user'}, {role: 'tenant-user'}]);
    [user, other] = tenant.users.map(clientOf) as [TenantClient, TenantClient];
  });

  afterEach(() => document.body.replaceChildren());

  it('a tenant admin edits what everybody sees, by the button Edit Dashboard (S0-19)', async () => {
    const shown = await showDashboard(tenant.client);
    await shown.edit();
    await shown.press('Default for everyone');
    await shown.ready();
    await shown.press('Remove: Slurm');
    const saved = oneEvent(shown.dashboard, 'layout-saved') as Promise<LayoutSavedEvent>;
    await shown.save();
    expect((await saved).layout.layer).to.equal('tenant');
    const rest = BUILT_IN.filter((id) => id !== 'slurm');
    expect(await idsOf(user)).to.deep.equal(rest);
    expect(shown.frames.length).to.equal(rest.length);
  });

  it('a tenant user arranges their own; it is there after signing in again, and nobody else sees it (S1-13, L14)', async () => {
    const shown = await showDashboard(user);
    await shown.edit();
    expect(find(shown.dashboard, '.segmented'), 'a layer to choose').to.equal(undefined);
    await shown.press('Move or resize Bare Metal');
    await shown.press('Move later');
    await shown.press('Wider');
    await shown.save();
    document.body.replaceChildren();

    const again = await showDashboard(clientOf(tenant.users[0] as (typeof tenant.users)[number]));
    expect(again.names.slice(0, 2)).to.deep.equal(['Virtual Machine', 'Bare Metal']);
    const [, bareMetal] = await widgetsOf(user);
    expect([bareMetal?.id, bareMetal?.columns, bareMetal?.rows]).to.deep.equal(['bare-metal', 8, 2]);
    expect(await idsOf(other)).to.deep.equal(BUILT_IN);
    expect(await idsOf(tenant.client)).to.deep.equal(BUILT_IN);
  });

  it('Reset to default takes the own layout away, once that was agreed to (S1-13, L14)', async () => {
    await user.dashboard.saveLayout('personal', [sampleWidget('only', {type: 'slurm'})], {version: null});
    const shown = await showDashboard(user);
    await shown.edit();
    await shown.press('Reset to default');
    expect(await idsOf(user)).to.deep.equal(['only']);
    const reset = oneEvent(shown.dashboard, 'layout-reset');
    get(shown.dashboard, '.question button + button').click();
    await reset;
    await shown.still();
    expect(await idsOf(user)).to.deep.equal(BUILT_IN);
    expect(shown.frames.length).to.equal(BUILT_IN.length);
  });

  it('of two tabs that save at once the second loses nothing, and chooses (E35, W9)', async () => {
    const shown = await showDashboard(user);
    await shown.edit();
    await shown.press('Remove: Slurm');
    const theirs = [sampleWidget('theirs', {type: 'kubernetes'})];
    await user.dashboard.saveLayout('personal', theirs, {version: null});

    const failed = oneEvent(shown.dashboard, 'layout-save-failed') as Promise<LayoutSaveFailedEvent>;
    await shown.press('Save');
    expect((await failed).error).to.have.property('code', 'precondition-failed');
    await until(() => find(shown.dashboard, '.question button + button'), 'the choice');
    expect(shown.frames.length, 'mine is still here').to.equal(4);
    expect(await idsOf(user), 'nothing was overwritten').to.deep.equal(['theirs']);

    await shown.press('Take theirs');
    expect(shown.names).to.deep.equal(['Kubernetes cluster']);
    await shown.press('Undo');
    expect(shown.frames.length, 'mine, one step back').to.equal(4);
    await shown.save();
    expect(await idsOf(user)).to.deep.equal(BUILT_IN.filter((id) => id !== 'slurm'));
  });

  it('a tile of a newer version is kept where it is, and so is what it is set to (E35)', async () => {
    const future = sampleWidget('future', {type: 'quantum', columns: 3, rows: 5, options: {qubits: 127, cold: true}});
    const widgets = [sampleWidget('slurm'), future, sampleWidget('kubernetes')];
    await user.dashboard.saveLayout('personal', widgets, {version: null});
    const shown = await showDashboard(user);
    expect(shown.names).to.deep.equal(['Slurm', 'Kubernetes cluster']);
    await shown.edit();
    expect(shown.names[1]).to.equal('Tile that is not known here');
    await shown.press('Remove: Kubernetes cluster');
    await shown.save();
    expect(await widgetsOf(user)).to.deep.equal(widgets.slice(0, 2));
  });

  it('a tile that the tenant admin locks is in every layout, and users only move it (L14)', async () => {
    const admin = await showDashboard(tenant.client, {layer: 'tenant'});
    await admin.edit();
    await admin.press('Move or resize Slurm');
    await admin.press('Lock');
    await admin.save();
    document.body.replaceChildren();

    const shown = await showDashboard(user);
    await shown.edit();
    expect(textOf(get(shown.frames[3] as HTMLElement, '.locked-tag'))).to.equal('Locked');
    expect(find(shown.frames[3] as HTMLElement, '.take-off')).to.equal(undefined);
    await shown.press('Move or resize Slurm');
    await shown.press('Move earlier');
    await shown.save();
    expect(await idsOf(user)).to.deep.equal(['bare-metal', 'virtual-machine', 'slurm', 'kubernetes', 'jobs']);
  });

  describe('the default has changed since', () => {
    beforeEach(async () => {
      await user.dashboard.saveLayout('personal', [sampleWidget('mine', {type: 'slurm'})], {version: null});
      await tenant.client.dashboard.saveLayout('tenant', [sampleWidget('new', {type: 'kubernetes'})], {version: null});
    });

    it('is offered, and nothing is forced (L14)', async () => {
      const shown = await showDashboard(user);
      expect(textOf(get(shown.dashboard, '.notice'))).to.contain('The default dashboard has changed since you arranged yours.');
      expect(shown.names).to.deep.equal(['Slurm']);
    });

    it('whoever takes it sees it (L14)', async () => {
      const shown = await showDashboard(user);
      await shown.press('Take the default');
      await until(() => shown.names[0] === 'Kubernetes cluster', 'the default');
      expect(await idsOf(user)).to.deep.equal(['new']);
      expect(find(shown.dashboard, '.notice')).to.equal(undefined);
    });

    it('whoever keeps theirs is not asked again (L14)', async () => {
      const shown = await showDashboard(user);
      await shown.press('Keep mine');
      await until(() => !find(shown.dashboard, '.notice'), 'the offer to go');
      expect(shown.names).to.deep.equal(['Slurm']);
      expect((await user.dashboard.layout()).layout.outdated).to.equal(false);
    });
  });
});

/** A dashboard that is edited, and what its server is sent to keep. */
const edited = async (
  given: Answers = {},
  answer: LayoutAnswer = sampleLayout(fourWidgets(), {}, {personal: true, tenant: false}),
): Promise<{readonly shown: Shown; readonly saved: DashboardLayout['widgets'][]}> => {
  const saved: DashboardLayout['widgets'][] = [];
  const answers = {
    ...answersOf(answer),
    [`PUT ${OWN}`]: async (request: Request) => {
      const {widgets} = (await request.json()) as {widgets: Widget[]};
      saved.push(widgets);
      return sampleLayout(widgets, {layer: 'personal', version: saved.length}, answer.editable);
    },
    ...given,
  } as Answers;
  const shown = await showDashboard(fakeClient(answers));
  await shown.edit();
  return {shown, saved};
};

describe('editing <resource-dashboard>', () => {
  afterEach(() => document.body.replaceChildren());

  it('begins where one reads on, and ends at the button that began it', async () => {
    const {shown} = await edited();
    expect(shown.root.activeElement?.className).to.equal('tools');
    expect(shown.dashboard.matches(':state(editing)')).to.equal(true);
    await shown.press('Cancel');
    await shown.still();
    await until(() => shown.root.activeElement === find(shown.dashboard, '[part=edit-button]'), 'the focus on the button');
  });

  it('undo takes acts back one by one, redo does them again, and what is done then forgets them', async () => {
    const {shown} = await edited();
    const all = shown.names;
    await shown.press('Remove: Slurm');
    await shown.press('Remove: Kubernetes cluster');
    await shown.press('Undo');
    expect(shown.names).to.deep.equal(all.slice(0, 3));
    await shown.press('Undo');
    expect(shown.names).to.deep.equal(all);
    expect(shown.button('Undo').disabled).to.equal(true);
    await shown.press('Redo');
    expect(shown.names).to.deep.equal(all.slice(0, 3));
    await shown.press('Remove: Bare Metal');
    expect(shown.button('Redo').disabled).to.equal(true);
  });

  it('Cancel leaves everything as it was: it asks where something would be lost, and only there', async () => {
    const {shown, saved} = await edited();
    await shown.press('Remove: Slurm');
    await shown.press('Cancel');
    expect(shown.dashboard.editing).to.equal(true);
    await shown.press('Go on editing');
    expect(shown.frames.length).to.equal(3);
    await shown.press('Undo');
    await shown.press('Cancel');
    await shown.still();
    expect([shown.frames.length, saved.length]).to.deep.equal([4, 0]);
  });

  it('a hidden tile keeps its place, and comes back to it from the gallery', async () => {
    const {shown, saved} = await edited();
    await shown.press('Move or resize Virtual Machine');
    await shown.press('Hide');
    expect(shown.names).to.deep.equal(['Bare Metal', 'Kubernetes cluster', 'Slurm']);
    await shown.press('Add tile');
    await shown.press('Add Virtual Machine');
    expect(shown.names[1]).to.equal('Virtual Machine');
    await shown.save();
    expect(saved).to.deep.equal([fourWidgets()]);
  });

  it('a tile from the gallery comes to the end, with an id of its own', async () => {
    const {shown, saved} = await edited({}, sampleLayout([sampleWidget('gpu', {type: 'slurm'})], {}, {personal: true, tenant: false}));
    await shown.press('Add tile');
    await shown.press('Add GPUs');
    await shown.save();
    expect(saved[0]?.map(({id, type}) => [id, type])).to.deep.equal([
      ['gpu', 'slurm'],
      ['gpu-2', 'gpu'],
    ]);
  });

  it('a tile that is taken off gives the focus to the one beside it', async () => {
    const {shown} = await edited();
    await shown.press('Remove: Slurm');
    expect(shown.root.activeElement?.getAttribute('aria-label')).to.equal('Move or resize Kubernetes cluster');
  });

  it('a tile takes a name of its own, and gives it back', async () => {
    const {shown, saved} = await edited();
    const rename = async (name: string, to: string): Promise<void> => {
      await shown.press(`Move or resize ${name}`);
      await shown.press('Move, resize, rename…');
      await until(() => find<HTMLDialogElement>(shown.dashboard, 'dialog')?.open, 'the dialog');
      get<HTMLInputElement>(shown.dashboard, '#arrange-name').value = to;
      await shown.press('Apply');
    };
    await rename('Slurm', '  <i>Ours</i> ');
    expect(shown.names[3]).to.equal('<i>Ours</i>');
    await shown.save();
    expect(saved[0]?.[3]?.title).to.equal('<i>Ours</i>');
  });

  it('a host may keep a layout from being saved', async () => {
    const {shown, saved} = await edited();
    let heard: LayoutSaveEvent | undefined;
    shown.dashboard.addEventListener('layout-save', (event) => {
      heard = event;
      event.preventDefault();
    });
    await shown.press('Remove: Slurm');
    await shown.press('Save');
    expect([heard?.layer, heard?.widgets.length, saved.length, shown.dashboard.editing]).to.deep.equal(['personal', 3, 0, true]);
  });

  for (const [what, answer, words] of [
    ['refused', refusal('permission-denied'), 'It was not saved. Your changes are still here. You do not have the permission for this.'],
    ['lost on its way', unreachable, 'We could not see whether it was saved. Your changes are still here.'],
  ] as const) {
    it(`a save that is ${what} is told, and what was arranged stays (X6)`, async () => {
      const {shown} = await edited({[`PUT ${OWN}`]: answer} as Answers);
      await shown.press('Remove: Slurm');
      const failed = oneEvent(shown.dashboard, 'layout-save-failed') as Promise<LayoutSaveFailedEvent>;
      await shown.press('Save');
      await failed;
      await settled(document.body);
      expect(textOf(get(shown.dashboard, '[role=alert]'))).to.contain(words);
      expect(shown.frames.length).to.equal(3);
      expect(shown.button('Save').disabled).to.equal(false);
    });
  }

  it('a save that is repeated after a lost answer has one effect: it has the same key (X2)', async () => {
    const keys: (string | null)[] = [];
    const {shown} = await edited({
      [`PUT ${OWN}`]: (request: Request) => {
        keys.push(request.headers.get('idempotency-key'));
        return unreachable();
      },
    } as Answers);
    for (let turn = 0; turn < 2; turn++) {
      const failed = oneEvent(shown.dashboard, 'layout-save-failed') as Promise<LayoutSaveFailedEvent>;
      await shown.press('Save');
      await failed;
      await settled(document.body);
    }
    expect(keys.length).to.equal(2);
    expect(new Set(keys).size).to.equal(1);
  });

  it('whoever keeps theirs keeps the tiles as well that they may not read now (L14)', async () => {
    const whole = fourWidgets();
    const saved: Widget[][] = [];
    const mine = {layer: 'personal', version: 2, outdated: true} as const;
    const answers = {
      ...answersOf(sampleLayout(whole.slice(0, 2), mine)),
      [`GET ${OWN}`]: sampleLayout(whole, mine),
      [`PUT ${OWN}`]: async (request: Request) => {
        saved.push(((await request.json()) as {widgets: Widget[]}).widgets);
        return sampleLayout(whole, {...mine, outdated: false});
      },
    } as Answers;
    const shown = await showDashboard(fakeClient(answers));
    expect(shown.frames.length).to.equal(2);
    await shown.press('Keep mine');
    await until(() => saved.length > 0, 'what is saved');
    expect(saved).to.deep.equal([whole]);
  });

  it('a layer that could not be loaded says so, and is there when somebody tries again', async () => {
    let asked = 0;
    const answer = sampleLayout(fourWidgets(), {}, {personal: true, tenant: false});
    const shown = await showDashboard(
      fakeClient({...answersOf(answer), [`GET ${OWN}`]: () => (asked++ === 0 ? unreachable() : answer)} as Answers),
    );
    await shown.press('Edit Dashboard');
    await until(() => find(shown.dashboard, '[role=alert]'), 'why');
    expect(shown.button('Save').disabled).to.equal(true);
    await shown.press('Try again');
    await shown.ready();
  });

  it('moved about the page, what was arranged is still there (T28)', async () => {
    const {shown} = await edited();
    await shown.press('Remove: Slurm');
    shown.dashboard.remove();
    document.body.append(shown.dashboard);
    await shown.ready();
    expect(shown.frames.length, 'what was arranged is still there').to.equal(3);
  });
});
