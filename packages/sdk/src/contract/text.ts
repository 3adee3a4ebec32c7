// C0 and C1 controls but tab and line feed, bidi controls, noncharacters (W6).
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Noncharacter_Code_Point}]/u;
const BREAKS = /[\t\n]/;

/** Why a text cannot be stored (W6), or `undefined` when it can. Only fields of several `lines` may hold tabs and line feeds. */
export const textProblem = (value: string, {lines = false} = {}): 'ill-formed' | 'control-character' | undefined => {
  if (!value.isWellFormed()) {
    return 'ill-formed';
  }
  return FORBIDDEN.test(value) || (!lines && BREAKS.test(value)) ? 'control-character' : undefined;
};

/** The length of a text in code points, as every limit of the contract counts it. */
export const codePoints = (value: string): number => {
  let count = 0;
  for (const _ of value) {
    count++;
  }
  return count;
};
