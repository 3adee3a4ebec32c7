import {html, type TemplateResult} from 'lit';
import '../../define/password-field.ts';
import {type ElementState, get, settled, show, type} from '../../testing/element-state.ts';
import {samplePolicy} from '../../testing/samples.ts';
import type {PasswordField} from './password-field.ts';

const owner = {username: 'jonas.weber', email: 'jonas.weber@nlab.example', firstName: 'Jonas', lastName: 'Weber'};

const field = (): TemplateResult => html`
  <password-field required confirm generate reveal hint="Strong password" .policy=${samplePolicy()} .owner=${owner}></password-field>
`;

const typed = async (container: HTMLElement, password: string, confirmation?: string): Promise<PasswordField> => {
  await show(container, field());
  const element = get<PasswordField>(container, 'password-field');
  type(get<HTMLInputElement>(element, '#value'), password);
  if (confirmation !== undefined) {
    type(get<HTMLInputElement>(element, '#confirmation'), confirmation);
  }
  await settled(container);
  return element;
};

/** Every state of `<password-field>`. */
export const states: readonly ElementState[] = [
  {name: 'empty', mount: (container) => show(container, field())},
  {
    name: 'without a policy, alone',
    mount: (container) => show(container, html`<password-field label="New password"></password-field>`),
  },
  {
    name: 'while typing',
    mount: async (container) => {
      await typed(container, 'weathervane');
    },
  },
  {
    name: 'left with rules unmet',
    mount: async (container) => {
      await typed(container, 'jonas.weber', '');
      await settled(container);
    },
  },
  {
    name: 'all rules met and confirmed',
    mount: async (container) => {
      await typed(container, 'weathervane over the barn', 'weathervane over the barn');
    },
  },
  {
    name: 'confirmed with another one',
    mount: async (container) => {
      (await typed(container, 'weathervane over the barn', 'weathervane')).check();
      await settled(container);
    },
  },
  {
    name: 'sent empty',
    mount: async (container) => {
      await show(container, field());
      get<PasswordField>(container, 'password-field').check();
      await settled(container);
    },
  },
  {
    name: 'generated',
    mount: async (container) => {
      await show(container, field());
      get(container, '.link-button').click();
      await settled(container);
    },
  },
  {
    name: 'refused by the server',
    mount: async (container) => {
      const element = await typed(container, 'correcthorsebatterystaple', 'correcthorsebatterystaple');
      element.refused = ['blocklisted', 'same-as-temporary'];
      element.check();
      await settled(container);
    },
  },
  {
    name: 'with an error of the server',
    mount: async (container) => {
      const element = await typed(container, 'weathervane over the barn', 'weathervane over the barn');
      element.error = 'This password was not accepted.';
      await settled(container);
    },
  },
  {
    name: 'with composition rules',
    mount: (container) =>
      show(
        container,
        html`<password-field .policy=${samplePolicy({composition: {lower: 1, upper: 1, digit: 2, symbol: 1}})} reveal></password-field>`,
      ),
  },
  {
    name: 'disabled',
    mount: (container) =>
      show(container, html`<password-field disabled confirm generate reveal .policy=${samplePolicy()}></password-field>`),
  },
];
