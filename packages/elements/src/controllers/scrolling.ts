import type {LitElement} from 'lit';

/** Lets the keyboard scroll a box of an element, `.scrolls`, as long as there is more in it than is seen. Its first child holds all of it. */
export const letScroll = (host: LitElement): void => {
  let box: Element | null = null;
  const observer = new ResizeObserver(() => {
    if (box && box.scrollHeight > box.clientHeight + 1) {
      box.setAttribute('tabindex', '0');
    } else {
      box?.removeAttribute('tabindex');
    }
  });
  const watch = (found: Element | null): void => {
    if (found !== box) {
      observer.disconnect();
      box = found;
      for (const each of [box, box?.firstElementChild]) {
        if (each) {
          observer.observe(each);
        }
      }
    }
  };
  host.addController({
    hostConnected: () => host.requestUpdate(),
    hostUpdated: () => watch(host.isConnected ? host.renderRoot.querySelector('.scrolls') : null),
    hostDisconnected: () => watch(null),
  });
};
