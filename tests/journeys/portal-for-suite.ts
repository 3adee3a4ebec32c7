// A portal of its own for a suite of tests, and a browser in front of it.
import {after, before} from 'node:test';
import type {Browser} from 'puppeteer-core';
import {folderPlace, type Place, type RunningPortal, startPortal} from './portal-process.ts';
import {startBrowser, Visitor} from './visitor.ts';

/** Usable while the suite's tests run. */
export interface SuitePortal {
  readonly url: string;
  readonly place: Place;
  /** Somebody with a browser profile of their own. */
  arrive(size?: {width: number; height: number}): Promise<Visitor>;
}

/** Called in a suite: starts a portal on an empty folder and Chromium before its tests, and ends both after them. */
export const portalForSuite = (): SuitePortal => {
  let place: Place;
  let portal: RunningPortal;
  let browser: Browser;
  before(async () => {
    place = await folderPlace();
    [portal, browser] = await Promise.all([startPortal(place.env), startBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
    await place.remove();
  });
  return {
    get url() {
      return portal.url;
    },
    get place() {
      return place;
    },
    arrive: (size) => Visitor.arrive(browser, portal.url, size),
  };
};
