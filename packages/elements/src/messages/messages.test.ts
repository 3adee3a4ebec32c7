import {expect} from '@open-wc/testing';
import {english, textsOf} from '../testing/english.ts';
import {ar} from './ar.ts';
import {de} from './de.ts';
import type {TenantLanguage, TenantMessages} from './tenant-messages.ts';

const languages = {de, ar};

// What does not compile: a text that is missing, one that nobody asks for, one with other gaps.
const {more: _, ...lacking} = de['session-list'];
// @ts-expect-error A text is missing.
export const incomplete: TenantLanguage = {...de, 'session-list': lacking};
// @ts-expect-error There is no such text.
export const superfluous: TenantMessages = {'session-list': {most: 'Am meisten'}};
// @ts-expect-error The text has a gap.
export const gapless: TenantMessages = {'session-list': {ended: 12}};
// @ts-expect-error There is no such element.
export const nobody: TenantMessages = {'session-lists': {}};

describe('the languages (T36)', () => {
  const originals = new Map(textsOf(english));

  for (const [name, language] of Object.entries(languages)) {
    it(`${name} has every text, and every gap of it`, () => {
      const texts = textsOf(language);
      expect(texts.map(([where]) => where).toSorted()).to.deep.equal([...originals.keys()].toSorted());
      for (const [where, text] of texts) {
        const original = originals.get(where);
        expect(typeof text, where).to.equal(typeof original);
        // What these two take is neither a number nor a name.
        if (typeof text === 'function' && typeof original === 'function' && !/ (composition|device)$/.test(where)) {
          expect(gapsOf(text), where).to.deep.equal(gapsOf(original));
        }
      }
    });
  }

  it('nothing was left in English', () => {
    const same = textsOf(de).filter(([where, text]) => typeof text === 'string' && text === originals.get(where));
    // Words that German has as well.
    expect(same.map(([where]) => where)).to.have.members([
      'job-list label',
      'job-list clusterFilter',
      'job-list job',
      'job-list partition',
      'job-list gpus',
      'resource-dashboard label',
      'resource-dashboard slurm',
      'resource-dashboard gpu',
      'resource-dashboard jobs',
      'resource-dashboard links',
      'resource-dashboard name',
      'resource-dashboard position',
      'gpu-card slurm',
      'resource-card slurm',
      'tenant-user-table name',
      'tenant-user-table status',
    ]);
    const foreign = textsOf(ar).filter(([, text]) => typeof text === 'string' && !/^[\p{Script=Arabic}\p{P}\s]/u.test(text));
    expect(foreign).to.deep.equal([]);
  });

  for (const [seconds, german, arabic] of [
    [undefined, 'später', 'لاحقًا'],
    [1, 'in 1 Sekunde', 'بعد ثانية واحدة'],
    [2, 'in 2 Sekunden', 'بعد ثانيتين'],
    [5, 'in 5 Sekunden', 'بعد 5 ثوانٍ'],
    [20, 'in 20 Sekunden', 'بعد 20 ثانية'],
    [60, 'in 1 Minute', 'بعد دقيقة واحدة'],
    [90, 'in 2 Minuten', 'بعد دقيقتين'],
    [180, 'in 3 Minuten', 'بعد 3 دقائق'],
    [900, 'in 15 Minuten', 'بعد 15 دقيقة'],
  ] as const) {
    it(`a wait of ${seconds} seconds`, () => {
      expect(de['role-select'].failureLimited(seconds)).to.contain(german);
      expect(inWesternDigits(ar['role-select'].failureLimited(seconds))).to.contain(arabic);
    });
  }

  for (const [count, arabic] of [
    [1, 'مستخدم واحد'],
    [2, 'مستخدمان'],
    [3, '3 مستخدمين'],
    [11, '11 مستخدمًا'],
    [100, '100 مستخدم'],
  ] as const) {
    it(`Arabic counts ${count} users by one of its six forms`, () => {
      expect(ar['tenant-user-table'].users(count, String(count))).to.equal(arabic);
    });
  }

  it('German takes another case after "von"', () => {
    expect(de['tenant-user-table'].shown('1', 1, '1')).to.equal('1 von 1 Benutzer');
    expect(de['tenant-user-table'].shown('50', 1240, '1.240')).to.equal('50 von 1.240 Benutzern');
    expect(inWesternDigits(ar['tenant-user-table'].shown('50', 1240, '1,240'))).to.equal('50 من 1,240 مستخدمًا');
  });
});

/** Which of its gaps a text shows. */
const gapsOf = (text: (...gaps: unknown[]) => string): number[] => {
  const gaps = [7001, 7002, 7003];
  const shown = inWesternDigits(text(...gaps)).replaceAll(/(?<=7)[.,٬](?=00)/g, '');
  return gaps.filter((gap) => shown.includes(String(gap)));
};

/** Engines differ in the digits that they take for Arabic without a region. */
const inWesternDigits = (text: string): string => text.replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
