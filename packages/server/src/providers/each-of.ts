/** Works on all items, on a few of them at a time. The first failure is the failure of all. */
export const eachOf = async <Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const workOn = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      // There is one: the index is below their number.
      results[index] = await work(items[index] as Item);
    }
  };
  try {
    await Promise.all(Array.from({length: Math.min(atOnce, items.length)}, workOn));
  } catch (error) {
    // Nobody begins with another one.
    next = items.length;
    throw error;
  }
  return results;
};
