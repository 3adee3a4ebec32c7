import {expect, oneEvent} from '@open-wc/testing';
import {isApiError} from '@tenantry/sdk';
import {html} from 'lit';
import {find, get, settled, show, stage, textOf, until} from '../../testing/element-state.ts';
import {fakeClient, never, refusal} from '../../testing/fake-client.ts';
import {pageOf, sampleId, sampleMe, sampleTeam, sampleUser} from '../../testing/samples.ts';
import {mountTable, USERS} from './tenant-user-table.states.ts';

describe('tenant-user-table', () => {
  afterEach(() => document.body.replaceChildren());

  describe('when it cannot show users', () => {
    it('says why, what is kept and the id of the request, and tries again (X6)', async () => {
      let fails = 1;
      const failing = ({url}: Request): unknown => (url.includes('q=') && fails-- > 0 ? refusal('internal-error') : pageOf(sampleTeam()));
      const {table, rows, search} = await mountTable({[USERS]: failing});
      const failed = oneEvent(table, 'tenant-error') as Promise<HTMLElementEventMap['tenant-error']>;
      search('oskar');
      const {error} = await failed;
      expect(isApiError(error) && error.code).to.equal('internal-error');
      await until(() => find(table, '[role=alert]'), 'why');
      expect(textOf(get(table, '[role=alert]')))
        .to.contain('Users could not be loaded')
        .and.to.contain('Your filters are kept.')
        .and.to.contain('5c1f9a3e-77d0');
      expect(get<HTMLInputElement>(table, 'input').value).to.equal('oskar');
      expect(table.matches(':state(error)')).to.equal(true);
      get(table, '.state .primary').click();
      await until(() => rows().length === 12, 'the rows');
    });

    it('nothing is fetched for somebody without the permission, and it says who can help (S1-02, X1)', async () => {
      const {table, asked} = await mountTable({'GET /v1/session': sampleMe({permissions: ['jobs.read']})});
      expect(textOf(table)).to.contain('You cannot see users').and.to.contain('Ask a Tenant Admin of Northlight.');
      expect([asked.length, find(table, 'input')]).to.deep.equal([0, undefined]);
    });

    it('nothing is fetched while nobody is signed in, and it says so (S1-02)', async () => {
      const {table, asked} = await mountTable({'GET /v1/session': refusal('unauthenticated')});
      expect(textOf(table)).to.contain('You are not signed in');
      expect(asked.length).to.equal(0);
    });

    for (const [code, title] of [
      ['permission-denied', 'You cannot see users'],
      ['unauthenticated', 'You are not signed in'],
    ] as const) {
      it(`it believes the server that says ${code}, where no provider knows (S1-02)`, async () => {
        await show(stage(), html`<tenant-user-table .client=${fakeClient({[USERS]: refusal(code)})}></tenant-user-table>`);
        await until(() => textOf(document.body).includes(title), 'the state');
      });
    }

    it('a session that ends takes the rows away, and what was typed is back with the same person (X12)', async () => {
      const {table, client, rows, search} = await mountTable({'GET /v1/me': refusal('session-ended')});
      search('oskar');
      await client.me.get().catch(() => undefined);
      await until(() => find(table, '.state'), 'the state');
      expect(textOf(table)).to.contain('What you typed is still here.');
      await get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider').refresh();
      await until(() => rows().length === 12, 'the rows');
      await until(() => get<HTMLInputElement>(table, 'input').value === 'oskar', 'what was typed');
      expect(table.search).to.equal('oskar');
    });

    it('asks for no further page of what is not shown: after a failure, and while nobody is signed in (X6, S1-02)', async () => {
      const answer = ({url}: Request): unknown =>
        url.includes('q=') ? refusal('internal-error') : pageOf(sampleTeam(), {next: url.includes('cursor=') ? null : 'next'});
      for (const end of ['a failure', 'a session that ended']) {
        let isHeld = true;
        const {table, client, asked, search} = await mountTable({
          [USERS]: (request: Request) => (isHeld && request.url.includes('cursor=') ? never(request) : answer(request)),
          'GET /v1/me': refusal('session-ended'),
        });
        await until(() => asked.length === 2, 'the next page to be asked for');
        isHeld = false;
        await (end === 'a failure' ? search('oskar') : client.me.get().catch(() => undefined));
        await until(() => find(table, '.state'), 'the state');
        const before = asked.length;
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(asked.length, end).to.equal(before);
        expect([find(table, '.state') !== undefined, find(table, '[part=footer] button')], end).to.deep.equal([true, undefined]);
        document.body.replaceChildren();
      }
    });

    it('what one person saw is not shown to the next one', async () => {
      let me = sampleMe();
      let users: unknown = pageOf(sampleTeam());
      const {table, rows} = await mountTable({
        'GET /v1/session': () => me,
        [USERS]: (request: Request) => (users === never ? never(request) : users),
      });
      me = sampleMe({user: sampleUser({id: sampleId('usr', 77)})});
      users = never;
      await get<HTMLElementTagNameMap['tenant-provider']>(document.body, 'tenant-provider').refresh();
      await settled(document.body);
      expect(rows().length).to.equal(0);
      await until(() => find(table, '.bone'), 'what stands for the rows');
    });
  });

  describe('hears', () => {
    const fresh = sampleUser({id: sampleId('usr', 90), username: 'zoe.new', firstName: 'Zoe', lastName: 'New', credential: 'temporary'});
    const one = (user: {id: string}) => `GET /v1/tenants/self/users/${user.id}` as const;
    const change = (id: string, action: string) =>
      Object.assign(new Event('change'), {subject: {type: 'user', id}, action, origin: 'local'});

    it('of a user created on the same client: on top, highlighted, counted, wherever the order would put it (S0-16, S1-07)', async () => {
      const {client, rows, cell, foot, table} = await mountTable(
        {[one(fresh)]: fresh},
        html`<tenant-user-table sort="username"></tenant-user-table>`,
      );
      client.changes.dispatchEvent(change(fresh.id, 'created'));
      await until(() => find(table, '.fresh'), 'the row');
      expect(rows().length).to.equal(13);
      expect(rows()[0]?.matches('.fresh')).to.equal(true);
      expect([cell(1, 'lastSignInAt'), cell(1, 'status')]).to.deep.equal(['Never', 'Active · must change password']);
      expect(foot()).to.equal('13 users');
      await table.refresh();
      expect(find(table, '.fresh')).not.to.equal(undefined);
      get(table, 'thead .email button').click();
      await until(() => !find(table, '.fresh'), 'the order');
    });

    it('of a user created while none matched, or none could be loaded', async () => {
      const {client, table, rows} = await mountTable({[USERS]: pageOf([]), [one(fresh)]: fresh});
      client.changes.dispatchEvent(change(fresh.id, 'created'));
      await until(() => rows().length === 1, 'the row');
      expect(textOf(table)).to.contain('zoe.new');
    });

    it('of a change to a user on the screen, in its place, and of no other', async () => {
      const oskar = sampleTeam()[1] ?? sampleUser();
      const {client, cell, rows} = await mountTable({[one(oskar)]: {...oskar, activity: undefined, lastName: 'Berg', version: 2}});
      client.changes.dispatchEvent(change(sampleId('usr', 99), 'updated'));
      client.changes.dispatchEvent(change(oskar.id, 'updated'));
      await until(() => cell(2, 'username').includes('Oskar Berg'), 'the name');
      expect([rows().length, cell(2, 'lastSignInAt')]).to.deep.equal([12, '12 May 2026']);
    });
  });
});
