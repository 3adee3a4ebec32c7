import {expect, oneEvent} from '@open-wc/testing';
import {html} from 'lit';
import '../../define/edit-user-dialog.ts';
import '../../define/tenant-provider.ts';
import {focused} from '../../testing/checks/flat-tree.ts';
import {find, get, settled, show, stage, textOf, type, until} from '../../testing/element-state.ts';
import {fakeClient} from '../../testing/fake-client.ts';
import {keepsPromises} from '../../testing/keeps-promises.ts';
import {press} from '../../testing/keys.ts';
import {freshTenant} from '../../testing/tenant.ts';
import {walkStates} from '../../testing/walk-states.ts';
import type {EditUserDialog} from './edit-user-dialog.ts';
import {answers, edited, mateo, ready, states, UPDATE} from './edit-user-dialog.states.ts';

const dialog = (): EditUserDialog => get<EditUserDialog>(document.body, 'edit-user-dialog');

describe('edit-user-dialog', () => {
  keepsPromises('edit-user-dialog', {
    client: () => fakeClient(answers),
    properties: {userId: mateo.id, open: true},
    nonsense: {'user-id': '../..', open: 'no'},
  });
  walkStates(states);

  afterEach(() => document.body.replaceChildren());

  it('names the user, and the first field that can be changed has the focus (S0-31, S1-09)', async () => {
    await ready(stage());
    dialog().open = false;
    await settled(document.body);
    dialog().open = true;
    await until(() => find(dialog(), 'option[part]'), 'the form');
    expect(textOf(get(dialog(), 'h2'))).to.equal('Edit Mateo Ferreira');
    await until(() => focused()?.localName === 'input', 'the focus');
  });

  it('saves by keyboard alone, and closes (S0-31, S1-09, on the real server)', async () => {
    const {client, users} = await freshTenant([{username: 'mateo.ferreira', firstName: 'Mateo', lastName: 'Ferreira'}]);
    const id = users[0]?.id ?? '';
    await show(
      stage(),
      html`<tenant-provider .client=${client}><edit-user-dialog open user-id=${id}></edit-user-dialog></tenant-provider>`,
    );
    await until(() => find(dialog(), '#firstName') && find(dialog(), 'option[part]'), 'the form');
    await settled(document.body);
    type(get<HTMLInputElement>(dialog(), '#firstName'), 'Matteo');
    const done = oneEvent(dialog(), 'user-updated');
    await press('Enter');
    await done;
    await until(() => !dialog().open, 'the dialog to close');
    expect((await client.users.get(id)).firstName).to.equal('Matteo');
  });

  it('asks before what was changed is lost, by Esc and by its button, and closes at once when nothing was', async () => {
    let sent = 0;
    await edited(stage(), {[UPDATE]: () => ++sent && mateo});
    await press('Escape');
    await until(() => find(dialog(), '.question'), 'the question');
    expect(textOf(get(dialog(), '.question'))).to.contain('What you changed would be lost.');
    get(dialog(), '.question .button').click();
    await settled(document.body);
    expect(get<HTMLInputElement>(dialog(), '#firstName').value).to.equal('Matteo');
    type(get<HTMLInputElement>(dialog(), '#firstName'), 'Mateo');
    await settled(document.body);
    const left = oneEvent(dialog(), 'cancel');
    get(dialog(), '.dialog-head button').click();
    await left;
    expect([dialog().open, sent]).to.deep.equal([false, 0]);
  });
});
