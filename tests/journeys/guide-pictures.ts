// Draws the pictures of docs/guides/user-management.md, and that of the README: `npm run pictures -- guide`. It follows the guide on the
// example portal, step by step, so what the guide says can be done was done. They show the day on which they were drawn.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {HTTPRequest} from 'puppeteer-core';
import {decodePng, encodePalettePng} from '../pictures/palette-png.ts';
import {mailedLink} from './portal-mail.ts';
import {adminPassword, folderPlace, type Place, startPortal} from './portal-process.ts';
import {startBrowser, Visitor} from './visitor.ts';

const images = join(import.meta.dirname, '../../docs/images');
const firstPassword = 'seven lanterns on the quay';
const ownPassword = 'a kettle sings at midnight';
const laterPassword = 'thirteen swans upon the lake';
const linkedPassword = 'a heron waits by the weir';
const usersTitle = 'User Management';

/** Draws the window as it is. */
const draw = async ({page}: Visitor, name: string): Promise<void> => {
  await page.mouse.move(0, 0);
  const file = await page.screenshot();
  writeFileSync(join(images, `${name}.png`), encodePalettePng(decodePng(Buffer.from(file))));
  process.stdout.write(`  wrote docs/images/${name}.png\n`);
};

const guide = (visitor: Visitor, name: string): Promise<void> => draw(visitor, `user-management/${name}`);

const signIn = async (visitor: Visitor, username: string, password: string): Promise<void> => {
  await visitor.open('/sign-in');
  await visitor.fill('Username', username);
  await visitor.fill('Password', password);
  await visitor.click('button', 'Sign in');
};

const arriveAsAdmin = async (arrive: () => Promise<Visitor>): Promise<Visitor> => {
  const admin = await arrive();
  await signIn(admin, 'tenant.admin', adminPassword);
  await admin.isAt('/dashboard', 'Dashboard');
  await admin.click('link', usersTitle);
  await admin.isAt('/users', usersTitle);
  return admin;
};

/** Opens the menu at the end of somebody's row. */
const openMenu = async (admin: Visitor, name: string): Promise<void> => {
  await admin.click('button', `Actions for ${name}`);
  await admin.find('menuitem', 'Edit');
};

const choose = async (admin: Visitor, name: string, action: string): Promise<void> => {
  await openMenu(admin, name);
  await admin.click('menuitem', action);
};

/** The list, and where things are in it. */
const drawList = async (admin: Visitor): Promise<void> => {
  await admin.reads('13 users');
  await draw(admin, 'users');
  await openMenu(admin, 'Hiroshi Sato');
  await guide(admin, 'menu');
  await admin.press('Escape');
};

/** Creates nora.berg, with a password that is typed. */
const drawCreation = async (admin: Visitor): Promise<void> => {
  await admin.click('button', 'Create User');
  await admin.isFocused('textbox', 'Username');
  await admin.fill('Username', 'nora.berg');
  await admin.fill('Email', 'nora.berg@demo.example');
  await admin.fill('First Name', 'Nora');
  await admin.fill('Last Name', 'Berg');
  await admin.fill('Password', firstPassword);
  await admin.fill('Confirm Password', firstPassword);
  await admin.find('combobox', 'Role');
  await guide(admin, 'create');
  await admin.click('button', 'Submit');
  await admin.reads('Nora Berg was created.');
};

/** What a new user meets. */
const drawFirstSignIn = async (nora: Visitor): Promise<void> => {
  await signIn(nora, 'nora.berg', firstPassword);
  await nora.find('heading', 'Choose a new password');
  await guide(nora, 'first-sign-in');
  await chooseAnother(nora, ownPassword);
  await nora.isAt('/dashboard', 'Dashboard');
};

const chooseAnother = async (nora: Visitor, password: string): Promise<void> => {
  await nora.find('heading', 'Choose a new password');
  await setPassword(nora, password);
};

const setPassword = async (visitor: Visitor, password: string): Promise<void> => {
  await visitor.fill('New password', password);
  await visitor.fill('Confirm Password', password);
  await visitor.click('button', 'Set password');
};

/** Creates vera.lind, whose password the server makes. */
const drawHandOver = async (admin: Visitor): Promise<void> => {
  await admin.open('/users');
  await admin.reads('14 users');
  await admin.click('button', 'Create User');
  await admin.isFocused('textbox', 'Username');
  await admin.fill('Username', 'vera.lind');
  await admin.fill('Email', 'vera.lind@demo.example');
  await admin.fill('First Name', 'Vera');
  await admin.fill('Last Name', 'Lind');
  await admin.click('checkbox', 'Let the server make a temporary password');
  await admin.click('button', 'Submit');
  await admin.find('status', 'Temporary password');
  await guide(admin, 'hand-over');
  await admin.click('button', 'Done');
  await admin.reads('Vera Lind was created.');
};

/** Resets the password of somebody who is at work, and is back with the temporary one. */
const drawReset = async (admin: Visitor, nora: Visitor): Promise<void> => {
  await choose(admin, 'Nora Berg', 'Reset Password');
  await admin.find('heading', 'Reset the password of Nora Berg?');
  await guide(admin, 'reset');
  await admin.click('button', 'Reset Password');
  const secret = await admin.ask(await admin.find('status', 'Temporary password'), (output) => output.textContent?.trim() ?? '');
  await admin.click('button', 'Done');
  await nora.reads('Your session has ended');
  await nora.fill('Password', secret);
  await nora.click('button', 'Sign in');
  await chooseAnother(nora, laterPassword);
};

/** Changes an address, which somebody else has changed first. */
const drawEdit = async (admin: Visitor, other: Visitor): Promise<void> => {
  await choose(admin, 'Nora Berg', 'Edit');
  await admin.fill('Email', 'n.berg@demo.example');
  await guide(admin, 'edit');
  await choose(other, 'Nora Berg', 'Edit');
  await other.fill('Email', 'nora@demo.example');
  await other.click('button', 'Save');
  await other.reads('The changes to Nora Berg were saved.');
  await admin.click('button', 'Save');
  await admin.reads('Saved by somebody else');
  await guide(admin, 'conflict');
  await admin.click('button', 'Save');
  await admin.reads('The changes to Nora Berg were saved.');
};

const drawRoleChange = async (admin: Visitor): Promise<void> => {
  await choose(admin, 'Nora Berg', 'Change Role');
  await admin.find('option', 'Analyst');
  await admin.tabTo('combobox', 'New role');
  await admin.type('Analyst');
  await admin.reads('Loses');
  await guide(admin, 'change-role');
  await admin.click('button', 'Apply');
  await admin.reads('Nora Berg now has the role Analyst.');
};

/** Keeps somebody out who is at work, and takes it back. */
const drawDeactivation = async (admin: Visitor, nora: Visitor): Promise<void> => {
  await choose(admin, 'Nora Berg', 'Deactivate');
  await admin.fill('Reason', 'On leave until spring');
  await guide(admin, 'deactivate');
  await admin.click('button', 'Deactivate');
  await admin.reads('Nora Berg is deactivated.');
  await guide(admin, 'undo');
  await nora.reads('Your session has ended');
  await signIn(nora, 'nora.berg', laterPassword);
  await nora.reads('This account is deactivated. Ask a Tenant Admin to reactivate it.');
  await admin.click('button', 'Undo');
  await admin.reads('That was undone.');
  await nora.fill('Password', laterPassword);
  await nora.click('button', 'Sign in');
  await nora.isAt('/dashboard', 'Dashboard');
};

/** Has a page wait for its answers from there, but for the first ones, until it is released: what goes by is drawn as it is. */
const holdAnswers = async ({page}: Visitor, path: string, passing: number): Promise<() => Promise<void>> => {
  const {promise: released, resolve: release} = Promise.withResolvers<void>();
  let asked = 0;
  const onRequest = (request: HTTPRequest): void => {
    asked += request.url().includes(path) ? 1 : 0;
    void (asked > passing ? released : Promise.resolve()).then(() => request.continue());
  };
  await page.setRequestInterception(true);
  page.on('request', onRequest);
  return async () => {
    release();
    await Promise.resolve();
    page.off('request', onRequest);
    await page.setRequestInterception(false);
  };
};

/** Deletes somebody who owns jobs and volumes: not before they are somebody else's. */
const drawDeletion = async (admin: Visitor): Promise<void> => {
  await choose(admin, 'Hiroshi Sato', 'Delete User');
  await admin.reads('5 left to migrate');
  await guide(admin, 'delete-owned');
  await admin.fill('Transfer to', 'amara', 'combobox');
  const option = await admin.page.waitForSelector('::-p-aria([role="option"])');
  await option?.click();
  const release = await holdAnswers(admin, '/operations/', 1);
  await admin.click('button', 'Transfer');
  await admin.reads(' of 5');
  await guide(admin, 'delete-transfer');
  await release();
  await admin.reads('Nothing left to migrate');
  await admin.fill('Type hiroshi.sato to confirm', 'hiroshi.sato');
  await admin.click('button', 'Delete User');
  await admin.reads('Hiroshi Sato was deleted.');
};

/** Deletes somebody who is at work. */
const endWork = async (admin: Visitor, nora: Visitor): Promise<void> => {
  await choose(admin, 'Nora Berg', 'Delete User');
  await admin.reads('Nothing left to migrate');
  await admin.fill('Type nora.berg to confirm', 'nora.berg');
  await admin.click('button', 'Delete User');
  await admin.reads('Nora Berg was deleted.');
  await nora.reads('Your session has ended');
  await signIn(nora, 'nora.berg', laterPassword);
  await nora.reads('Username or password is wrong.');
};

/** Creates ivo.marsh, who gets a link by mail and sets the first password there. */
const drawDelivery = async (admin: Visitor, ivo: Visitor, place: Place): Promise<void> => {
  await admin.open('/users');
  await admin.reads('13 users');
  await admin.click('button', 'Create User');
  await admin.isFocused('textbox', 'Username');
  await admin.fill('Username', 'ivo.marsh');
  await admin.fill('Email', 'ivo.marsh@demo.example');
  await admin.fill('First Name', 'Ivo');
  await admin.fill('Last Name', 'Marsh');
  await admin.click('checkbox', 'Let the server make a temporary password');
  await admin.tabTo('combobox', 'How the user gets it');
  await admin.type('By email, as');
  await admin.reads('Until then the user has no password.');
  await guide(admin, 'delivery');
  await admin.click('button', 'Submit');
  await admin.reads('A link for choosing a password was sent to ivo.marsh@demo.example.');
  await admin.click('button', 'Done');
  await ivo.open(await mailedLink(place, 'welcome'));
  await ivo.isAt('/welcome', 'Welcome to Halyard');
  await setPassword(ivo, linkedPassword);
  await ivo.reads('Your new password is set. You can sign in now.');
  await ivo.click('link', 'Sign in');
};

/** What somebody does who has forgotten a password. */
const drawForgottenPassword = async (ivo: Visitor, place: Place): Promise<void> => {
  await ivo.isAt('/sign-in', 'Sign in');
  await ivo.click('link', 'Forgot your password?');
  await ivo.isAt('/reset', 'Forgot your password?');
  await ivo.fill('Username or email', 'ivo.marsh');
  await guide(ivo, 'forgotten-password');
  await ivo.click('button', 'Send me a link');
  await ivo.reads('If there is such an account, a mail is on its way.');
  await ivo.open(await mailedLink(place, 'reset'));
  await ivo.isAt('/reset', 'Choose a new password');
  await setPassword(ivo, laterPassword);
  await ivo.click('link', 'Sign in');
  await signIn(ivo, 'ivo.marsh', laterPassword);
  await ivo.isAt('/dashboard', 'Dashboard');
};

/** Resets the password of somebody who gets the next one by mail. */
const resetByMail = async (admin: Visitor): Promise<void> => {
  await choose(admin, 'Ivo Marsh', 'Reset Password');
  await admin.tabTo('combobox', 'How the user gets the new one');
  await admin.type('A temporary password, by');
  await admin.reads('A temporary password goes to ivo.marsh@demo.example.');
  await admin.click('button', 'Reset Password');
  await admin.reads('Mail is on its way');
  await admin.click('button', 'Done');
};

mkdirSync(join(images, 'user-management'), {recursive: true});
const place = await folderPlace();
const portal = await startPortal(place.env);
const browser = await startBrowser();
const arrive = (): Promise<Visitor> => Visitor.arrive(browser, portal.url);
try {
  const admin = await arriveAsAdmin(arrive);
  await drawList(admin);
  await drawCreation(admin);
  const nora = await arrive();
  await drawFirstSignIn(nora);
  await drawHandOver(admin);
  await drawEdit(admin, await arriveAsAdmin(arrive));
  await drawReset(admin, nora);
  await drawRoleChange(admin);
  await drawDeactivation(admin, nora);
  await drawDeletion(admin);
  await endWork(admin, nora);
  const ivo = await arrive();
  await drawDelivery(admin, ivo, place);
  await drawForgottenPassword(ivo, place);
  await resetByMail(admin);
} finally {
  await browser.close();
  await portal.stop();
  await place.remove();
}
