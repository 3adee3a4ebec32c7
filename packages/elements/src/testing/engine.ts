// What does not depend on the engine is proven whole in Chromium and by a share elsewhere: CONTRIBUTING.md says what and why.

export const isChromium: boolean = navigator.userAgent.includes('Chrome/');

/** All of them in Chromium, in other engines every so many-th. */
export const shareOf = <Item>(all: readonly Item[], every: number): readonly Item[] =>
  isChromium ? all : all.filter((_, index) => index % every === 0);
