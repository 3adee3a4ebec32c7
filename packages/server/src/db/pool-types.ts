import pg from 'pg';

/** How values arrive, alike on both databases: `int8` as string and `timestamptz` as Date as the driver has them, `date` as text. */
export const poolTypes = new pg.TypeOverrides();
poolTypes.setTypeParser(pg.types.builtins.DATE, (text) => text);
