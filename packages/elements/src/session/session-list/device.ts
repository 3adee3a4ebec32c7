/** What a user agent says of itself, as far as a person cares. Empty where it says nothing that is known. */
export interface Device {
  readonly browser: string;
  readonly system: string;
}

// In order: most browsers name their rivals, too.
const BROWSERS = [
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:(?:Headless)?Chrome|CriOS|Chromium)\//],
  ['Safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** Reads a user agent. */
export const deviceOf = (userAgent: string): Device => ({browser: first(BROWSERS, userAgent), system: first(SYSTEMS, userAgent)});

const first = (names: readonly (readonly [string, RegExp])[], userAgent: string): string =>
  names.find(([, expression]) => expression.test(userAgent))?.[0] ?? '';
