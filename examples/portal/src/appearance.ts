import type {Language} from './language.ts';

/** How the portal looks and speaks in this browser: the elements follow its style sheet, their `density`, and the page's `lang` and `dir`. */
export interface Appearance {
  readonly theme: 'halyard' | 'graphite' | 'aurora';
  readonly scheme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly language: Language;
}

const KEY = 'halyard.appearance';

const DEFAULT: Appearance = {theme: 'halyard', scheme: 'system', density: 'comfortable', language: 'en'};

/** What a browser may have been told to keep; anything else that is found there counts for nothing. */
const choices: {readonly [Name in keyof Appearance]: readonly Appearance[Name][]} = {
  theme: ['halyard', 'graphite', 'aurora'],
  scheme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  language: ['en', 'de', 'ar'],
};

const oneOf = <Name extends keyof Appearance>(name: Name, value: unknown): Appearance[Name] =>
  choices[name].find((choice) => choice === value) ?? DEFAULT[name];

/** The appearance with these values, the default where one is none. */
export const appearanceOf = (values: Readonly<Record<string, unknown>>): Appearance => ({
  theme: oneOf('theme', values['theme']),
  scheme: oneOf('scheme', values['scheme']),
  density: oneOf('density', values['density']),
  language: oneOf('language', values['language']),
});

/** What was kept in this browser. */
export const keptAppearance = (): Appearance => {
  try {
    return appearanceOf(JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {});
  } catch {
    return DEFAULT; // A browser that keeps nothing, or something that nobody wrote here.
  }
};

/** Keeps it for the next time. A browser that keeps nothing has it until the page is left. */
export const keepAppearance = (appearance: Appearance): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // It holds for this page.
  }
};

/** Tells the style sheet by attributes of the root, so that nothing has to be styled inline. */
export const showAppearance = ({theme, scheme, density, language}: Appearance): void => {
  const {dataset} = document.documentElement;
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  dataset['theme'] = theme;
  dataset['density'] = density;
  if (scheme === 'system') {
    delete dataset['tenantryTheme'];
  } else {
    dataset['tenantryTheme'] = scheme;
  }
};

/** Tells the elements of a page how dense to be. */
export const showDensity = (page: ParentNode): void => {
  const {density} = document.documentElement.dataset;
  for (const element of page.querySelectorAll('tenant-user-management, change-password-form, session-list')) {
    element.setAttribute('density', density ?? DEFAULT.density);
  }
};
