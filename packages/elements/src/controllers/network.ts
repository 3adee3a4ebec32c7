import type {ReactiveControllerHost} from 'lit';

/** Renders an element anew when the page loses the network and when it has it again; then `onBack` is called first. */
export const hearNetwork = (host: ReactiveControllerHost, onBack: () => void): void => {
  const hear = ({type, target}: Event): void => {
    if (target !== window) {
      return; // It is another element's, of that name.
    }
    if (type === 'online') {
      onBack();
    }
    host.requestUpdate();
  };
  host.addController({
    hostConnected: () => {
      addEventListener('online', hear);
      addEventListener('offline', hear);
    },
    hostDisconnected: () => {
      removeEventListener('online', hear);
      removeEventListener('offline', hear);
    },
  });
};
