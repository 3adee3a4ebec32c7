/** What `Retry-After` asks for: seconds, or a date in any of the three forms of RFC 9110 §5.6.7, all of which are in GMT. */
export const retryAfterMs = (headers: Headers, now = Date.now): number | undefined => {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = Date.parse(/^[A-Z][a-z]{2,8},? /.test(text) ? text.replace(/( GMT)?$/, ' GMT') : '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
};
