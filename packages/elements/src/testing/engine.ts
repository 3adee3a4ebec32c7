// What does not depend on the engine is proven whole in Chromium and by a share elsewhere: CONTRIBUTING.md says what and why.

/** Whether everything is proven at full numbers: `npm run soak -- elements`. */
declare const TENANTRY_SOAK: boolean;

export const isChromium: boolean = navigator.userAgent.includes('Chrome/');
const isFirefox = navigator.userAgent.includes('Firefox/');

/** All of them in Chromium, in other engines every so many-th. */
export const shareOf = <Item>(all: readonly Item[], every: number): readonly Item[] => (isChromium ? all : turnOf(0, all, every));

/** All of them in Chromium; the other two engines take turns, so that each is seen in two. */
export const everySecondOf = <Item>(all: readonly Item[]): readonly Item[] => (isChromium ? all : turnOf(Number(isFirefox), all, 2));

/** Whether something of this name is proven in this engine: everything in Chromium, the rest turn by turn in one of the other two. */
export const isOurTurn = (name: string): boolean => TENANTRY_SOAK || isChromium || name.length % 2 === Number(isFirefox);

/** Every so many-th, from another one on in each turn; all of them at full numbers. */
export const turnOf = <Item>(turn: number, all: readonly Item[], every: number): readonly Item[] =>
  TENANTRY_SOAK ? all : all.filter((_, index) => index % every === turn % every);
