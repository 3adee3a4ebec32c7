import {expect} from '@open-wc/testing';
import type {TenantClient} from '@tenantry/sdk';
import {html} from 'lit';
import '../define/resource-dashboard.ts';
import '../define/tenant-provider.ts';
import {find, get, show, stage, textOf, until} from './element-state.ts';
import {freshTenant} from './tenant.ts';

/** A code block of the guide, as it stands there. */
const snippet = async (info: string): Promise<string> => {
  const guide = await (await fetch('/docs/guides/write-a-tile.md')).text();
  const [, code] = new RegExp(`^\`\`\`js ${info}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide) ?? [];
  if (code === undefined) {
    throw new Error(`The guide has no block of ${info}`);
  }
  return code;
};

/** Runs a block as a module of the page would, with a client where it speaks of one. */
const run = async (info: string, client?: TenantClient): Promise<void> => {
  const code = `export const run = async (client) => {\n${await snippet(info)}\n};`;
  const url = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
  const module: {run(client?: TenantClient): Promise<void>} = await import(url);
  URL.revokeObjectURL(url);
  await module.run(client);
};

describe('the guide for tiles', () => {
  afterEach(() => document.body.replaceChildren());

  it('its tiles stand on a dashboard, and the tenant gives everybody one (on the real server)', async () => {
    const {client} = await freshTenant();
    await run('element');
    await run('place', client);
    await show(stage(), html`<tenant-provider .client=${client}><resource-dashboard></resource-dashboard></tenant-provider>`);
    const dashboard = get(document.body, 'resource-dashboard');
    await run('widgets');
    await until(() => textOf(dashboard).includes('Storage is down for maintenance on Sunday, from 6 to 8.'), 'the notice');
    expect(textOf(dashboard)).to.contain('Notice');
    const {layout} = await client.dashboard.layout({layer: 'tenant'});
    expect([layout.widgets[0]?.id, layout.locked, layout.version]).to.deep.equal(['notice', ['notice'], 1]);

    const waiting = {id: 'waiting', type: 'waiting', columns: 4, rows: 1, hidden: false, title: null, options: {}} as const;
    await client.dashboard.saveLayout('personal', [...layout.widgets, waiting], {version: null});
    await until(() => find(dashboard, 'waiting-jobs'), 'the element');
    await until(() => textOf(get(dashboard, 'waiting-jobs')) === 'Nothing is known of jobs.', 'its words');
  });
});
