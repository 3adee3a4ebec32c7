import {expect, oneEvent} from '@open-wc/testing';
import '../../define/create-user-form.ts';
import {find, get, settled, stage, textOf, type, until} from '../../testing/element-state.ts';
import {never, refusal, unreachable} from '../../testing/fake-client.ts';
import {pageOf, sampleUser} from '../../testing/samples.ts';
import {answers, chooseTemporary, fill, GOOD, input, readyForm, submit} from './create-user-form.states.ts';
import type {CreateUserForm} from './create-user-form.ts';

const CREATE = 'POST /v1/tenants/self/users';

type Answer = (request: Request) => unknown;

const created = answers[CREATE] as Answer;

/** A form whose tries end one after another as the answers say; the last answer is for every further one. */
const trying = async (...tries: (Answer | Response)[]) => {
  const keys: (string | null)[] = [];
  const form = await readyForm(stage(), {
    [CREATE]: (request: Request) => {
      const answer = tries[Math.min(keys.length, tries.length - 1)];
      keys.push(request.headers.get('idempotency-key'));
      return typeof answer === 'function' ? answer(request) : answer;
    },
    'GET /v1/tenants/self/users': pageOf([
      sampleUser({username: 'Jonas.Weber', firstName: 'Jonas', lastName: 'Weber', email: 'jonas.weber@nlab.example'}),
    ]),
  });
  await fill(form);
  return {form, keys};
};

const fails = async (form: CreateUserForm): Promise<void> => {
  const failed = oneEvent(form, 'user-create-failed');
  await submit(form);
  await failed;
  await settled(document.body);
};

const succeeds = async (form: CreateUserForm): Promise<void> => {
  const done = oneEvent(form, 'user-created');
  await submit(form);
  await done;
  await settled(document.body);
};

const notice = (form: CreateUserForm): string => textOf(get(form, '.notice'));
const note = (form: CreateUserForm): string => textOf(get(form, '#username-note'));

describe('create-user-form, when an answer is lost', () => {
  afterEach(() => document.body.replaceChildren());

  it('keeps every value, and the repetition has the same key (X2, E2, E32)', async () => {
    const {form, keys} = await trying(unreachable, created);
    await fails(form);
    expect(['username', 'email', 'firstName', 'lastName', 'value', 'confirmation'].map((id) => input(form, id).value)).to.deep.equal([
      'jonas.weber',
      'jonas.weber@nlab.example',
      'Jonas',
      'Weber',
      GOOD,
      GOOD,
    ]);
    await succeeds(form);
    expect(keys).to.have.length(2);
    expect(keys[0]).to.match(/^[\w-]{16,64}$/);
    expect(keys[1]).to.equal(keys[0]);
    expect(notice(form)).to.equal('Jonas Weber was created.');
  });

  for (const [what, change] of [
    ['the username', async (form: CreateUserForm) => type(input(form, 'username'), 'jonas.weber2')],
    [
      'the password',
      async (form: CreateUserForm) => ['value', 'confirmation'].forEach((id) => type(input(form, id), 'lanterns on the long quay')),
    ],
    ['the kind of password', chooseTemporary],
    [
      'the role',
      async (form: CreateUserForm) => {
        const select = get<HTMLSelectElement>(form, 'select');
        select.selectedIndex += 1;
        select.dispatchEvent(new Event('change'));
      },
    ],
    [
      'a value that the host sets',
      async (form: CreateUserForm) => {
        form.value = {...form.value, firstName: 'Jona'};
      },
    ],
  ] as const) {
    it(`${what} changed, the next try has another key (X2)`, async () => {
      const {form, keys} = await trying(unreachable, created);
      await fails(form);
      await change(form);
      await settled(document.body);
      await succeeds(form);
      expect(keys).to.have.length(2);
      expect(keys[1]).not.to.equal(keys[0]);
    });
  }

  it('two users in a row have two keys', async () => {
    const {form, keys} = await trying(created);
    await succeeds(form);
    await fill(form);
    await succeeds(form);
    expect(new Set(keys).size).to.equal(2);
  });

  it('a second press while it is on its way sends nothing more (E2, X2)', async () => {
    const {form, keys} = await trying(never);
    get(form, '[part=submit]').click();
    get<HTMLFormElement>(form, 'form').requestSubmit();
    await settled(document.body);
    expect(get<HTMLButtonElement>(form, '[part=submit]').disabled).to.equal(true);
    get(form, '[part=submit]').click();
    get<HTMLFormElement>(form, 'form').requestSubmit();
    await settled(document.body);
    expect(keys).to.have.length(1);
  });

  it('the check of the username does not keep a try from being repeated (X2)', async () => {
    let tries = 0;
    const form = await readyForm(stage(), {
      [CREATE]: (request: Request) => (tries++ === 0 ? unreachable() : created(request)),
      'GET /v1/tenants/self/username-check': () => ({
        available: tries === 0,
        key: 'jonas.weber',
        ...(tries > 0 && {problem: 'username-taken'}),
        suggestions: [],
      }),
    });
    await fill(form);
    await until(() => find(form, '.free'), 'the check');
    await fails(form);
    expect(find(form, '.free')).to.equal(undefined);
    type(input(form, 'username'), 'jonas.weber2');
    await settled(document.body);
    type(input(form, 'username'), 'jonas.weber');
    await new Promise((resolve) => setTimeout(resolve, 450));
    await settled(document.body);
    expect(note(form)).to.equal('Unique identifier, e.g. john.doe');
    await succeeds(form);
  });

  it('a name that is then taken may be that of the first try: it says so and shows that user (X2)', async () => {
    const {form} = await trying(unreachable, refusal('username-taken'));
    await fails(form);
    type(input(form, 'email'), 'jonas@nlab.example');
    await settled(document.body);
    await fails(form);
    await until(() => note(form).includes('Jonas Weber'), 'the user');
    expect(note(form)).to.equal(
      'Already in use. Perhaps your first try has created this user. Jonas Weber · jonas.weber@nlab.example · 3 Mar 2026',
    );
    expect(notice(form)).to.equal('Check 1 field: Username.');
    type(input(form, 'username'), 'jonas.weber2');
    await settled(document.body);
    expect(note(form)).to.equal('Unique identifier, e.g. john.doe');
  });

  it('a form that was emptied knows nothing of a lost try (X2)', async () => {
    const {form} = await trying(unreachable, refusal('username-taken'));
    await fails(form);
    form.reset();
    await settled(document.body);
    await fill(form);
    await fails(form);
    await settled(document.body);
    expect(note(form)).to.equal('Already in use.');
    expect(notice(form)).to.equal('Check 1 field: Username. The user was not created.');
  });

  it('what is refused before the server looks for the first try tells nothing about it (W8, X2)', async () => {
    const {form, keys} = await trying(unreachable, refusal('temporarily-unavailable'), refusal('email-taken'), refusal('rate-limited'));
    await fails(form);
    await fails(form);
    expect(notice(form)).to.contain('The server is busy. Wait a moment. We could not see whether jonas.weber was created.');
    await fails(form);
    expect(notice(form)).to.equal('Check 1 field: Email.');
    await fails(form);
    expect(notice(form)).to.contain('The user was not created. There were too many attempts. Try again later.');
    expect(new Set(keys).size).to.equal(1);
  });

  it('a repetition that finds the user made says that the temporary password was lost (X2, E32)', async () => {
    const {form} = await trying(unreachable, async (request) => {
      const answer = (await created(request)) as {user: object; handoff: object};
      return {...answer, handoff: {...answer.handoff, temporaryPassword: null, secretWithheld: true}};
    });
    await chooseTemporary(form);
    await fails(form);
    const done = oneEvent(form, 'user-created') as Promise<HTMLElementEventMap['user-created']>;
    await submit(form);
    expect((await done).delivered).to.equal('withheld');
    await until(() => find(form, '.gone'), 'the slip');
    expect(textOf(get(form, 'credential-handoff')))
      .to.contain('The user exists.')
      .and.to.contain('in an answer that was lost');
  });

  it('a page on plain http has keys as well (X2)', async () => {
    const {randomUUID} = crypto;
    Object.defineProperty(crypto, 'randomUUID', {configurable: true, value: undefined});
    try {
      const {form, keys} = await trying(created);
      await succeeds(form);
      expect(keys[0]).to.match(/^[\w-]{16,64}$/);
    } finally {
      Object.defineProperty(crypto, 'randomUUID', {configurable: true, value: randomUUID});
    }
  });
});

describe('create-user-form, left while it sends', () => {
  afterEach(() => document.body.replaceChildren());

  const held = async () => {
    const answer = Promise.withResolvers<void>();
    const signals: AbortSignal[] = [];
    const {form} = await trying(async (request) => {
      signals.push(request.signal);
      await answer.promise;
      return created(request);
    });
    await chooseTemporary(form);
    await submit(form);
    return {form, answer, signals};
  };

  it('offers no Cancel for what cannot be called back', async () => {
    const {form} = await held();
    expect(get<HTMLButtonElement>(form, '[part=cancel]').disabled).to.equal(true);
  });

  it('sees the user made, tells it, and shows and keeps no password (X2, X7, T30)', async () => {
    const {form, answer, signals} = await held();
    const done = oneEvent(form, 'user-created');
    form.remove();
    await Promise.resolve();
    expect([signals[0]?.aborted, form.isSending]).to.deep.equal([false, true]);
    answer.resolve();
    await done;
    stage().append(form);
    await settled(document.body);
    expect([form.isSending, form.isHandingOver, find(form, 'credential-handoff')]).to.deep.equal([false, false, undefined]);
    expect(get<HTMLButtonElement>(form, '[part=submit]').disabled).to.equal(false);
  });
});
