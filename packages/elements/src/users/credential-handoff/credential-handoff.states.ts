import type {Handoff} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/credential-handoff.ts';
import {type ElementState, get, settled, show} from '../../testing/element-state.ts';
import type {CredentialHandoff} from './credential-handoff.ts';

/** What the server answers to whoever has created a user with a temporary password. */
export const sampleHandoff = (changes: Partial<Handoff> = {}): Handoff => ({
  loginUrl: 'https://halyard.example/northlight',
  username: 'nia.castellanos',
  temporaryPassword: 'K7QM4-WPXR2-9TFHC-3VJDN',
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  delivered: 'shown',
  secretWithheld: false,
  ...changes,
});

const mounted = async (container: HTMLElement, handoff: Handoff): Promise<CredentialHandoff> => {
  await show(container, html`<credential-handoff .handoff=${handoff}></credential-handoff>`);
  return get<CredentialHandoff>(container, 'credential-handoff');
};

/** Every state of `<credential-handoff>`. */
export const states: readonly ElementState[] = [
  {
    name: 'shown',
    mount: async (container) => {
      await mounted(container, sampleHandoff());
    },
  },
  {
    name: 'selected to be copied by hand',
    mount: async (container) => {
      const element = await mounted(container, sampleHandoff());
      Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined});
      get(element, '[part=copy]').click();
      await new Promise(requestAnimationFrame);
      Reflect.deleteProperty(navigator, 'clipboard');
      await settled(container);
    },
  },
  {
    name: 'long, and a long address',
    mount: async (container) => {
      await mounted(
        container,
        sampleHandoff({
          temporaryPassword: Array.from({length: 11}, () => 'K7QM4').join('-'),
          loginUrl: `https://portal.example/${'northlight-laboratories/'.repeat(4)}`,
        }),
      );
    },
  },
  {
    name: 'withheld',
    mount: async (container) => {
      await mounted(container, sampleHandoff({temporaryPassword: null, secretWithheld: true}));
    },
  },
  {
    name: 'without a secret',
    mount: async (container) => {
      await mounted(container, sampleHandoff({temporaryPassword: null, expiresAt: null}));
    },
  },
  {
    name: 'without anything',
    mount: (container) => show(container, html`<credential-handoff></credential-handoff>`),
  },
];
