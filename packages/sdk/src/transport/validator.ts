import type * as z from 'zod/mini';

/** The schema itself: a browser's content security policy may forbid code that is made while it runs. */
export const validatorOf = <Answer>(schema: z.ZodMiniType<Answer>): z.ZodMiniType<Answer> => schema;
