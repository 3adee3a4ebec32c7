import {expect} from '@open-wc/testing';
import type {ReactiveController} from 'lit';
import {until} from '../testing/element-state.ts';
import {WhileSeen} from './while-seen.ts';

/** An element as far as a controller sees it. */
const hostOf = (): HTMLElement & {join(): void; leave(): void} => {
  const controllers: ReactiveController[] = [];
  const host = document.createElement('div');
  host.textContent = 'here';
  return Object.assign(host, {
    addController: (controller: ReactiveController) => void controllers.push(controller),
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
    join: () => {
      document.body.append(host);
      controllers.forEach((controller) => controller.hostConnected?.());
    },
    leave: () => {
      host.remove();
      controllers.forEach((controller) => controller.hostDisconnected?.());
    },
  });
};

const pass = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('while an element is seen', () => {
  let isHidden = false;
  const hide = (hidden: boolean): void => {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  before(() => Object.defineProperty(document, 'hidden', {configurable: true, get: () => isHidden}));
  after(() => Reflect.deleteProperty(document, 'hidden'));
  afterEach(() => {
    hide(false);
    document.body.replaceChildren();
  });

  const start = (everyMs: number): {host: ReturnType<typeof hostOf>; watch: WhileSeen; times: () => number} => {
    let times = 0;
    const host = hostOf();
    const watch = new WhileSeen(host as never, everyMs, () => (times += 1));
    host.join();
    return {host, watch, times: () => times};
  };

  it('it is done again and again', async () => {
    const {times, host} = start(20);
    await until(() => times() >= 3, 'three times');
    host.leave();
  });

  it('a hidden page does nothing, and what was due is done when it is seen again', async () => {
    hide(true);
    const {times, host, watch} = start(20);
    watch.now();
    await pass(150);
    expect(times()).to.equal(0);
    hide(false);
    await until(() => times() > 0, 'what was due');
    host.leave();
  });

  it('an element outside the window does nothing until it is scrolled there', async () => {
    const above = document.createElement('div');
    above.style.blockSize = '5000px';
    document.body.append(above);
    const {times, host} = start(20);
    await pass(150);
    expect(times()).to.equal(0);
    host.scrollIntoView();
    await until(() => times() > 0, 'it to be seen');
    host.leave();
  });

  it('an element that was taken out does nothing more', async () => {
    const {times, host} = start(20);
    await until(() => times() > 0, 'the first time');
    host.leave();
    const so = times();
    hide(true);
    hide(false);
    await pass(100);
    expect(times()).to.equal(so);
  });

  it('now is now, and the next time a whole while later', async () => {
    const {times, host, watch} = start(60_000);
    await pass(50);
    expect(times()).to.equal(0);
    watch.now();
    await until(() => times() === 1, 'the first time');
    await pass(100);
    expect(times()).to.equal(1);
    host.leave();
  });
});
