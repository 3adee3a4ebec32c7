import type {LayoutAnswer, Widget} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/resource-dashboard.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {sampleSummary} from '../../testing/resource-samples.ts';
import {sampleId} from '../../testing/samples.ts';

/** A tile. */
export const sampleWidget = (id: string, changes: Partial<Widget> = {}): Widget => ({
  id,
  type: id,
  columns: 6,
  rows: 2,
  hidden: false,
  title: null,
  options: {},
  ...changes,
});

/** The four kinds of resources. */
export const fourWidgets = (): Widget[] => ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm'].map((type) => sampleWidget(type));

/** How a dashboard is arranged, as the server answers it. */
export const sampleLayout = (
  widgets: Widget[] = fourWidgets(),
  changes: Partial<LayoutAnswer['layout']> = {},
  editable: LayoutAnswer['editable'] = {personal: true, tenant: true},
): LayoutAnswer => ({
  layout: {
    id: null,
    tenantId: sampleId('ten', 1),
    layer: 'builtIn',
    widgets,
    locked: [],
    basedOnVersion: null,
    outdated: false,
    createdAt: null,
    updatedAt: null,
    version: null,
    ...changes,
  },
  editable,
});

const path = 'GET /v1/tenants/self/dashboard';

/** What a server answers that has a dashboard; each layer begins with it. */
export const answersOf = (answer: LayoutAnswer = sampleLayout()): Answers => ({
  [`${path}/layout`]: answer,
  [`${path}/layouts/personal`]: {...answer, layout: {...answer.layout, layer: 'personal'}},
  [`${path}/layouts/tenant`]: {...answer, layout: {...answer.layout, layer: 'tenant'}},
  [`${path}/summary`]: sampleSummary(),
});

const mounted = (container: HTMLElement, answers: Answers, isEditing = false): Promise<void> =>
  show(
    container,
    html`<resource-dashboard ?editing=${isEditing} .client=${fakeClient({...answersOf(), ...answers})}></resource-dashboard>`,
  );

/** A card looks at its own size before the keyboard stops at it. */
const stops = async (container: HTMLElement): Promise<void> => {
  await settled(container);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
};

const filled = async (container: HTMLElement, answers: Answers = {}): Promise<void> => {
  await mounted(container, answers);
  await until(() => find(container, '[part=count]'), 'the figures');
  await stops(container);
};

const editing = async (container: HTMLElement, answer = sampleLayout(), answers: Answers = {}): Promise<void> => {
  await mounted(container, {...answersOf(answer), ...answers}, true);
  await until(() => find(container, '.handle') && find(container, '[part=count]'), 'the handles');
  await stops(container);
};

const press = async (container: HTMLElement, selector: string): Promise<void> => {
  get(container, selector).click();
  await settled(container);
};

/** Every state of `<resource-dashboard>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, {[`${path}/layout`]: never, [`${path}/summary`]: never});
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {name: 'filled', mount: (container) => filled(container)},
  {
    name: 'the default has changed',
    mount: (container) =>
      filled(container, answersOf(sampleLayout(fourWidgets(), {layer: 'personal', version: 3, basedOnVersion: 1, outdated: true}))),
  },
  {
    name: 'empty',
    mount: async (container) => {
      await mounted(container, answersOf(sampleLayout([])));
      await until(() => find(container, '.state'), 'the empty state');
    },
  },
  {
    name: 'error',
    mount: async (container) => {
      await mounted(container, {[`${path}/layout`]: refusal('internal-error')});
      await until(() => find(container, '.state'), 'the error');
    },
  },
  {
    name: 'figures not loaded',
    mount: async (container) => {
      await mounted(container, {[`${path}/summary`]: unreachable});
      await until(() => find(container, '.notice'), 'why there are no figures');
    },
  },
  {name: 'editing', mount: (container) => editing(container)},
  {
    name: 'editing, a tile in hand',
    mount: async (container) => {
      await editing(container);
      await press(container, '.handle');
    },
  },
  {
    name: 'editing, a tile by numbers',
    mount: async (container) => {
      await editing(container);
      await press(container, '.handle');
      await press(container, '.mover .acts button');
      await until(() => find<HTMLDialogElement>(container, 'dialog')?.open, 'the dialog');
    },
  },
  {
    name: 'editing, the gallery',
    mount: async (container) => {
      await editing(container, sampleLayout([...fourWidgets().slice(0, 3), sampleWidget('slurm', {hidden: true}), sampleWidget('newer')]));
      await press(container, '[aria-expanded]');
    },
  },
  {
    name: 'editing, a tile locked',
    mount: async (container) => {
      await editing(container, sampleLayout(fourWidgets(), {locked: ['bareMetal']}, {personal: true, tenant: false}));
      await press(container, '.handle');
    },
  },
  {
    name: 'editing, somebody else has saved',
    mount: async (container) => {
      await editing(container, undefined, {
        'PUT /v1/tenants/self/dashboard/layouts/personal': refusal('precondition-failed'),
      });
      await press(container, '.take-off');
      await press(container, '.push .primary');
      await until(() => find(container, '.question button + button'), 'the choice');
      await Promise.all(
        get(container, 'resource-dashboard')
          .shadowRoot?.getAnimations()
          .map(({finished}) => finished) ?? [],
      );
    },
  },
];
