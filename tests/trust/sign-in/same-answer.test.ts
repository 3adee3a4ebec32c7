import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {type Doors, openDoors} from './doors.ts';
import {remembering} from './statements.ts';

for (const engine of engines) {
  describe(`who knocks at the door, on ${engine.name}`, {skip: engine.skip}, () => {
    const hasher = new TestHasher();
    let doors: Doors;
    before(async () => {
      doors = await openDoors(engine, hasher);
    });
    after(() => doors.close());

    test('A5, E16: whatever is wrong, the answer is the same, byte for byte', async () => {
      const answers = new Map<string, string>();
      for (const [name, typed] of Object.entries(doors.wrong)) {
        const answer = await doors.signIn(typed, {'X-Request-Id': 'same'});
        answers.set(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`, name);
      }
      assert.equal(answers.size, 1, [...answers].join('\n'));
      assert.match([...answers.keys()][0] ?? '', /^401 .*invalid-credentials/);
    });

    test('E16: the hasher runs exactly once, whoever it is and whatever comes of it', async () => {
      const {wrong, right} = doors;
      for (const [name, typed] of [...Object.entries(wrong), ...Object.entries(right)]) {
        const earlier = hasher.runs;
        const {status} = await doors.signIn(typed);
        assert.equal(hasher.runs - earlier, 1, `${name}, ${status}`);
      }
    });

    test('A5: only the right password learns what stands in the way', async () => {
      const statuses: Record<string, unknown> = {};
      for (const [name, typed] of Object.entries(doors.right)) {
        const answer = await doors.signIn(typed);
        statuses[name] = answer.status === 201 ? 201 : (await answer.json()).code;
      }
      assert.deepEqual(statuses, {
        'signed in': 201,
        deactivated: 'account-deactivated',
        expired: 'temporary-password-expired',
        'suspended tenant': 'tenant-suspended',
      });
    });
  });

  test(`E16: whoever it is, the database is asked as often and writes as often, on ${engine.name}`, {skip: engine.skip}, async () => {
    const transactions: string[] = [];
    const doors = await openDoors(engine, new TestHasher(), {watch: (database) => remembering(database, transactions)});
    try {
      const asked = new Map<string, string>();
      for (const [name, typed] of Object.entries(doors.wrong)) {
        transactions.length = 0;
        assert.equal((await doors.signIn(typed)).status, 401);
        // With the audit row of a tenant goes its counter, in one statement; for a tenant that is none, one row is written in its place.
        asked.set(transactions.join(' | ').replace(/ (insert|update)$/, ' write'), name);
      }
      assert.deepEqual([...asked.keys()], ['select | insert select | write']);
    } finally {
      await doors.close();
    }
  });
}
