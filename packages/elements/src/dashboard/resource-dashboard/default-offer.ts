import type {DashboardLayout, TenantClient} from '@tenantry/sdk';

/** Takes the new default, or keeps one's own layout on top of it: all of it, as what is shown leaves out what the user may not read now. */
export const answerOffer = async (client: TenantClient, {version}: DashboardLayout, choice: 'take' | 'keep'): Promise<void> => {
  if (choice === 'take') {
    await client.dashboard.resetLayout('personal', {version: version ?? '*'});
  } else {
    const {layout} = await client.dashboard.layout({layer: 'personal'});
    await client.dashboard.saveLayout('personal', layout.widgets, {version});
  }
};
