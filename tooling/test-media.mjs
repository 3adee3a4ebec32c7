// A command for element tests: what a browser says of its reader, as far as Chromium can be told to pretend it.

/** One debugging session for each page, kept: what it pretends ends with it. */
const sessions = new WeakMap();

const sessionOf = (page) => {
  if (!sessions.has(page)) {
    sessions.set(page, page.createCDPSession());
  }
  return sessions.get(page);
};

/** Answers `pretend` of `packages/elements/src/testing/media.ts`. */
export const testMedia = {
  name: 'test-media',
  async executeCommand({command, payload, session}) {
    if (command !== 'pretend') {
      return undefined;
    }
    const {touch = false, ...features} = payload;
    const debug = await sessionOf(session.browser.getPage(session.id));
    await debug.send('Emulation.setEmulatedMedia', {
      features: Object.entries(features).map(([name, value]) => ({name, value})),
    });
    await debug.send('Emulation.setTouchEmulationEnabled', {enabled: touch});
    return true;
  },
};
