import {html} from 'lit';
import '../../define/quick-links.ts';
import {type ElementState, settled, show} from '../../testing/element-state.ts';
import type {QuickLink} from '../quick-link.ts';

/** The links of the design. */
export const sampleLinks: readonly QuickLink[] = [
  {key: 'workspace', url: 'https://workspace.halyard.example/'},
  {key: 'playground', url: '/playground'},
  {key: 'jobs', url: '/jobs'},
  {key: 'notebooks', url: '/notebooks'},
  {key: 'api', url: 'https://docs.halyard.example/api', label: 'API documentation', text: 'Endpoints, keys and code examples.'},
  {key: 'status', url: 'https://status.halyard.example/', label: 'Status'},
];

const state = (name: string, links: readonly QuickLink[]): ElementState => ({
  name,
  mount: async (container) => {
    await show(container, html`<quick-links .links=${links}></quick-links>`);
    await settled(container);
  },
});

/** Every state of `<quick-links>`. */
export const states: readonly ElementState[] = [state('filled', sampleLinks), state('one', sampleLinks.slice(0, 1)), state('empty', [])];
