import type {Section, SectionData, SectionName} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {followTime} from '../../controllers/passing-time.ts';
import {letScroll} from '../../controllers/scrolling.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {lock} from '../../foundation/more-icons.ts';
import {setStates} from '../../foundation/states.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {WidgetOpenEvent} from '../../foundation/widget-open.event.ts';
import {bones, failures, instead, lastKnown, simulatedTag, sourceNames, tile, updated} from '../tile.ts';
import {cluster, machine, queue, server, unavailable} from '../tile-icons.ts';
import type {Words} from './facts.ts';
import {figures} from './figures.ts';
import {messages, type ResourceCardMessages} from './resource-card.messages.ts';
import {styles} from './resource-card.styles.ts';

type AnySection = Section<SectionData[SectionName]>;

const GLYPHS: Readonly<Record<SectionName, string>> = {bareMetal: server, virtualMachine: machine, kubernetes: cluster, slurm: queue};

/**
 * Shows what a tenant has of one kind: how many there are and in which states, GPUs, cores and memory in use, and what needs a look. It asks
 * nobody: the page gives it a section of `client.dashboard.summary()`.
 *
 * @summary A card for one section of the resource overview.
 * @tagname resource-card
 *
 * @slot connect - A link to the host's guide, shown where no system of this kind is connected.
 * @slot empty - Shown instead of the card's own words where no system of this kind is connected.
 * @slot error - Shown instead of the card's own words where nothing is known, or the user may not see it.
 *
 * @fires {WidgetOpenEvent} widget-open - The user wants to see all of it. Cancelable.
 * @fires {TenantErrorEvent} tenant-error - The card could not be rendered.
 *
 * @csspart base - Everything.
 * @csspart header - Name and time.
 * @csspart body - What scrolls where there is little room.
 * @csspart count - The one number.
 * @csspart state - A state with how many are in it.
 * @csspart bar - A drawing of what is in use, or of how the number is made up.
 * @csspart stale - That the figures are old, or not whole, and why.
 * @csspart empty - That no system is connected.
 * @csspart error - Why there is nothing to see.
 *
 * @cssstate loading - The figures are on their way.
 * @cssstate empty - No system is connected.
 * @cssstate error - Nothing is known, or the user may not see it.
 */
export class ResourceCard extends LitElement {
  static override styles = styles;
  static override properties = {
    kind: {},
    section: {attribute: false},
    heading: {},
    openable: {type: Boolean},
    messages: {attribute: false},
  };

  /** What the section is of. */
  kind: SectionName = 'bareMetal';

  /** What to show; until it is given, the card waits. */
  section?: AnySection | undefined;

  /** Stands instead of the name of the kind. */
  heading = '';

  /** Offers to see all of it, by `widget-open`. */
  openable = false;

  /** Replaces some or all of the texts. */
  messages: Partial<ResourceCardMessages> = {};

  readonly #localization = new Localization(this, 'resource-card', messages);
  readonly #internals = this.attachInternals();

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    letScroll(this);
    followTime(this);
  }

  get #heading(): string {
    return String(this.heading || this.#localization.text[this.kind]);
  }

  /** Its name as it is shown: the host's has a direction of its own. */
  get #title(): unknown {
    return this.heading ? bdi(this.#heading) : this.#heading;
  }

  protected override updated(): void {
    const status = this.section?.status;
    setStates(this.#internals, {
      loading: !status,
      empty: status === 'notConfigured',
      error: status === 'unavailable' || status === 'forbidden',
    });
  }

  protected override render(): unknown {
    const {section} = this;
    return html`<div class="root" part="base">
      ${tile({
        glyph: GLYPHS[this.kind],
        heading: this.#title,
        meta: this.#renderMeta(),
        notice: section?.data ? this.#renderNotice(section) : nothing,
        content: this.#renderContent(),
        isBusy: !section?.status,
      })}
      <p class="vh" role="status">${this.#renderAnnouncement()}</p>
    </div>`;
  }

  /** What a screen reader says by itself when the figures are no longer those of now. */
  #renderAnnouncement(): unknown {
    const {text} = this.#localization;
    switch (this.section?.status) {
      case 'stale':
        return weave(text.stale, this.#title);
      case 'unavailable':
        return weave(text.unavailable, this.#title);
      default:
        return nothing;
    }
  }

  #renderMeta(): TemplateResult {
    const {text, place} = this.#localization;
    const {section} = this;
    return html`
      ${section?.data ? simulatedTag(section.sources, text) : nothing}
      <span class="meta">
        ${section?.status === 'ok' && section.asOf ? updated(section.asOf, text, place) : nothing}
        ${
          this.openable && section?.data
            ? html`<button class="link-button" type="button" aria-label=${text.openLabel(this.#heading)} @click=${this.#onOpen}>${text.open}</button>`
            : nothing
        }
      </span>
    `;
  }

  /** Figures that are old, or from some of the sources only, say so above themselves. */
  #renderNotice({status, asOf, sources}: AnySection): unknown {
    const {text, place} = this.#localization;
    return status === 'stale' || sources.some(({ok}) => !ok)
      ? html`<p class="notice warning" part="stale">
          ${icon(warning)}
          <span>${status === 'stale' && asOf ? lastKnown(asOf, text, place) : nothing} ${failures(sources, text, true)}</span>
        </p>`
      : nothing;
  }

  #renderContent(): unknown {
    const {text, place} = this.#localization;
    const {section, kind} = this;
    switch (section?.status) {
      case 'ok':
      case 'stale':
        return section.data ? this.#renderFigures(section, section.data, {text, place}) : this.#renderUnavailable(section);
      case 'unavailable':
        return this.#renderUnavailable(section);
      case 'notConfigured':
        return html`<div part="empty">
          <slot name="empty">
            ${instead({
              glyph: GLYPHS[kind],
              look: 'open',
              title: weave(text.notConfigured, this.#title),
              text: text.notConfiguredText,
              more: html`<slot name="connect"></slot>`,
            })}
          </slot>
        </div>`;
      case 'forbidden':
        return html`<div part="error">
          <slot name="error">
            ${instead({glyph: lock, look: 'closed', title: weave(text.forbidden, this.#title), text: text.forbiddenText})}
          </slot>
        </div>`;
      default:
        return bones(text.loading);
    }
  }

  #renderFigures({sources}: AnySection, data: SectionData[SectionName], words: Words): TemplateResult {
    return figures(this.kind, data, sourceNames(sources, words.text, words.place), words);
  }

  #renderUnavailable({sources}: AnySection): TemplateResult {
    const {text} = this.#localization;
    return html`<div part="error">
      <slot name="error">
        ${instead({
          glyph: unavailable,
          look: 'failed',
          title: weave(text.unavailable, this.#title),
          text: html`${failures(sources, text, false)} ${text.unavailableText}`,
        })}
      </slot>
    </div>`;
  }

  readonly #onOpen = (): void => {
    this.dispatchEvent(new WidgetOpenEvent(this.kind));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'resource-card': ResourceCard;
  }
}
