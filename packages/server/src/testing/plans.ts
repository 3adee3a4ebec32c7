import {type CompiledQuery, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {toParameter} from '../db/values.ts';

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

/**
 * Runs queries and answers, beside their result, what the database did for each of them, all steps in a row: once with a plan for these
 * values, once with the plan that it keeps for all.
 */
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
  const run = (text: string, parameters: readonly unknown[] = []) =>
    execute<{'QUERY PLAN': [{Plan: PlanStep}]}>({...sql``.compile(transaction), sql: text, parameters});
  const plans: PlanStep[][] = [];
  for (const {sql: text, parameters} of queries) {
    const {rows} = await run(`explain (analyze, format json) ${text}`, parameters);
    plans.push(rows.flatMap((row) => flatten(row['QUERY PLAN'][0].Plan)));
    if (parameters.length > 0) {
      plans.push(await keptPlan(run, text, parameters));
    }
  }
  return {result, plans};
};

type Run = (text: string) => Promise<{readonly rows: readonly {readonly 'QUERY PLAN': readonly [{readonly Plan: PlanStep}]}[]}>;

const keptPlan = async (run: Run, text: string, parameters: readonly unknown[]): Promise<PlanStep[]> => {
  await run("set local plan_cache_mode = 'force_generic_plan'");
  await run(`prepare explained as ${text}`);
  const values = parameters.map((value) => (value === null ? 'null' : `'${String(toParameter(value)).replaceAll("'", "''")}'`));
  const {rows} = await run(`explain (analyze, format json) execute explained(${values.join(', ')})`);
  await run('deallocate explained');
  await run("set local plan_cache_mode = 'auto'");
  return rows.flatMap((row) => flatten(row['QUERY PLAN'][0].Plan));
};

const flatten = (step: PlanStep): PlanStep[] => [step, ...(step.Plans ?? []).flatMap(flatten)];
