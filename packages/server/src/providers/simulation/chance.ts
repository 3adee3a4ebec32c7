/** A number from 0 up to 1 that looks like chance, and is the same whenever it is asked for by the same words. */
export const chance = (...words: readonly (string | number)[]): number => {
  // FNV-1a, then the finish of MurmurHash3, since words that are alike must not give numbers that are.
  let hash = 0x811c9dc5;
  for (const character of words.join(' ')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** One of several, each as likely as it weighs. */
export const choose = <Item>(share: number, ...weighed: readonly [Item, weight: number][]): Item => {
  const all = weighed.reduce((sum, [, weight]) => sum + weight, 0);
  let left = share * all;
  for (const [item, weight] of weighed) {
    left -= weight;
    if (left < 0) {
      return item;
    }
  }
  return (weighed.at(-1) as [Item, number])[0]; // There is one.
};
