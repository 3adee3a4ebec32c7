/** The database cannot be used as it is: the server does not start. The message says why, for whoever starts it. */
export class UnusableDatabase extends Error {
  override readonly name = 'UnusableDatabase';
}
