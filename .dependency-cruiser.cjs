// The arrows between the rooms, one rule each. tests/structure/arrows.test.ts breaks every one of them on purpose.
const sdk = '^packages/sdk/src/';
const elements = '^packages/elements/src/';
const server = '^packages/server/src/';

/** The rooms of elements that are no wing; every other folder is one and holds a folder for each element. */
const wing = '(?!context/|controllers/|foundation/|messages/|define/|testing/)[^/]+';

/** Tests may reach further than the code beside them, and so may what only tests use: helpers, samples, and the states they walk through. */
const tests = ['\\.(test|states|samples)\\.ts$', '^packages/[^/]+/src/testing/'];

const library = (...names) => `node_modules/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const rules = [
  {name: 'no-cycles', from: {}, to: {circular: true}},
  {name: 'everything-resolves', from: {path: '^packages/'}, to: {couldNotResolve: true}},

  // contract ◄─ transport ◄─ resources ◄─ client ◄─ sdk
  {
    name: 'contract-is-pure',
    comment: 'The contract is data: zod and itself, nothing else.',
    from: {path: `${sdk}contract/`, pathNot: tests},
    to: {pathNot: [`${sdk}contract/`, library('zod')]},
  },
  {
    name: 'errors-know-only-the-contract',
    from: {path: `${sdk}errors/`, pathNot: tests},
    to: {pathNot: [`${sdk}(errors|contract)/`, library('zod')]},
  },
  {
    name: 'transport-knows-no-nouns',
    from: {path: `${sdk}transport/`, pathNot: tests},
    to: {path: `${sdk}(resources/|client\\.ts$|index\\.ts$)`},
  },
  {
    name: 'resources-know-no-client',
    from: {path: `${sdk}resources/`, pathNot: tests},
    to: {path: `${sdk}(client|index)\\.ts$`},
  },

  // sdk ◄─ elements ◄─ define, contract ◄─ server
  {name: 'sdk-knows-nobody', from: {path: '^packages/sdk/', pathNot: tests}, to: {path: '^packages/(elements|server)/'}},
  {
    name: 'elements-use-the-sdk-by-its-door',
    from: {path: elements, pathNot: tests},
    to: {path: '^packages/(server/|sdk/(?!src/index\\.ts$))'},
  },
  {name: 'elements-have-no-zod', from: {path: elements, pathNot: tests}, to: {path: library('zod')}},
  {
    name: 'elements-do-not-know-each-other',
    from: {path: `${elements}(${wing})/([^/]+)/`, pathNot: tests},
    to: {path: `${elements}${wing}/[^/]+/`, pathNot: `${elements}$1/$2/`},
  },
  {
    name: 'shared-rooms-know-no-element',
    comment: 'But for the list of languages, which loads one when it is asked for.',
    from: {path: `${elements}(context|controllers|dialogs|foundation)/`, pathNot: tests},
    to: {path: elements, pathNot: `${elements}(context/|controllers/|dialogs/|foundation/|messages/languages\\.ts$)`},
  },
  {
    name: 'define-is-the-last',
    comment: 'Only define registers a tag; nothing in the package depends on it.',
    from: {path: elements, pathNot: [`${elements}define/`, ...tests]},
    to: {path: `${elements}define/`},
  },
  {
    name: 'server-uses-only-the-contract',
    from: {path: server, pathNot: tests},
    to: {path: '^packages/(elements/|sdk/(?!src/contract/))'},
  },

  // One owner for each foreign library.
  {
    name: 'pglite-lives-in-its-adapter',
    from: {path: '^packages/', pathNot: [`${server}db/pglite[./]`, ...tests]},
    to: {path: library('@electric-sql/[^/]+')},
  },
  {
    name: 'pg-lives-in-the-adapters',
    from: {path: '^packages/', pathNot: [`${server}db/(pglite|postgresql)[./]`, ...tests]},
    to: {path: library('pg', 'pg-[^/]+')},
  },
  {
    name: 'node-lives-in-its-room',
    comment: 'And in the provider of this host, which reads what the machine is.',
    from: {path: '^packages/', pathNot: [`${server}(node|providers/host)/`, ...tests]},
    to: {dependencyTypes: ['core']},
  },

  // The server's rooms.
  {name: 'queries-know-no-http', from: {path: `${server}.*[/.]queries\\.ts$`}, to: {path: [library('hono'), `${server}http/`]}},
  {name: 'routes-know-no-sql', from: {path: `${server}.*[/.]routes\\.ts$`}, to: {path: library('kysely')}},

  // define ◄─ examples, journeys
  {name: 'packages-know-no-user-of-theirs', from: {path: '^packages/'}, to: {path: '^(examples|docs|tests|tooling|bench)/'}},
  {
    name: 'examples-use-packages-by-name',
    comment: 'No relative path into packages/.',
    from: {path: '^(examples|docs)/'},
    to: {path: '^packages/', dependencyTypes: ['local']},
  },
  {name: 'nobody-imports-tests', from: {pathNot: ['^tests/', ...tests]}, to: {path: ['^tests/', '\\.(test|states|samples)\\.ts$']}},
  {
    name: 'packages-do-not-need-test-helpers',
    from: {path: '^packages/', pathNot: tests},
    to: {path: '^packages/[^/]+/src/testing/'},
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: rules.map((rule) => ({severity: 'error', ...rule})),
  options: {
    doNotFollow: {path: 'node_modules'},
    exclude: {path: '^(packages|examples)/[^/]+/(dist|build|cdn)/'}, // ours only: the code of other packages lies in dist/ too
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.base.json'},
    enhancedResolveOptions: {
      conditionNames: ['@tenantry/source', 'import', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
