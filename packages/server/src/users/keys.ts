/**
 * The form under which a text is ordered and searched (W14): compatibility-decomposed, without marks, lower case. Made here rather than by
 * the database's collation, so that every database gives one order.
 */
export const sortKey = (text: string): string =>
  // The final sigma depends on what follows it, so a word half typed would not begin the whole one.
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ');

/** The words of a text by which it is found (W13): folded as the sort keys are, split at everything that is no letter or digit. */
export const searchWords = (text: string): string[] => sortKey(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * The form under which an address is unique in its tenant (L4). Takes an address as the contract stores it, its domain already in lower
 * case A-labels.
 */
export const emailKey = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${foldCase(email.slice(0, at))}${email.slice(at)}`;
};

// Upper case first, so that what differs in case only by several letters (ß, SS) is one.
const foldCase = (text: string): string => text.normalize('NFC').toUpperCase().toLowerCase();

/** What makes a user findable by `q`: each word once. `isUsername` marks those that one character already finds. */
export const userWords = (user: {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}): {word: string; isUsername: boolean}[] => {
  const ofUsername = new Set(searchWords(user.username));
  const all = new Set([...ofUsername, ...searchWords(`${user.firstName} ${user.lastName} ${user.email}`)]);
  return [...all].map((word) => ({word, isUsername: ofUsername.has(word)}));
};

/** The columns of a user that are made from others. Whoever writes a user writes these with it. */
export const userKeys = (user: {
  readonly username: string;
  readonly email: string;
  readonly lastName: string;
}): {
  username_key: string;
  email_key: string;
  email_sort: string;
  last_name_key: string;
} => ({
  username_key: user.username.toLowerCase(),
  email_key: emailKey(user.email),
  // Made from the key, so that equal keys have equal places and the index of the one finds the other.
  email_sort: sortKey(emailKey(user.email)),
  last_name_key: sortKey(user.lastName),
});
