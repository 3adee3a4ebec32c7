/**
 * How many tests ended how.
 * @typedef {{passed: number, failed: number, skipped: number}} Tally
 */

/** @returns {Tally} */
export const noTests = () => ({passed: 0, failed: 0, skipped: 0});

/** One test that ended this way. @returns {Tally} */
export const oneTest = (outcome) => ({...noTests(), [outcome]: 1});

/** @param {Tally[]} tallies @returns {Tally} */
export const sum = (tallies) =>
  tallies.reduce(
    (total, {passed, failed, skipped}) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    noTests(),
  );

/** @param {Tally} tally */
export const inWords = ({passed, failed, skipped}) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
