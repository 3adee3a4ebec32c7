import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {sql} from 'kysely';
import {describeFailure, type FailureRecord} from './failure.ts';
import {engines} from './testing/engines.ts';
import {useTestServer} from './testing/server.ts';

test('a log keeps of a failure its name, its code and where it happened, and no word of its message', () => {
  const planted = Object.assign(new TypeError('ada@example.com\n    at secret (ada@example.com:1:1)\nhunter2'), {code: 'ERR_PLANTED'});
  const {name, code, stack} = describeFailure(planted);
  assert.deepEqual([name, code], ['TypeError', 'ERR_PLANTED']);
  assert.match(stack?.[0] ?? '', /^at .*failure\.test\.ts:\d+:\d+/);
  assert.doesNotMatch(JSON.stringify(describeFailure(planted)), /ada@|hunter2|secret/);
});

test('what is no error, or an odd one, is told by its type', () => {
  for (const thrown of ['secret', {secret: 1}, null, 7]) {
    assert.deepEqual(describeFailure(thrown), {name: typeof thrown});
  }
  const odd = Object.assign(new Error('secret'), {name: 'secret one', code: 'secret two', stack: undefined});
  assert.deepEqual(describeFailure(odd), {name: 'Error'});
});

for (const engine of engines) {
  describe(`a database that refuses a value on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('T11: the value is neither answered nor logged', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner((owner) =>
        sql.raw(`alter table users add constraint planted check (first_name <> 'Zerlinda') not valid`).execute(owner),
      );
      const response = await server.request('/v1/me', {
        as: tenant.administrator,
        method: 'PATCH',
        json: {firstName: 'Zerlinda'},
        headers: {'If-Match': '*'},
      });
      assert.equal(response.status, 500);
      assert.doesNotMatch(await response.text(), /Zerlinda|planted/);
      const told = server.logger.entries.map(({event, fields}) => [event, (fields.error as FailureRecord).code]);
      assert.deepEqual(told, [['request.failed', '23514']]);
      assert.doesNotMatch(JSON.stringify(server.logger.entries), /Zerlinda|tenant\.admin|aurora/);
    });
  });
}
