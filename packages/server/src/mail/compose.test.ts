import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {stationeryOf} from './compose.ts';
import {arabic} from './texts.ar.ts';
import {german} from './texts.de.ts';
import {english, type MailText, type MailTexts} from './texts.ts';

const LANGUAGES: Readonly<Record<string, MailTexts>> = {en: english, de: german, ar: arabic};

const everyText = (texts: MailTexts, tenant: string): MailText[] => {
  const until = 'UNTIL';
  return [
    texts.welcome({tenant, username: 'john.doe'}),
    texts.setUp({tenant, until}),
    texts.reset({tenant, until, isAsked: true}),
    texts.reset({tenant, until, isAsked: false}),
    texts.temporary({tenant, until, isNew: true}),
    texts.temporary({tenant, until, isNew: false}),
    texts.passwordReset({tenant}),
    texts.emailChanged({tenant}),
  ];
};

describe('mails', () => {
  test('L26: every mail is written in the tenant’s language, and says which and how it runs; English where there are no texts', () => {
    for (const [locale, language, direction, word] of [
      ['en', 'en', 'ltr', 'Welcome'],
      ['en-GB', 'en', 'ltr', 'Welcome'],
      ['de', 'de', 'ltr', 'Willkommen'],
      ['de-AT', 'de', 'ltr', 'Willkommen'],
      ['ar', 'ar', 'rtl', 'مرحبًا'],
      ['ar-EG', 'ar', 'rtl', 'مرحبًا'],
      ['fr', 'en', 'ltr', 'Welcome'],
      ['', 'en', 'ltr', 'Welcome'],
      ['constructor', 'en', 'ltr', 'Welcome'],
    ] as const) {
      const {texts, compose} = stationeryOf({locale, timeZone: 'UTC'});
      const mail = compose('ada@aurora.example', texts.welcome({tenant: 'Aurora', username: 'ada'}));
      assert.match(mail.subject, new RegExp(word), locale);
      assert.match(mail.html, new RegExp(`<html lang="${language}" dir="${direction}">`));
    }
  });

  test('L26: what is good until some time says so in the tenant’s zone and way of writing', () => {
    const time = new Date('2026-03-02T23:30:00Z');
    const written = (locale: string, timeZone: string): string => stationeryOf({locale, timeZone}).written(time);
    assert.match(written('en-US', 'UTC'), /March 2, 2026.*11:30.PM.*UTC/);
    assert.match(written('de', 'Europe/Berlin'), /3\. März 2026.*00:30.*MEZ/);
    assert.match(written('ar', 'Asia/Dubai'), /مارس/);
  });

  test('L26: each text is there in each language: another one, with the same parts, which names the tenant and, where it has one, the end', () => {
    const [first = [], ...others] = Object.values(LANGUAGES).map((texts) => everyText(texts, 'Aurora'));
    for (const [index, text] of first.entries()) {
      for (const other of others) {
        const there = other[index] ?? assert.fail();
        assert.notEqual(there.subject, text.subject);
        assert.equal(there.link === undefined, text.link === undefined);
        assert.ok(JSON.stringify(there).includes('Aurora'));
        assert.equal(JSON.stringify(there).includes('UNTIL'), JSON.stringify(text).includes('UNTIL'), there.subject);
      }
    }
  });

  test('L26, X8: the plain text and the HTML say the same, and nothing that somebody was named is markup', () => {
    const {texts, compose} = stationeryOf({locale: 'en', timeZone: 'UTC'});
    const tenant = `<img src=x onerror="alert('1')"> & Sons`;
    const mail = compose('ada@aurora.example', texts.temporary({tenant, until: 'soon', isNew: true}), {
      secret: 'a<b>&"c"',
      href: 'https://portal.example/?a=1&b="2"',
    });
    assert.doesNotMatch(mail.html, /<img|<b>|"2"/);
    const told = mail.html
      .replace(/^[^]*<body>/, '')
      .replaceAll(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2: $1')
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'"})[name] ?? '');
    const words = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
    assert.equal(words(told), words(mail.text));
    assert.ok(mail.text.includes(tenant) && mail.text.includes('a<b>&"c"'));
  });

  test('L26: a subject is one line, whatever the tenant is called', () => {
    const {texts, compose} = stationeryOf({locale: 'en', timeZone: 'UTC'});
    const tenant = 'Aurora\r\nBcc: everybody@aurora.example\u2028X';
    const {subject} = compose('ada@aurora.example', texts.emailChanged({tenant}));
    assert.equal(subject, 'Your e-mail address at Aurora Bcc: everybody@aurora.example X was changed');
  });
});
