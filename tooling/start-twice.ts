// A browser that does not start gets one more chance, and whoever runs the tests is told of it.

/** Answers what `start` does, at its second try if need be. */
export const startTwice = async <Started>(name: string, start: () => Promise<Started>): Promise<Started> => {
  try {
    return await start();
  } catch (error) {
    process.send?.({
      kind: 'note',
      text: `${name} did not start, and is started once more: ${error instanceof Error ? error.message : String(error)}`,
    });
    return start();
  }
};
