/** What a progress bar is drawn on. */
export type Screen = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

const WIDTH = 32;
const STEP = 10;

/** Shows how far some work is: a bar on a terminal, a line every ten percent anywhere else. */
export const progressBar = (what: string, screen: Screen = process.stderr): ((progress: {done: number; total: number}) => void) => {
  let last = 0;
  const number = new Intl.NumberFormat('en');
  return ({done, total}) => {
    const percent = Math.floor((done / total) * 100);
    if (screen.isTTY ? percent > last : percent >= last + STEP || done === total) {
      last = percent;
      const filled = Math.round((percent / 100) * WIDTH);
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
      const count = `${number.format(done)} of ${number.format(total)} ${what}`;
      screen.write(screen.isTTY ? `\r${bar} ${percent} %  ${count}${done === total ? '\n' : ''}` : `${count}\n`);
    }
  };
};
