import type {TenantSettings} from '../db/schema.ts';
import type {Mail} from './mailer.ts';
import {arabic} from './texts.ar.ts';
import {german} from './texts.de.ts';
import {english, type MailText, type MailTexts} from './texts.ts';

interface Language {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly texts: MailTexts;
}

const DEFAULT: Language = {tag: 'en', direction: 'ltr', texts: english};
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['de', {tag: 'de', direction: 'ltr', texts: german}],
  ['ar', {tag: 'ar', direction: 'rtl', texts: arabic}],
]);

/** What a mail is made in: the tenant's language and zone (L26). English, where there are no texts in that language. */
export interface Stationery {
  readonly texts: MailTexts;
  /** Writes a point in time for whoever reads it. */
  readonly written: (time: Date) => string;
  /** Puts a mail together, with an address to open and a secret to read off where it has them. */
  readonly compose: (to: string, text: MailText, parts?: {readonly href?: string; readonly secret?: string}) => Mail;
}

export const stationeryOf = ({locale, timeZone}: Pick<TenantSettings, 'locale' | 'timeZone'>): Stationery => {
  const language = LANGUAGES.get(locale.split(/[-_]/)[0]?.toLowerCase() ?? '') ?? DEFAULT;
  const format = new Intl.DateTimeFormat(localeOf(locale, language), {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  return {
    texts: language.texts,
    written: (time) => format.format(time),
    compose: (to, {subject, before, link = '', after}, {href, secret} = {}) => ({
      to,
      subject: inOneLine(subject),
      text: `${[...before, ...(secret ? [secret] : []), ...(href ? [`${link}:\n${href}`] : []), ...after].join('\n\n')}\n`,
      html: page(language, subject, [
        ...before.map(paragraph),
        ...(secret ? [`<p><code dir="ltr">${escaped(secret)}</code></p>`] : []),
        ...(href ? [`<p><a href="${escaped(href)}">${escaped(link)}</a></p>`] : []),
        ...after.map(paragraph),
      ]),
    }),
  };
};

/** The tenant's own way to write times, where its language is one of ours. */
const localeOf = (locale: string, {tag}: Language): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0]?.startsWith(tag) ? locale : tag;
  } catch {
    return tag;
  }
};

const page = ({tag, direction}: Language, title: string, lines: readonly string[]): string =>
  `<!doctype html>\n<html lang="${tag}" dir="${direction}">\n<head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n` +
  `<body>\n${lines.join('\n')}\n</body>\n</html>\n`;

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;

const ENTITIES: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** A header is one line, whatever a tenant is called. */
const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
