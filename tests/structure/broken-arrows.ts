/** A file that breaks a rule: where it lies and what it imports. */
export type BrokenArrow = readonly [rule: string, file: string, imported: string];

/** For every arrow between the rooms, imports that it forbids. */
export const brokenArrows: readonly BrokenArrow[] = [
  ['no-cycles', 'packages/sdk/src/resources/cycle-back.ts', './cycle.ts'],
  ['everything-resolves', 'packages/sdk/src/resources/lost.ts', './nowhere.ts'],

  ['contract-is-pure', 'packages/sdk/src/contract/users.ts', 'hono'],
  ['contract-is-pure', 'packages/sdk/src/contract/roles.ts', '../errors/errors.ts'],
  ['errors-know-only-the-contract', 'packages/sdk/src/errors/api-error.ts', '../transport/transport.ts'],
  ['transport-knows-no-nouns', 'packages/sdk/src/transport/send.ts', '../resources/users.ts'],
  ['resources-know-no-client', 'packages/sdk/src/resources/roles.ts', '../client.ts'],
  ['sdk-knows-nobody', 'packages/sdk/src/server.ts', '@tenantry/server'],

  ['elements-use-the-sdk-by-its-door', 'packages/elements/src/users/tenant-user-table/deep.ts', '@tenantry/sdk/contract'],
  ['elements-use-the-sdk-by-its-door', 'packages/elements/src/users/tenant-user-table/server.ts', '@tenantry/server'],
  ['elements-have-no-zod', 'packages/elements/src/controllers/parse.ts', 'zod'],
  ['elements-do-not-know-each-other', 'packages/elements/src/users/create-user-form/table.ts', '../tenant-user-table/tenant-user-table.ts'],
  [
    'elements-do-not-know-each-other',
    'packages/elements/src/session/tenant-provider/table.ts',
    '../../users/tenant-user-table/tenant-user-table.ts',
  ],
  ['shared-rooms-know-no-element', 'packages/elements/src/context/table.ts', '../users/tenant-user-table/tenant-user-table.ts'],
  ['shared-rooms-know-no-element', 'packages/elements/src/foundation/german.ts', '../messages/de.ts'],
  ['define-is-the-last', 'packages/elements/src/users/tenant-user-table/define.ts', '../../define/tenant-user-table.ts'],

  ['server-uses-only-the-contract', 'packages/server/src/users/client.ts', '@tenantry/sdk'],
  ['server-uses-only-the-contract', 'packages/server/src/users/elements.ts', '@tenantry/elements'],
  ['pglite-lives-in-its-adapter', 'packages/server/src/users/pglite.ts', '@electric-sql/pglite'],
  ['pg-lives-in-the-adapters', 'packages/server/src/db/database.ts', 'pg'],
  ['node-lives-in-its-room', 'packages/server/src/users/files.ts', 'node:fs'],
  ['node-lives-in-its-room', 'packages/elements/src/controllers/files.ts', 'node:path'],
  ['queries-know-no-http', 'packages/server/src/users/queries.ts', 'hono'],
  ['queries-know-no-http', 'packages/server/src/roles/queries.ts', '../http/routes.ts'],
  ['queries-know-no-http', 'packages/server/src/users/list.queries.ts', 'hono'],
  ['routes-know-no-sql', 'packages/server/src/users/routes.ts', 'kysely'],
  ['routes-know-no-sql', 'packages/server/src/sessions/me.routes.ts', 'kysely'],

  ['packages-know-no-user-of-theirs', 'packages/sdk/src/tooling.ts', '../../../tooling/build.mjs'],
  ['packages-do-not-need-test-helpers', 'packages/server/src/users/helper.ts', '../testing/harness.ts'],
  ['nobody-imports-tests', 'packages/server/src/users/tested.ts', './users.test.ts'],
  ['examples-use-packages-by-name', 'examples/portal/src/main.ts', '../../../packages/sdk/src/index.ts'],
];

/** What the files above import, and what leads one of them back to itself. */
export const bystanders: Readonly<Record<string, string>> = {
  'packages/sdk/src/index.ts': '',
  'packages/sdk/src/client.ts': '',
  'packages/sdk/src/contract/index.ts': '',
  'packages/sdk/src/errors/errors.ts': '',
  'packages/sdk/src/transport/transport.ts': '',
  'packages/sdk/src/resources/users.ts': '',
  'packages/sdk/src/resources/cycle.ts': "import './cycle-back.ts';",
  'packages/elements/src/index.ts': '',
  'packages/elements/src/messages/de.ts': '',
  'packages/elements/src/define/tenant-user-table.ts': '',
  'packages/elements/src/users/tenant-user-table/tenant-user-table.ts': '',
  'packages/server/src/index.ts': '',
  'packages/server/src/http/routes.ts': '',
  'packages/server/src/testing/harness.ts': '',
  'packages/server/src/users/users.test.ts': '',
  'tooling/build.mjs': '',
};

/** The foreign packages that the files above import. */
export const libraries: readonly string[] = ['zod', 'hono', 'kysely', 'pg', '@electric-sql/pglite'];
