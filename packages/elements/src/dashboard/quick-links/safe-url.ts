/**
 * The address that a link of the host leads to, written out; `undefined` for one that is not drawn. What runs as a script, leaves an
 * encrypted page, or carries a password is none; a path is one of this page's own server.
 */
export const safeUrl = (address: unknown): string | undefined => {
  if (typeof address !== 'string') {
    return undefined;
  }
  const isPath = /^[/\\]/.test(address);
  const url = URL.parse(address, isPath ? location.origin : undefined);
  if (!url || url.username || url.password) {
    return undefined;
  }
  return isPath
    ? url.origin === location.origin
      ? url.href.slice(url.origin.length)
      : undefined
    : url.protocol === 'https:'
      ? url.href
      : undefined;
};
