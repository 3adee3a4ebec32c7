import {ContextConsumer} from '@lit/context';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {sessionContext} from '../../context/session-context.ts';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {letScroll} from '../../controllers/scrolling.ts';
import {icon} from '../../foundation/icons.ts';
import {setStates} from '../../foundation/states.ts';
import {bdi} from '../../foundation/weave.ts';
import type {QuickLink} from '../quick-link.ts';
import {instead, tile} from '../tile.ts';
import {external, list, notebook, prompt} from '../tile-icons.ts';
import {messages, type QuickLinksMessages} from './quick-links.messages.ts';
import {styles} from './quick-links.styles.ts';
import {safeUrl} from './safe-url.ts';

const KNOWN = {
  workspace: [notebook, 'workspace', 'workspaceText'],
  playground: [prompt, 'playground', 'playgroundText'],
  jobs: [list, 'jobs', 'jobsText'],
  notebooks: [notebook, 'notebooks', 'notebooksText'],
} as const;

const isKnown = (key: string): key is keyof typeof KNOWN => Object.hasOwn(KNOWN, key);

/**
 * Links of the host to where work is done: the workspace, the model playground, jobs, notebooks. What the user's rights forbid is absent.
 *
 * @summary A card of links.
 * @tagname quick-links
 *
 * @slot empty - Shown instead of the card's own words where there is no link.
 *
 * @fires {TenantErrorEvent} tenant-error - The card could not be rendered.
 *
 * @csspart base - Everything.
 * @csspart header - Name.
 * @csspart body - What scrolls where there is little room.
 * @csspart row - One link.
 * @csspart empty - That there is no link.
 *
 * @cssstate empty - There is no link.
 */
export class QuickLinks extends LitElement {
  static override styles = styles;
  static override properties = {
    links: {attribute: false},
    heading: {},
    messages: {attribute: false},
  };

  /** Where the host wants its users to go. */
  links: readonly QuickLink[] = [];

  /** Stands instead of its name. */
  heading = '';

  /** Replaces some or all of the texts. */
  messages: Partial<QuickLinksMessages> = {};

  readonly #localization = new Localization(this, 'quick-links', messages);
  readonly #session = new ContextConsumer(this, {context: sessionContext, subscribe: true});
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    letScroll(this);
  }

  protected override updated(): void {
    setStates(this.#internals, {empty: this.renderRoot.querySelector('a') === null});
  }

  protected override render(): unknown {
    const {text} = this.#localization;
    const links = [...(this.links ?? [])].map((link) => this.#renderLink(link)).filter((link) => link !== undefined);
    return html`<div class="root" part="base">
      ${tile({
        glyph: external,
        heading: this.heading ? bdi(String(this.heading)) : text.title,
        content:
          links.length > 0
            ? html`<ul class="links" role="list" aria-labelledby="heading">${links}</ul>`
            : html`<div class="none" part="empty">
                <slot name="empty">${instead({glyph: external, look: 'open', title: text.empty, text: text.emptyText})}</slot>
              </div>`,
      })}
    </div>`;
  }

  /** Nothing for what may not be drawn. */
  #renderLink({key, url, label, text: about, permission}: QuickLink): TemplateResult | undefined {
    const {text} = this.#localization;
    const href = safeUrl(url);
    const isAllowed = !permission || this.#session.value?.me?.permissions.includes(permission);
    const [glyph, name, sentence] = isKnown(key) ? KNOWN[key] : [external];
    const words = label ? bdi(label) : name && text[name];
    const more = about ? bdi(about) : sentence && text[sentence];
    return href === undefined || !isAllowed || !words
      ? undefined
      : html`<li part="row">
          <a href=${href}>${icon(glyph)}<span class="label">${words}</span>${more ? html` <span class="text">${more}</span>` : nothing}</a>
        </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'quick-links': QuickLinks;
  }
}
