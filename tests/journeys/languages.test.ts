// The portal in German and in Arabic: chosen at its door or in My Account, kept, and spoken everywhere.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {findingsOf} from './axe.ts';
import {portalForSuite} from './portal-for-suite.ts';
import {adminPassword} from './portal-process.ts';
import {eventually, type Visitor} from './visitor.ts';

const languages = {
  de: {
    direction: 'ltr',
    choice: 'Deutsch',
    signIn: 'Anmelden',
    username: 'Benutzername',
    password: 'Passwort',
    dashboard: 'Dashboard',
    same: ['Dashboard', 'Dashboard · Halyard'],
    users: 'Benutzerverwaltung',
    account: 'Mein Konto',
    create: 'Benutzer anlegen',
    signOut: 'Abmelden',
    total: '13 Benutzer',
    thisSession: 'Diese Sitzung',
    missing: 'Seite nicht gefunden',
    save: 'Speichern',
    firstName: 'Vorname',
    lastName: 'Nachname',
    firstNameRequired: 'Geben Sie Ihren Vornamen ein.',
    saved: 'Ihr Name wurde gespeichert.',
  },
  ar: {
    direction: 'rtl',
    choice: 'العربية',
    signIn: 'تسجيل الدخول',
    username: 'اسم المستخدم',
    password: 'كلمة المرور',
    dashboard: 'لوحة المعلومات',
    same: [],
    users: 'إدارة المستخدمين',
    account: 'حسابي',
    create: 'إنشاء مستخدم',
    signOut: 'تسجيل الخروج',
    total: '13 مستخدمًا',
    thisSession: 'هذه الجلسة',
    missing: 'الصفحة غير موجودة',
    save: 'حفظ',
    firstName: 'الاسم الأول',
    lastName: 'اسم العائلة',
    firstNameRequired: 'أدخل اسمك الأول.',
    saved: 'تم حفظ اسمك.',
  },
} as const;

/** The same in every language: names of things and people, and what languages call themselves. */
const SAME = ['Halyard', 'Graphite', 'Aurora', 'English', 'Deutsch', 'العربية', 'Tenant Admin', 'RH'];

/** Runs in the page, so it stands for itself: the portal's own words, hidden ones too, but for names. */
const readOwnWords = (): string[] => {
  const words: string[] = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches('bdi, noscript') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    words.push(
      ...(node instanceof Element ? ['aria-label', 'title', 'placeholder'].map((name) => node.getAttribute(name)) : [node.nodeValue]).map(
        (word) => (word ?? '').replaceAll(/\s+/g, ' ').trim(),
      ),
    );
  }
  return [...words, document.title].filter((word) => /\p{L}/u.test(word));
};

suite('the languages of the portal (T36)', () => {
  const portal = portalForSuite();

  /** Somebody who has chosen a language at the door, and is in. */
  const arrive = async (language: keyof typeof languages, path = '/users'): Promise<Visitor> => {
    const {choice, signIn, username, password} = languages[language];
    const visitor = await portal.arrive();
    await visitor.open(path);
    await (await visitor.find('radio', choice)).evaluate((radio) => (radio as HTMLElement).click());
    await visitor.find('heading', signIn);
    await visitor.fill(username, 'tenant.admin');
    await visitor.fill(password, adminPassword);
    await visitor.press('Enter');
    await eventually('being in', async () => !visitor.path.startsWith('/sign-in'));
    return visitor;
  };

  for (const language of ['de', 'ar'] as const) {
    const words = languages[language];

    test(`${language}: from the door to a dialog every word is in it`, async () => {
      const visitor = await arrive(language);
      await visitor.isAt('/users', words.users);
      await visitor.reads(words.total);
      const root = await visitor.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
      assert.deepEqual(root, [language, words.direction]);
      await visitor.find('button', words.signOut);
      await visitor.click('button', words.create);
      await visitor.isFocused('textbox', words.username);
      assert.deepEqual(await findingsOf(visitor), []);
      const side = await visitor.page.$eval('#side', (element) => element.getBoundingClientRect().left);
      assert.equal(side === 0, words.direction === 'ltr');
      assert.equal(await visitor.sidewaysScroll(), 0);
      await visitor.leave();
    });

    test(`${language}: it is kept, and nothing is painted in another one first`, async () => {
      const visitor = await arrive(language, '/account');
      await visitor.reads(words.thisSession);
      await visitor.page.reload({waitUntil: 'domcontentloaded'});
      assert.equal(await visitor.page.evaluate(() => document.documentElement.lang), language);
      await visitor.isAt('/account', words.account);
      await visitor.reads(words.thisSession);
      await visitor.leave();
    });

    test(`${language}: what the portal says of names follows`, async () => {
      const visitor = await arrive(language, '/account');
      await visitor.fill(words.firstName, ' ');
      await visitor.click('button', words.save);
      await visitor.reads(words.firstNameRequired);
      await visitor.fill(words.firstName, 'Robin');
      await visitor.click('button', words.save);
      await visitor.reads(words.saved);
      // What is said is said again in the language that is chosen now.
      await visitor.click('radio', 'English');
      await visitor.reads('Your names were saved.');
      await visitor.isAt('/account', 'My Account');
      await visitor.leave();
    });

    test(`${language}: no word of the portal stays in English`, async () => {
      const visitor = await arrive(language);
      const pages = [
        ['/dashboard', words.dashboard],
        ['/users', words.users],
        ['/account', words.account],
        ['/nowhere', words.missing],
      ] as const;
      const own = async (): Promise<string[][]> => {
        const found: string[][] = [];
        for (const [path, title] of pages) {
          await visitor.open(path);
          await eventually(path, async () => visitor.page.evaluate(() => document.querySelector<HTMLElement>('#boot')?.hidden));
          if ((await visitor.page.evaluate(() => document.documentElement.lang)) === language) {
            await visitor.isAt(path, title);
          }
          found.push(await visitor.page.evaluate(readOwnWords));
        }
        return found;
      };
      const spoken = await own();
      await visitor.open('/account');
      await visitor.click('radio', 'English');
      await visitor.isAt('/account', 'My Account');
      const english = await own();
      english.forEach((known, index) => {
        const left = spoken[index]?.filter((word) => known.includes(word) && ![...SAME, ...words.same].includes(word));
        assert.deepEqual(left, [], pages[index]?.[0]);
      });
      assert.ok(english.flat().length > 60);
      assert.equal(visitor.problems.splice(0).filter((problem) => !problem.includes('status of 404')).length, 0);
      await visitor.leave();
    });
  }

  test('a page in English asks for no other language', async () => {
    const visitor = await portal.arrive();
    await visitor.open('/');
    await visitor.find('heading', 'Sign in');
    assert.deepEqual(
      visitor.requests.filter((request) => /\/(de|ar|plural)[-.]/.test(request)),
      [],
    );
    await visitor.leave();
  });

  test('a language that cannot be loaded leaves English', async () => {
    const visitor = await portal.arrive();
    await visitor.open('/');
    await visitor.page.setRequestInterception(true);
    visitor.page.on('request', (request) => {
      void (/\/de-/.test(request.url()) ? request.abort('connectionrefused') : request.continue());
    });
    await (await visitor.find('radio', 'Deutsch')).evaluate((radio) => (radio as HTMLElement).click());
    await eventually('German', () => visitor.page.evaluate(() => document.documentElement.lang === 'de'));
    await visitor.find('heading', 'Sign in');
    await visitor.page.reload();
    await visitor.find('heading', 'Sign in');
    await visitor.reads('English');
    visitor.problems.length = 0; // The browser complains of what did not come.
    await visitor.leave();
  });
});
