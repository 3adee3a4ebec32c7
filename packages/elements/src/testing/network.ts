/** Brings the page into a state that its network could be in, as far as scripts can see. Without an argument: its own again. */
export const setNetwork = (isThere?: boolean): void => {
  if (isThere === undefined) {
    Reflect.deleteProperty(navigator, 'onLine');
    return;
  }
  Object.defineProperty(navigator, 'onLine', {configurable: true, value: isThere});
  dispatchEvent(new Event(isThere ? 'online' : 'offline'));
};
