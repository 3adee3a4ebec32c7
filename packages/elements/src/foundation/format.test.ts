import {expect} from '@open-wc/testing';
import {formatCountdown, formatDate, formatDeadline, formatDistance, formatMoment, formatNumber, formatUtc} from './format.ts';

const now = new Date('2026-05-12T12:32:00.000Z');
const berlin = {locale: 'en', timeZone: 'Europe/Berlin'};
const kiritimati = {locale: 'en', timeZone: 'Pacific/Kiritimati'};

describe('times (X9, T36)', () => {
  for (const [moment, place, shown] of [
    ['2026-05-12T07:14:00.000Z', berlin, 'Today, 09:14'],
    ['2026-05-11T16:47:00.000Z', berlin, 'Yesterday, 18:47'],
    ['2026-05-09T10:00:00.000Z', berlin, '9 May 2026'],
    ['2026-05-13T10:00:00.000Z', berlin, '13 May 2026'],
    // It is the day of the zone that counts, not the one in UTC.
    ['2026-05-11T22:30:00.000Z', berlin, 'Today, 00:30'],
    ['2026-05-12T02:00:00.000Z', {locale: 'en', timeZone: 'America/New_York'}, 'Yesterday, 22:00'],
    ['2026-05-12T07:14:00.000Z', {locale: 'de', timeZone: 'Europe/Berlin'}, 'Heute, 09:14'],
    ['2026-05-11T16:47:00.000Z', {locale: 'en-US', timeZone: 'Europe/Berlin'}, 'Yesterday, 06:47\u00a0PM'],
  ] as const) {
    it(`${moment} in ${place.locale}, ${place.timeZone} reads ${shown}`, () => {
      // Some engines have a narrow space there, which does not break either.
      expect(formatMoment(moment, place, now).replace('\u202f', '\u00a0')).to.equal(shown);
    });
  }

  it('a day', () => {
    expect(formatDate('2026-03-03T08:30:00.000Z', berlin)).to.equal('3 Mar 2026');
  });

  it('the calendar is always the Gregorian one', () => {
    expect(formatDate('2026-03-03T08:30:00.000Z', {locale: 'th', timeZone: 'UTC'})).to.contain('2026');
  });

  it('a deadline names its zone', () => {
    expect(formatDeadline('2026-05-13T12:32:00.000Z', berlin)).to.equal('13 May 2026, 14:32 CEST');
  });

  for (const [moment, shown] of [
    ['2026-05-13T12:31:59.000Z', 'in 24 hours'],
    ['2026-05-15T12:32:00.000Z', 'in 3 days'],
    ['2026-05-12T12:35:00.000Z', 'in 3 minutes'],
    ['2026-05-12T12:32:10.000Z', 'in 0 minutes'],
    ['2026-05-12T09:32:00.000Z', '3 hours ago'],
  ] as const) {
    it(`${moment} is ${shown}`, () => {
      expect(formatDistance(moment, berlin, now)).to.equal(shown);
    });
  }

  // The day that a clock is put forward has 23 hours, the one it is put back 25; the same hour comes twice. Zones are up to 14 hours away.
  for (const [what, moment, at, place, shown] of [
    ['before the clock goes forward', '2026-03-29T00:59:00.000Z', '2026-03-29T12:00:00.000Z', berlin, 'Today, 01:59'],
    ['after the clock went forward', '2026-03-29T01:00:00.000Z', '2026-03-29T12:00:00.000Z', berlin, 'Today, 03:00'],
    ['the last minute of 23 hours', '2026-03-29T21:59:00.000Z', '2026-03-30T12:00:00.000Z', berlin, 'Yesterday, 23:59'],
    ['the first minute of 23 hours', '2026-03-28T23:00:00.000Z', '2026-03-30T12:00:00.000Z', berlin, 'Yesterday, 00:00'],
    ['the first of two hours', '2026-10-25T00:30:00.000Z', '2026-10-25T12:00:00.000Z', berlin, 'Today, 02:30'],
    ['the second of two hours', '2026-10-25T01:30:00.000Z', '2026-10-25T12:00:00.000Z', berlin, 'Today, 02:30'],
    ['the first minute of 25 hours', '2026-10-24T22:00:00.000Z', '2026-10-26T12:00:00.000Z', berlin, 'Yesterday, 00:00'],
    ['the last minute of 25 hours', '2026-10-25T22:59:00.000Z', '2026-10-26T12:00:00.000Z', berlin, 'Yesterday, 23:59'],
    ['14 hours ahead', '2026-05-11T10:00:00.000Z', '2026-05-12T09:00:00.000Z', kiritimati, 'Today, 00:00'],
    ['a minute earlier there', '2026-05-11T09:59:00.000Z', '2026-05-12T09:00:00.000Z', kiritimati, 'Yesterday, 23:59'],
    ['12 hours behind', '2026-05-12T11:59:00.000Z', '2026-05-12T12:00:00.000Z', {locale: 'en', timeZone: 'Etc/GMT+12'}, 'Yesterday, 23:59'],
    [
      '14 hours ahead by number',
      '2026-05-12T12:32:00.000Z',
      '2026-05-13T00:00:00.000Z',
      {locale: 'en', timeZone: 'Etc/GMT-14'},
      'Today, 02:32',
    ],
    ['a leap day', '2028-02-29T12:00:00.000Z', '2028-03-01T12:00:00.000Z', berlin, 'Yesterday, 13:00'],
    ['the day before a year without one', '2027-02-28T12:00:00.000Z', '2027-03-01T12:00:00.000Z', berlin, 'Yesterday, 13:00'],
    [
      'the last day of the last year',
      '9999-12-31T22:59:00.000Z',
      '9999-12-31T23:00:00.000Z',
      {locale: 'en', timeZone: 'UTC'},
      'Today, 22:59',
    ],
    ['one second before that year', '9998-12-31T22:59:59.000Z', '9998-12-31T23:00:00.000Z', berlin, 'Yesterday, 23:59'],
  ] as const) {
    it(`${what}: ${moment}, seen at ${at}, is ${shown} (E22)`, () => {
      expect(formatMoment(moment, place, new Date(at))).to.equal(shown);
    });
  }

  it('a leap day and the year 9999 are told as any other (E22)', () => {
    expect(formatDate('2028-02-29T12:00:00.000Z', berlin)).to.equal('29 Feb 2028');
    expect(formatDate('9999-12-31T12:00:00.000Z', berlin)).to.equal('31 Dec 9999');
    expect(formatDeadline('2026-10-25T01:30:00.000Z', berlin)).to.equal('25 Oct 2026, 02:30 CET');
    expect(formatDeadline('2026-10-25T00:30:00.000Z', berlin)).to.equal('25 Oct 2026, 02:30 CEST');
  });

  it('a language puts its own between day and time, and has its own digits (T36)', () => {
    const egyptian = {locale: 'ar-EG', timeZone: 'Europe/Berlin'};
    expect(formatMoment('2026-05-12T07:14:00.000Z', egyptian, now)).to.match(/^اليوم[،,] ٠٩:١٤/);
    expect(formatMoment('2026-05-12T07:14:00.000Z', {locale: 'ja', timeZone: 'Asia/Tokyo'}, now)).to.equal('今日 16:14');
    expect(formatNumber(1240, {locale: 'de'})).to.equal('1.240');
    expect(formatNumber(1240, egyptian)).to.equal('١٬٢٤٠');
    expect(formatCountdown(292_000, {locale: 'en'})).to.equal('4:52');
    expect(formatCountdown(65_000, egyptian)).to.equal('١:٠٥');
    expect(formatCountdown(-1, {locale: 'de'})).to.equal('0:00');
  });

  it('a time of two words stays on one line', () => {
    expect(formatMoment('2026-05-12T07:14:00.000Z', {locale: 'ar', timeZone: 'Europe/Berlin'}, now)).to.match(/\p{N}[\u00a0\u202f]ص$/u);
  });

  it('a title has no doubt about the zone', () => {
    expect(formatUtc('2026-03-03T08:30:00.000Z')).to.equal('2026-03-03 08:30 UTC');
  });

  it('a locale or zone that the browser does not know is survived', () => {
    expect(formatDate('2026-03-03T12:30:00.000Z', {locale: 'no locale', timeZone: 'Nowhere/Land'})).to.equal('3 Mar 2026');
  });
});
