import {expect} from '@open-wc/testing';
import type {Page, TenantClient, User} from '@tenantry/sdk';
import {ChangeEvent, TenantryError} from '@tenantry/sdk';
import {manyUsers, pageOf} from '../../testing/samples.ts';
import {type Question, UserPages} from './user-pages.ts';

/** Pages on a server that answers when it is told to, whether or not the question was given up. */
const held = () => {
  const asked: PromiseWithResolvers<Page<User>>[] = [];
  const list = (): Promise<Page<User>> => {
    const answer = Promise.withResolvers<Page<User>>();
    asked.push(answer);
    return answer.promise;
  };
  const late = Promise.withResolvers<User>();
  const client = {users: {list, get: () => late.promise}} as unknown as TenantClient; // All that is asked of it here.
  const pages = new UserPages(() => undefined);
  const ask = (q: string): void => pages.ask({client, reader: undefined, filter: {q}, sort: 'username', limit: 50} satisfies Question);
  return {pages, asked, ask, late};
};

const heard = (id: string): ChangeEvent => new ChangeEvent({subject: {type: 'user', id}, action: 'created'}, 'local');

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the pages of users', () => {
  it('are those of the question that was asked last, whichever answer comes last (T9)', async () => {
    const {pages, asked, ask} = held();
    ask('first');
    ask('second');
    asked[1]?.resolve(pageOf(manyUsers(2)));
    await moment();
    asked[0]?.resolve(pageOf(manyUsers(3)));
    await moment();
    expect([pages.count, pages.isLoading]).to.deep.equal([2, false]);
  });

  it('a late failure says nothing about a newer question (T9)', async () => {
    const {pages, asked, ask} = held();
    ask('first');
    ask('second');
    asked[1]?.resolve(pageOf(manyUsers(2)));
    await moment();
    asked[0]?.reject(new TenantryError('network', 'No whole answer came.'));
    await moment();
    expect([pages.count, pages.error, pages.stale]).to.deep.equal([2, undefined, undefined]);
  });

  it('a user who cannot be fetched any more makes nothing of a newer question old (T9)', async () => {
    const {pages, asked, ask, late} = held();
    ask('first');
    const hearing = pages.hear(heard('usr_1'));
    ask('second');
    asked[1]?.resolve(pageOf(manyUsers(2)));
    await moment();
    late.reject(new TenantryError('network', 'No whole answer came.'));
    await hearing;
    expect(pages.stale).to.equal(undefined);
  });

  it('what was abandoned is not shown when it comes (T9, T28)', async () => {
    const {pages, asked, ask} = held();
    ask('first');
    pages.abandon();
    asked[0]?.resolve(pageOf(manyUsers(3)));
    await moment();
    expect(pages.count).to.equal(undefined);
  });

  it('who is created is on top, and who was created just before stays below (S0-16, S1-07)', async () => {
    const [first, second, ...rest] = manyUsers(5);
    const created = [first, second];
    const client = {
      users: {list: async () => pageOf(rest), get: async () => created.shift()},
    } as unknown as TenantClient; // All that is asked of it here.
    const pages = new UserPages(() => undefined);
    pages.ask({client, reader: undefined, filter: {}, sort: '-createdAt', limit: 50} satisfies Question);
    await moment();
    for (const user of [first, second]) {
      await pages.hear(heard(user?.id ?? ''));
    }
    expect(pages.users.map(({id}) => id)).to.deep.equal([second, first, ...rest].map((user) => user?.id));
    expect(pages.count).to.equal(5);
  });
});
