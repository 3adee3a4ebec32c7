/** What `Retry-After` asks for: seconds, or a date in any of the three forms of RFC 9110 §5.6.7, all of which are in GMT. */
export const retryAfterMs = (headers: Headers, now = Date.now): number | undefined => {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
};
