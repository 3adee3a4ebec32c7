// What a run of the tests says: little while all is well, everything about a failure.
const write = (text) => process.stdout.write(text);

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

export const reportHeading = (title) => write(`\n${title}\n`);

export const reportLine = (text) => write(`  ${text}\n`);

/** One line that says how something ended and how long it took. */
export const reportEnd = (name, summary, milliseconds) => write(`  ${name}: ${summary}, ${seconds(milliseconds)}\n`);

/** A failure: where, which test, and what it said. */
export const reportFailure = (place, title, details) => {
  const body = String(details ?? '').trimEnd();
  write(`  ✗ ${place}${title ? ` › ${title}` : ''}\n${body ? `${body.replaceAll(/^/gm, '      ')}\n` : ''}`);
};

/** Something that could not be tested here, and how to get it. */
export const reportSkip = (what) => write(`  – skipped: ${what}\n`);
