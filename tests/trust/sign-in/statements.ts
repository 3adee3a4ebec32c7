import type {KyselyPlugin} from 'kysely';
import type {Database} from '../../../packages/server/src/db/database.ts';

/** The same database; what it is asked is added to `transactions`, a line each: `insert select`. */
export const remembering = (database: Database, transactions: {push(line: string): unknown}): Database => {
  const plugin = (statements: string[]): KyselyPlugin => ({
    transformQuery: ({node}) => {
      statements.push(node.kind.replace('QueryNode', '').toLowerCase());
      return node;
    },
    transformResult: async ({result}) => result,
  });
  const remember = async <Result>(work: (statements: string[]) => Promise<Result>): Promise<Result> => {
    const statements: string[] = [];
    try {
      return await work(statements);
    } finally {
      transactions.push(statements.join(' '));
    }
  };
  return {
    ...database,
    inTenant: (tenantId, work) =>
      remember((statements) => database.inTenant(tenantId, (transaction) => work(transaction.withPlugin(plugin(statements))))),
    lookup: (work) => remember((statements) => database.lookup((lookup) => work(lookup.withPlugin(plugin(statements))))),
  };
};
