import type {Blocker, DeletionCheck, Operation} from '@tenantry/sdk';
import {html} from 'lit';
import '../../define/delete-user-dialog.ts';
import {mateo} from '../../testing/dialog-states.ts';
import {type ElementState, find, get, settled, show, type, until} from '../../testing/element-state.ts';
import {type Answers, fakeClient} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleTeam} from '../../testing/samples.ts';

/** What the dialog asks and sends. */
export const CHECK = `GET /v1/tenants/self/users/${mateo.id}/deletion-check` as const;
export const TRANSFER = `POST /v1/tenants/self/users/${mateo.id}/transfers` as const;
export const DELETE = `DELETE /v1/tenants/self/users/${mateo.id}` as const;
export const FOLLOW = `GET /v1/tenants/self/operations/${sampleId('opn', 1)}` as const;

/** What Mateo owns, as the design has it. */
export const blockers: Blocker[] = [
  {type: 'job', count: 2, sample: ['bert-distill', 'embed-sweep'], unfinished: true, transferable: false},
  {type: 'notebookServer', count: 1, sample: ['mateo-lab-a100'], unfinished: false, transferable: true},
  {type: 'storageVolume', count: 4, sample: ['mateo-home', 'corpus-raw'], unfinished: false, transferable: true},
];

/** What is known of what Mateo owns: nothing, unless it is said. */
export const sampleCheck = (changes: Partial<DeletionCheck> = {}): DeletionCheck => ({
  deletable: Object.keys(changes).length === 0,
  blockers: [],
  warnings: [],
  checkedAt: '2026-05-12T12:32:00.000Z',
  ...changes,
});

/** What Mateo owns, on its way to Hannah. */
export const sampleTransfer = (changes: Partial<Operation> = {}): Operation => ({
  id: sampleId('opn', 1),
  tenantId: mateo.tenantId,
  kind: 'transfer',
  status: 'running',
  progress: {done: 3, total: 5},
  result: null,
  error: null,
  createdAt: '2026-05-12T12:32:00.000Z',
  updatedAt: '2026-05-12T12:32:00.000Z',
  expiresAt: '2026-05-13T12:32:00.000Z',
  version: 2,
  ...changes,
});

/** An answer after which nobody asks again soon. */
const slowly = (operation: Operation): Response => Response.json(operation, {headers: {'retry-after': '3600'}});

/** Who may be given it. */
export const team = sampleTeam().filter(({status, username}) => status === 'active' && username !== mateo.username);

const opened = async (container: HTMLElement, check: DeletionCheck, answers: Answers = {}): Promise<void> => {
  const client = fakeClient({'GET /v1/tenants/self/users': pageOf(team.slice(4), {next: 'more'}), [CHECK]: check, ...answers});
  await show(container, html`<delete-user-dialog open .user=${mateo} .client=${client}></delete-user-dialog>`);
  await until(() => find(container, '.checked'), 'what the user owns');
  await settled(container);
};

const choosing = async (container: HTMLElement, check: DeletionCheck, answers: Answers = {}): Promise<void> => {
  await opened(container, check, answers);
  get(container, '#target').focus();
  get(container, '#target').click();
  await until(() => find(container, '[role=option]'), 'who can be chosen');
  await settled(container);
};

const transferring = async (container: HTMLElement, follow: unknown): Promise<void> => {
  await choosing(container, sampleCheck({blockers: blockers.slice(1)}), {[TRANSFER]: sampleTransfer(), [FOLLOW]: follow});
  get(container, '[role=option]').click();
  get(container, '#transfer').click();
};

/** Every state of `<delete-user-dialog>` that others about a user have not. */
export const states: readonly ElementState[] = [
  {name: 'open', mount: (container) => opened(container, sampleCheck({blockers}))},
  {name: 'choosing who gets it', mount: (container) => choosing(container, sampleCheck({blockers: blockers.slice(1)}))},
  {
    name: 'transferring',
    mount: async (container) => {
      await transferring(container, slowly(sampleTransfer()));
      await until(() => find(container, '#moving'), 'the progress');
      await settled(container);
    },
  },
  {
    name: 'a transfer that stopped',
    mount: async (container) => {
      await transferring(container, sampleTransfer({status: 'failed'}));
      await until(() => find(container, '.notice.warning + .field'), 'the end of it');
      await settled(container);
    },
  },
  {
    name: 'nobody knows',
    mount: (container) => opened(container, sampleCheck({blockers: blockers.slice(2), warnings: ['ownership-unknown']})),
  },
  {
    name: 'mistyped',
    mount: async (container) => {
      await opened(container, sampleCheck());
      type(get<HTMLInputElement>(container, '#username'), 'Mateo.Ferreira');
      get(container, '[part=confirm]').click();
      await settled(container);
    },
  },
  {name: 'the last administrator', mount: (container) => opened(container, sampleCheck({warnings: ['last-administrator']}))},
];
