import * as z from 'zod/mini';

const compiled = new WeakMap<z.ZodMiniType, z.ZodMiniType>();

/**
 * The schema compiled to code, at its first use: several times faster with what it accepts, and the schema itself with what it does not, so
 * that the findings are the same. The schema itself, too, where Node is told not to make code from strings.
 */
export const validatorOf = <Answer>(schema: z.ZodMiniType<Answer>): z.ZodMiniType<Answer> => {
  const validator = (compiled.get(schema) as z.ZodMiniType<Answer> | undefined) ?? z.compile(schema);
  compiled.set(schema, validator);
  return validator;
};
