import {html, type TemplateResult} from 'lit';
import '../../define/resource-dashboard.ts';
import {type ElementState, find, get, settled, show, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient, never, refusal, unreachable} from '../../testing/fake-client.ts';
import {fourTiles, sampleLayout, sampleWidget} from '../../testing/layout-samples.ts';
import {sampleSummary} from '../../testing/resource-samples.ts';
import type {ResourceDashboard} from './resource-dashboard.ts';
import type {TileType} from './tile-types.ts';

export const LAYOUT = 'GET /v1/tenants/self/dashboard/layout';
export const SUMMARY = 'GET /v1/tenants/self/dashboard/summary';

/** What a healthy server answers. */
export const answers = (changes: Answers = {}): Answers => ({[LAYOUT]: sampleLayout(), [SUMMARY]: sampleSummary(), ...changes});

const links = [{key: 'workspace', url: '/workspace'}];

export const hostTypes: readonly TileType[] = [
  {
    type: 'announcements',
    title: 'Announcements',
    render: () => html`<p>Maintenance of the storage on Sunday, from 6 to 8.</p>`,
  },
  {
    type: 'weather',
    title: 'Weather',
    render: () => {
      throw new Error('the host made a mistake');
    },
  },
];

export const mounted = (container: HTMLElement, given: Answers, widgets: readonly TileType[] = []): Promise<void> =>
  show(container, template(given, widgets));

const template = (given: Answers, widgets: readonly TileType[]): TemplateResult =>
  html`<resource-dashboard openable .client=${fakeClient(given)} .widgets=${widgets} .links=${links}></resource-dashboard>`;

const filled = async (container: HTMLElement, given: Answers = {}, widgets: readonly TileType[] = []): Promise<void> => {
  await mounted(container, answers(given), widgets);
  await until(() => find(container, '[part=count]'), 'the figures');
  await settled(container);
};

/** Every state of `<resource-dashboard>`. */
export const states: readonly ElementState[] = [
  {
    name: 'loading',
    mount: async (container) => {
      await mounted(container, answers({[LAYOUT]: never, [SUMMARY]: never}));
      await new Promise((resolve) => setTimeout(resolve, 350));
    },
  },
  {name: 'filled', mount: (container) => filled(container)},
  {
    name: 'tiles of the host, one of which fails, and one that nobody knows',
    mount: (container) =>
      filled(
        container,
        {
          [LAYOUT]: sampleLayout({
            widgets: [
              sampleWidget('slurm', 'slurm', {columns: 8, title: 'Our cluster'}),
              sampleWidget('announcements', 'announcements', {columns: 4}),
              sampleWidget('weather', 'weather', {columns: 4, rows: 1}),
              sampleWidget('quota', 'quota', {columns: 8}),
            ],
          }),
        },
        hostTypes,
      ),
  },
  {
    name: 'figures not loaded',
    mount: async (container) => {
      await mounted(container, answers({[SUMMARY]: refusal('internal-error')}));
      await until(() => find(container, '.instead'), 'what the cards say');
      await settled(container);
    },
  },
  {
    name: 'stale',
    mount: async (container) => {
      let asked = 0;
      await filled(container, {[SUMMARY]: () => (asked++ === 0 ? sampleSummary() : unreachable())});
      await get<ResourceDashboard>(container, 'resource-dashboard').refresh();
      await settled(container);
    },
  },
  {
    name: 'empty',
    mount: async (container) => {
      await mounted(container, answers({[LAYOUT]: sampleLayout({widgets: fourTiles().map((widget) => ({...widget, hidden: true}))})}));
      await until(() => find(container, '.state'), 'the empty state');
    },
  },
  {
    name: 'error',
    mount: async (container) => {
      await mounted(container, answers({[LAYOUT]: refusal('internal-error')}));
      await until(() => find(container, '.state'), 'the error');
    },
  },
];
