import {type CompiledQuery, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';

/** A step of a plan as the database carried it out. */
export interface PlanStep {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanStep[];
}

/** Runs queries and answers, beside their result, what the database did for each of them, all steps in a row. */
export const plansOf = async <Result>(
  transaction: TenantTransaction,
  work: () => Promise<Result>,
): Promise<{readonly result: Result; readonly plans: readonly PlanStep[][]}> => {
  const executor = transaction.getExecutor();
  const execute = executor.executeQuery.bind(executor);
  const queries: CompiledQuery[] = [];
  executor.executeQuery = (query, ...rest) => {
    queries.push(query as CompiledQuery);
    return execute(query, ...rest);
  };
  let result: Result;
  try {
    result = await work();
  } finally {
    executor.executeQuery = execute;
  }
  const plans: PlanStep[][] = [];
  for (const query of queries) {
    const {rows} = await execute<{'QUERY PLAN': [{Plan: PlanStep}]}>({
      ...sql``.compile(transaction),
      sql: `explain (analyze, format json) ${query.sql}`,
      parameters: query.parameters,
    });
    plans.push(rows.flatMap((row) => flatten(row['QUERY PLAN'][0].Plan)));
  }
  return {result, plans};
};

const flatten = (step: PlanStep): PlanStep[] => [step, ...(step.Plans ?? []).flatMap(flatten)];
