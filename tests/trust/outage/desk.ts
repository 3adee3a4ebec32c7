// An administrator at the portal, on a line that a test cuts.
import assert from 'node:assert/strict';
import type {Browser} from 'puppeteer-core';
import {takeCensus} from '../crashes/census.ts';
import {adminPassword, folderPlace, type Place, type RunningPortal, startPortal} from '../../journeys/portal-process.ts';
import {eventually, startBrowser, Visitor} from '../../journeys/visitor.ts';
import {openDatabase, readEnvironment} from '../../../packages/server/src/node/index.ts';
import {Line} from './line.ts';

export const typedPassword = 'seven lanterns on the quay';

/** A portal of its own, a browser, and the line between them. */
export interface Desk {
  readonly browser: Browser;
  readonly portal: RunningPortal;
  readonly line: Line;
  /** Somebody who comes by the line. */
  arrive(size?: {width: number; height: number}): Promise<Visitor>;
  /** The tenant's administrator, signed in, at a page. */
  arriveAsAdmin(path: string): Promise<Visitor>;
  /** Ends it all. Each user is in the database once then, with one row in the audit trail; answers the usernames. */
  close(): Promise<readonly string[]>;
}

export const openDesk = async (): Promise<Desk> => {
  const place: Place = await folderPlace();
  const [portal, browser] = await Promise.all([startPortal(place.env), startBrowser()]);
  const line = await Line.lay(portal.url);
  const arrive: Desk['arrive'] = (size) => Visitor.arrive(browser, line.url, size);
  return {
    browser,
    portal,
    line,
    arrive,
    arriveAsAdmin: async (path) => {
      const admin = await arrive();
      await admin.open(path);
      await signIn(admin, 'tenant.admin', adminPassword);
      await eventually('being in', async () => admin.path === path);
      // The last that a page asks for by itself. What is cut off while it comes is told by the browser's console, not by what is tested here.
      await eventually('its stream', async () => admin.requests.some((request) => request.endsWith('/events')));
      return admin;
    },
    close: async () => {
      await browser.close();
      await line.close();
      await portal.stop();
      const {database} = await openDatabase(readEnvironment(place.env));
      const {users, audit} = await takeCensus(database);
      await database.close();
      await place.remove();
      const created = audit.filter(([, action]) => action === 'user.created').map(([, , id]) => id);
      assert.equal(new Set(created).size, created.length, 'nobody was created twice');
      assert.deepEqual(
        created.filter((id) => !users.some(([, user]) => user === id), 'each creation has its user'),
        [],
      );
      return users.map(([username]) => username);
    },
  };
};

export const signIn = async (visitor: Visitor, username: string, password: string): Promise<void> => {
  await visitor.fill('Username', username);
  await visitor.fill('Password', password);
  await visitor.press('Enter');
};

/** Opens the dialog and fills in every field. */
export const fillForm = async (admin: Visitor, username: string, {isTemporary = false} = {}): Promise<void> => {
  await admin.click('button', 'Create User');
  await admin.isFocused('textbox', 'Username');
  await admin.page.keyboard.type(username);
  await admin.fill('Email', `${username}@demo.example`);
  await admin.fill('First Name', 'Nora');
  await admin.fill('Last Name', 'Berg');
  if (isTemporary) {
    await admin.click('checkbox', 'Let the server make a temporary password');
  } else {
    await admin.fill('Password', typedPassword);
    await admin.fill('Confirm Password', typedPassword);
  }
};

/** Every value of the form is as it was typed. */
export const keepsForm = async (admin: Visitor, username: string): Promise<void> => {
  for (const [name, value] of [
    ['Username', username],
    ['Email', `${username}@demo.example`],
    ['First Name', 'Nora'],
    ['Last Name', 'Berg'],
    ['Password', typedPassword],
    ['Confirm Password', typedPassword],
  ] as const) {
    const field = await admin.find('textbox', name);
    assert.equal(await field.evaluate((input) => (input as HTMLInputElement).value), value, name);
  }
};

/** Waits until the list has one row of this user. */
export const isListedOnce = async (admin: Visitor, username: string): Promise<void> => {
  const rows = (): Promise<unknown[]> => admin.rows().then((all) => all.filter(({text}) => text.includes(`${username}\n`)));
  await eventually(`the row of ${username}`, async () => (await rows()).length > 0);
  assert.equal((await rows()).length, 1);
};
