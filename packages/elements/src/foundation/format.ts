/** Whose calendar and clock a time is shown in. */
export interface Place {
  /** A BCP 47 tag. English without a region means day before month and 24 hours. */
  readonly locale: string;
  /** An IANA name; the browser's own when absent. */
  readonly timeZone?: string | undefined;
}

const DATE = {day: 'numeric', month: 'short', year: 'numeric', calendar: 'gregory'} as const;
const TIME = {hour: '2-digit', minute: '2-digit'} as const;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day: "9 May 2026". */
export const formatDate = (timestamp: string, place: Place): string => dateTime('date', DATE, place).format(new Date(timestamp));

/** A moment that is near or not: "Today, 09:14", "Yesterday, 18:47", then "9 May 2026". */
export const formatMoment = (timestamp: string, place: Place, now: Date = new Date()): string => {
  const isNear = Math.abs(Date.parse(timestamp) - now.getTime()) < 2 * DAY_MS;
  const days = isNear ? dayNumber(new Date(timestamp), place) - dayNumber(now, place) : 2;
  const date = formatDate(timestamp, place);
  // What stands between the day and the time is the language's own: a comma, another comma, or a space.
  return days === 0 || days === -1
    ? dateTime('moment', {...DATE, ...TIME}, place)
        .format(new Date(timestamp))
        .replace(date, dayWord(days, place.locale))
        .replace(/(\p{N}) /u, '$1\u00a0') // "2:32 PM" stays on one line.
    : date;
};

/** A deadline, with the zone that it is told in: "13 May 2026, 14:32 CEST". */
export const formatDeadline = (timestamp: string, place: Place): string =>
  dateTime('zoned', {...DATE, ...TIME, timeZoneName: 'short'}, place).format(new Date(timestamp));

/** What is left of some minutes: "4:52". */
export const formatCountdown = (milliseconds: number, {locale}: Place): string => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const twoDigits = (seconds % 60).toLocaleString(supported(locale), {minimumIntegerDigits: 2});
  return `${formatNumber(Math.floor(seconds / 60), {locale})}:${twoDigits}`;
};

/** How far away a time is, in the unit that says it best: "in 24 hours", "3 days ago". */
export const formatDistance = (timestamp: string, {locale}: Place, now: Date = new Date()): string => {
  const minutes = (Date.parse(timestamp) - now.getTime()) / 60_000;
  const [unit, length] = (
    [
      ['day', 1440],
      ['hour', 60],
      ['minute', 1],
    ] as const
  ).find(([, size]) => Math.abs(Math.round(minutes)) >= (size === 1440 ? 2 * size : size)) ?? ['minute', 1];
  return new Intl.RelativeTimeFormat(supported(locale)).format(Math.round(minutes / length), unit);
};

const LENGTHS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long something took, in the two units that say it best: "5 hr, 2 min". Nothing takes less than no time. */
export const formatDuration = (milliseconds: number, {locale}: Place): string => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const first = LENGTHS.findIndex(([, length]) => seconds >= length);
  const [unit, length] = LENGTHS[first] ?? ['second', 1];
  const [next, nextLength] = LENGTHS[first + 1] ?? ['second', 0];
  const rest = nextLength > 0 && unit !== 'minute' ? Math.floor((seconds % length) / nextLength) : 0;
  const parts = [[Math.floor(seconds / length), unit] as const, ...(rest > 0 ? [[rest, next] as const] : [])];
  return listed(
    parts.map(([value, of]) => value.toLocaleString(supported(locale), {style: 'unit', unit: of, unitDisplay: 'short'})),
    {locale},
  ).join('');
};

/** The moment without any doubt, for a `title`: "2026-05-09 07:14 UTC". */
export const formatUtc = (timestamp: string): string => `${timestamp.slice(0, 16).replace('T', ' ')} UTC`;

/** A count: "1,240". */
export const formatNumber = (value: number, {locale}: Place): string => value.toLocaleString(supported(locale));

/** A part of a whole: "66%". */
export const formatShare = (share: number, {locale}: Place): string => share.toLocaleString(supported(locale), {style: 'percent'});

/** Things in a row: "Username, Email", with what a language puts between them. */
export const listed = (things: readonly unknown[], {locale}: Place): readonly unknown[] =>
  new Intl.ListFormat(supported(locale), {type: 'unit', style: 'short'})
    .formatToParts(Array.from(things.keys(), String))
    .map(({type, value}) => (type === 'element' ? things[Number(value)] : value));

const dayWord = (days: number, locale: string): string => {
  const word = new Intl.RelativeTimeFormat(supported(locale), {numeric: 'auto'}).format(days, 'day');
  return word.charAt(0).toLocaleUpperCase(supported(locale)) + word.slice(1);
};

// Swedes write a day as ISO 8601 does.
const dayNumber = (date: Date, {timeZone}: Place): number =>
  Date.parse(dateTime('day', {dateStyle: 'short'}, {locale: 'sv', timeZone}).format(date)) / DAY_MS;

const dateTime = (name: string, options: Intl.DateTimeFormatOptions, {locale, timeZone}: Place): Intl.DateTimeFormat => {
  const key = `${name} ${locale} ${timeZone ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    format = create(supported(locale), options, timeZone);
    formats.set(key, format);
  }
  return format;
};

const create = (locale: string, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(locale, timeZone === undefined ? options : {...options, timeZone});
  } catch {
    // A zone that the browser does not know.
    return new Intl.DateTimeFormat(locale, options);
  }
};

const supported = (locale: string): string => {
  try {
    return locale === 'en' ? 'en-GB' : (Intl.getCanonicalLocales(locale)[0] ?? 'en-GB');
  } catch {
    return 'en-GB';
  }
};
