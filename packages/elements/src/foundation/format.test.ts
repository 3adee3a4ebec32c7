import {expect} from '@open-wc/testing';
import {formatDate, formatDeadline, formatDistance, formatMoment, formatUtc} from './format.ts';

const now = new Date('2026-05-12T12:32:00.000Z');
const berlin = {locale: 'en', timeZone: 'Europe/Berlin'};

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
    ['2026-05-11T16:47:00.000Z', {locale: 'en-US', timeZone: 'Europe/Berlin'}, 'Yesterday, 06:47 PM'],
  ] as const) {
    it(`${moment} in ${place.locale}, ${place.timeZone} reads ${shown}`, () => {
      expect(formatMoment(moment, place, now).replace('\u202f', ' ')).to.equal(shown);
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

  it('a title has no doubt about the zone', () => {
    expect(formatUtc('2026-03-03T08:30:00.000Z')).to.equal('2026-03-03 08:30 UTC');
  });

  it('a locale or zone that the browser does not know is survived', () => {
    expect(formatDate('2026-03-03T12:30:00.000Z', {locale: 'no locale', timeZone: 'Nowhere/Land'})).to.equal('3 Mar 2026');
  });
});
