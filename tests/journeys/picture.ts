// Draws the picture of the README: `node --conditions=@tenantry/source tests/journeys/picture.ts`, after a build.
import {join} from 'node:path';
import {adminPassword, folderPlace, startPortal} from './portal-process.ts';
import {startBrowser, Visitor} from './visitor.ts';

const place = await folderPlace();
const portal = await startPortal(place.env);
const browser = await startBrowser();
const admin = await Visitor.arrive(browser, portal.url);
await admin.open('/');
await admin.fill('Username', 'tenant.admin');
await admin.fill('Password', adminPassword);
await admin.click('button', 'Sign in');
await admin.reads('13 users');
await admin.page.setViewport({width: 1280, height: 800, deviceScaleFactor: 1});
await admin.page.mouse.move(0, 0);
await admin.page.screenshot({path: join(import.meta.dirname, '../../docs/images/users.png')});
await browser.close();
await portal.stop();
await place.remove();
