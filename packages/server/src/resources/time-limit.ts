/** Gives up when the time is over, also on work that pays no heed to its signal. */
export const withinTime = async <Result>(milliseconds: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
  const over = new AbortController();
  const expired = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    over.abort();
    expired.reject(new ProviderTimeout());
  }, milliseconds);
  try {
    return await Promise.race([work(over.signal), expired.promise]);
  } finally {
    clearTimeout(timer);
  }
};

class ProviderTimeout extends Error {
  override readonly name = 'ProviderTimeout';
}
