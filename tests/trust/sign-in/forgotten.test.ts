import assert from 'node:assert/strict';
import {AsyncLocalStorage} from 'node:async_hooks';
import {test} from 'node:test';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {TestMailer} from '../../../packages/server/src/testing/mail.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {type Doors, openDoors, type Typed} from './doors.ts';
import {remembering} from './statements.ts';
import {distances, median, timesOf} from './stopwatch.ts';

const TRIES = atScale({small: 30, full: 500});
/** As at sign-in: by chance one comparison in 16,000 goes beyond it. */
const APART = 4;
const limits = {'sign-in': {quota: 1_000_000, windowSeconds: 1_000_000}, 'sign-in-address': false} as const;

const ask = ({server}: Doors, {tenant, username}: Typed): Promise<Response> =>
  server.fetch(
    new Request('https://portal.example/v1/password-resets', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Requested-With': 'tenantry',
        Origin: 'https://portal.example',
        'X-Request-Id': 'same',
      },
      body: JSON.stringify({tenant, login: username}),
    }),
  );

for (const engine of engines) {
  test(`E16: whoever has forgotten a password, the answer is the same and the database is asked as often, on ${engine.name}`, {
    skip: engine.skip,
  }, async () => {
    // Each request by itself: what an answer does not wait for may go on during the next.
    const asking = new AsyncLocalStorage<string[]>();
    const doors = await openDoors(engine, new TestHasher(), {
      mailer: new TestMailer(),
      watch: (database) => remembering(database, {push: (line) => asking.getStore()?.push(line)}),
    });
    try {
      const answers = new Set<string>();
      for (const [name, typed] of Object.entries({
        ...doors.wrong,
        address: {...doors.wrong.deactivated, username: 'no.one@aurora.example'},
      })) {
        const transactions: string[] = [];
        const answer = await asking.run(transactions, () => ask(doors, typed));
        const asked = transactions.slice(0, 2).join(' | ');
        answers.add(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()} ${asked}`.replace(/;r=\d+;t=\d+/g, ''));
        assert.equal(asked, 'select | insert insert', name);
      }
      assert.equal(answers.size, 1, [...answers].join('\n'));
    } finally {
      await doors.close();
    }
  });

  test(`E16: nobody can tell by the time whether somebody who has forgotten a password exists, on ${engine.name}`, {
    skip: engine.skip,
  }, async (t) => {
    const doors = await openDoors(engine, new TestHasher(), {limits, mailer: new TestMailer()});
    try {
      const {wrong} = doors;
      const people = {known: wrong['wrong password'], unknown: wrong['unknown user'], deactivated: wrong.deactivated};
      const asking = {...doors, signIn: (typed: Typed) => ask(doors, typed)};
      const times = await timesOf(asking, people, TRIES, Math.random, 202);
      t.diagnostic(
        Object.entries(times)
          .map(([name, values]) => `${name} ${median(values).toFixed(2)} ms`)
          .join(', '),
      );
      for (const {pair, z} of distances(times)) {
        assert.ok(Math.abs(z) < APART, `${pair} differ: z = ${z}`);
      }
    } finally {
      await doors.close();
    }
  });
}
