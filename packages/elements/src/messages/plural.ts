/** The forms of a word by number, `#` standing for the number. Which of them a language has, `Intl.PluralRules` knows. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}>;

/** Counts things in a language: `plural(3, {one: '# Feld', other: '# Felder'})`. */
export const pluralIn = (language: string): ((count: number, forms: Forms) => string) => {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
};
