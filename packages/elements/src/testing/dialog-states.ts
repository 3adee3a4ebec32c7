import {html, type TemplateResult} from 'lit';
import type {TenantClient, User} from '@tenantry/sdk';
import {type ElementState, find, get, settled, show, until} from './element-state.ts';
import {type Answers, fakeClient, never, refusal} from './fake-client.ts';
import {sampleId, sampleUser} from './samples.ts';

/** Whom the dialogs of the states are about. */
export const mateo: User = sampleUser({
  id: sampleId('usr', 9),
  username: 'mateo.ferreira',
  email: 'mateo.ferreira@nlab.example',
  firstName: 'Mateo',
  lastName: 'Ferreira',
  role: {id: sampleId('rol', 2), key: 'developer', name: 'Developer'},
  roleId: sampleId('rol', 2),
});

/** A dialog that is open for a user, by the tag of its element. */
export type Template = (client: TenantClient, userId: string) => TemplateResult;

/** What else a dialog asks for, and how it is filled in. */
export interface Filling {
  readonly answers?: Answers;
  readonly fill?: (container: HTMLElement) => Promise<void>;
}

/**
 * The states that every dialog about a user has.
 *
 * @param operation What it sends.
 */
export const dialogStates = (
  template: Template,
  operation: `${'POST' | 'PATCH' | 'DELETE'} /v1/${string}`,
  user: User = mateo,
  {answers: always = {}, fill = settled}: Filling = {},
): readonly ElementState[] => {
  const read = `GET /v1/tenants/self/users/${user.id}` as const;
  const opened = async (container: HTMLElement, answers: Answers = {}): Promise<void> => {
    await show(container, html`${template(fakeClient({[read]: user, ...always, ...answers}), user.id)}`);
    await until(() => find(container, 'dialog[open]'), 'the dialog');
    await settled(container);
  };
  const filled = async (container: HTMLElement, answers: Answers = {}): Promise<void> => {
    await opened(container, answers);
    await until(() => find(container, '[part=confirm]'), 'the user');
    await settled(container);
  };
  const confirmed = async (container: HTMLElement, answer: unknown): Promise<void> => {
    await filled(container, {[operation]: answer});
    await fill(container);
    get(container, '[part=confirm]').click();
    await settled(container);
  };
  const failed = async (container: HTMLElement, answer: unknown): Promise<void> => {
    await confirmed(container, answer);
    await until(() => find(container, '.notice[part=error]'), 'the reason');
    await settled(container);
  };
  return [
    {name: 'open', mount: (container) => filled(container)},
    {
      name: 'loading',
      mount: async (container) => {
        await opened(container, {[read]: never});
        await new Promise((resolve) => setTimeout(resolve, 350));
      },
    },
    {
      name: 'not loaded',
      mount: async (container) => {
        await opened(container, {[read]: refusal('internal-error')});
        await until(() => find(container, '.state'), 'the failure');
        await settled(container);
      },
    },
    {name: 'sending', mount: (container) => confirmed(container, never)},
    {name: 'the last administrator', mount: (container) => failed(container, refusal('last-administrator'))},
  ];
};
