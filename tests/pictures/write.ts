// Makes the references anew: `npm run pictures`, or `npm run pictures -- session-list` for those of one element, `-- portal` for those of
// the portal. What looks the same keeps its file.
import {compare} from './compare.ts';
import {orphans, readReference, removeReference, sheetName, writeReference} from './references.ts';
import {openStudio} from './studio.ts';

const wanted = process.argv.slice(2);
const studio = await openStudio();
const say = (text: string): void => void process.stdout.write(`  ${text}\n`);

for (const name of orphans(studio.states)) {
  removeReference(name);
  say(`removed ${name}`);
}
const drawn = await Promise.allSettled(
  studio.states
    .filter(({tag}) => wanted.length === 0 || wanted.includes(tag))
    .map(async (state) => {
      for (const sheet of await studio.draw(state)) {
        const reference = readReference(state, sheet);
        const difference = reference && compare(sheet, reference);
        if (!reference || difference) {
          writeReference(state, sheet);
          say(`wrote ${sheetName(state, sheet)}${difference ? ` (${difference.words})` : ''}`);
        }
      }
    }),
);
await studio.close();
for (const result of drawn) {
  if (result.status === 'rejected') {
    say(String(result.reason));
    process.exitCode = 1;
  }
}
