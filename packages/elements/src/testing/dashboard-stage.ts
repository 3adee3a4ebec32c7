import type {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../define/resource-dashboard.ts';
import {find, get, settled, show, stage, textOf, until} from './element-state.ts';
import {type Answers, fakeClient, operationOf, requestsOf} from './fake-client.ts';
import type {ResourceDashboard} from '../dashboard/resource-dashboard/resource-dashboard.ts';
import {answersOf} from '../dashboard/resource-dashboard/resource-dashboard.states.ts';

export const LAYOUT = 'GET /v1/tenants/self/dashboard/layout';
export const SUMMARY = 'GET /v1/tenants/self/dashboard/summary';

/** A dashboard on the page, as somebody sees and uses it. */
export class Shown {
  readonly dashboard: ResourceDashboard;
  readonly client: TenantClient;

  constructor(dashboard: ResourceDashboard, client: TenantClient) {
    this.dashboard = dashboard;
    this.client = client;
  }

  get root(): ShadowRoot {
    return this.dashboard.shadowRoot as ShadowRoot;
  }

  /** The tiles, in the order in which they are read. */
  get frames(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('[part=widget]')];
  }

  /** What the tiles are called. */
  get names(): string[] {
    return this.frames.map((frame) => textOf(get(frame, 'h2')));
  }

  /** How often something was asked of a fake client. */
  asked(operation: string): number {
    return requestsOf(this.client).filter((request) => operationOf(request) === operation).length;
  }

  button(label: string): HTMLButtonElement {
    const labelOf = (button: HTMLButtonElement): string => button.getAttribute('aria-label') ?? textOf(button);
    const buttons = [...this.root.querySelectorAll('button')];
    const found = buttons.find((button) => labelOf(button) === label);
    if (!found) {
      throw new Error(`There is no button "${label}" among ${buttons.map(labelOf).join('; ')}`);
    }
    return found;
  }

  async press(label: string): Promise<void> {
    this.button(label).click();
    await settled(document.body);
  }

  /** Begins to edit, and waits until one can. */
  async edit(): Promise<void> {
    await until(() => find(this.dashboard, '[part=edit-button]'), 'the button that begins to edit');
    await this.press('Edit Dashboard');
    await this.ready();
  }

  /** Waits until the layer is there that is edited. */
  async ready(): Promise<void> {
    await until(() => find(this.dashboard, '.edit-bar .primary:not(:disabled)'), 'what one edits with');
    await settled(document.body);
  }

  /** Saves, and waits until nobody edits any more. */
  async save(): Promise<void> {
    await this.press('Save');
    await this.still();
  }

  async still(): Promise<void> {
    await until(() => !this.dashboard.editing, 'the end of editing');
    await settled(document.body);
  }
}

/** Shows a dashboard of a client, as soon as it knows how it is arranged. */
export const showDashboard = async (client: TenantClient, properties: Partial<ResourceDashboard> = {}): Promise<Shown> => {
  const place = stage();
  await show(place, html`<resource-dashboard .client=${client}></resource-dashboard>`);
  const dashboard = Object.assign(get<ResourceDashboard>(place, 'resource-dashboard'), properties);
  await until(() => find(dashboard, '[part=widget], [part=empty], [part=error]'), 'the dashboard');
  await settled(document.body);
  return new Shown(dashboard, client);
};

/** Shows a dashboard of a server that answers so. */
export const showAnswers = (answers: Answers = {}, properties: Partial<ResourceDashboard> = {}): Promise<Shown> =>
  showDashboard(fakeClient({...answersOf(), ...answers}), properties);
