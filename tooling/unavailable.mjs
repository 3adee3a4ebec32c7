/** Something that the machine lacks and that we may not install: what is missing and how to get it. */
export class Unavailable extends Error {
  /**
   * @param {string} what The missing thing.
   * @param {string} remedy What the reader can do about it, an imperative sentence.
   */
  constructor(what, remedy) {
    super(`${what}: ${remedy}`);
    this.name = 'Unavailable';
  }
}
