import type {ChangeEvent, TenantClient} from '@tenantry/sdk';

/** What a client tells of its own deeds from now on. What it hears of others comes whenever it comes (S10). */
export const ownChanges = ({changes}: Pick<TenantClient, 'changes'>): Pick<ChangeEvent, 'action' | 'subject'>[] => {
  const own: Pick<ChangeEvent, 'action' | 'subject'>[] = [];
  changes.addEventListener('change', (event) => {
    const {action, subject, origin} = event as ChangeEvent;
    if (origin === 'local') {
      own.push({action, subject});
    }
  });
  return own;
};
