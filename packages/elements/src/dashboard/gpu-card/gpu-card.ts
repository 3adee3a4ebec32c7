import type {ResourceSummary} from '@tenantry/sdk';
import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {containErrors} from '../../controllers/error-wall.ts';
import {Localization} from '../../controllers/localization.ts';
import {followTime} from '../../controllers/passing-time.ts';
import {letScroll} from '../../controllers/scrolling.ts';
import {icon, warning} from '../../foundation/icons.ts';
import {lock} from '../../foundation/more-icons.ts';
import {setStates} from '../../foundation/states.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import {meter} from '../amounts.ts';
import {bones, instead, simulatedTag, tile, updated} from '../tile.ts';
import {chip, unavailable} from '../tile-icons.ts';
import {type GpuCardMessages, messages} from './gpu-card.messages.ts';
import {styles} from './gpu-card.styles.ts';
import {type ModelOfGpu, modelsIn, nameless, SECTION_NAMES} from './gpus.ts';

/**
 * Shows the GPUs of a tenant by model, and where they are: how many of them are in use, and of the parts into which MIG cuts them. A GPU
 * may be seen by two systems, the server and the cluster on it, so nothing is added up over systems. It asks nobody: the page gives it
 * `client.dashboard.summary()`.
 *
 * @summary A card for the GPUs of all sections of the resource overview.
 * @tagname gpu-card
 *
 * @slot empty - Shown instead of the card's own words where there is no GPU, or no system.
 * @slot error - Shown instead of the card's own words where nothing is known, or the user may not see it.
 *
 * @fires {TenantErrorEvent} tenant-error - The card could not be rendered.
 *
 * @csspart base - Everything.
 * @csspart header - Name and time.
 * @csspart body - What scrolls where there is little room.
 * @csspart row - One model.
 * @csspart bar - A drawing of what is in use.
 * @csspart stale - What is missing, or old, and why.
 * @csspart empty - That there is no GPU.
 * @csspart error - Why there is nothing to see.
 *
 * @cssstate loading - The figures are on their way.
 * @cssstate empty - There is no GPU.
 * @cssstate error - Nothing is known, or the user may not see it.
 */
export class GpuCard extends LitElement {
  static override styles = styles;
  static override properties = {
    summary: {attribute: false},
    heading: {},
    messages: {attribute: false},
  };

  /** What to show; until it is given, the card waits. */
  summary?: ResourceSummary | undefined;

  /** Stands instead of its name. */
  heading = '';

  /** Replaces some or all of the texts. */
  messages: Partial<GpuCardMessages> = {};

  readonly #localization = new Localization(this, 'gpu-card', messages);
  readonly #internals = this.attachInternals();
  #look: 'loading' | 'empty' | 'error' | 'filled' = 'loading';

  constructor() {
    super();
    containErrors(this, () => this.#localization.own);
    letScroll(this);
    followTime(this);
  }

  protected override updated(): void {
    setStates(this.#internals, {loading: this.#look === 'loading', empty: this.#look === 'empty', error: this.#look === 'error'});
  }

  protected override render(): unknown {
    const {text, place} = this.#localization;
    const {summary} = this;
    const told = summary ? SECTION_NAMES.map((name) => summary[name]).filter(({data}) => data !== null) : [];
    const oldest = told
      .flatMap(({asOf}) => asOf ?? [])
      .toSorted()
      .at(0);
    const content = this.#renderContent(told.length > 0);
    return html`<div class="root" part="base">
      ${tile({
        glyph: chip,
        heading: this.heading ? bdi(String(this.heading)) : text.title,
        meta: html`${simulatedTag(
          told.flatMap(({sources}) => sources),
          text,
        )}<span class="meta">${oldest ? updated(oldest, text, place) : nothing}</span>`,
        content,
        isBusy: !summary,
      })}
    </div>`;
  }

  /** What is told of GPUs; where none of the sections tells anything, why. */
  #renderContent(isTold: boolean): unknown {
    const {text} = this.#localization;
    const {summary} = this;
    this.#look = 'loading';
    if (!summary) {
      return bones(text.loading);
    }
    const models = modelsIn(summary);
    const others = nameless(summary);
    const statuses = SECTION_NAMES.map((name) => summary[name].status);
    if (models.length > 0 || others.length > 0) {
      this.#look = 'filled';
      return this.#renderModels(summary, others.length > 0 ? [...models, {model: '', places: others}] : models);
    }
    this.#look = isTold || statuses.every((status) => status === 'notConfigured') ? 'empty' : 'error';
    if (this.#look === 'empty') {
      const [title, more] = isTold ? [text.empty, text.emptyText] : [text.notConfigured, text.notConfiguredText];
      return html`<div part="empty">
        <slot name="empty">${instead({glyph: chip, look: 'open', title, text: more})}</slot>
        ${isTold ? this.#renderRemarks(summary) : nothing}
      </div>`;
    }
    const isForbidden = !statuses.includes('unavailable');
    return html`<div part="error">
      <slot name="error">
        ${
          isForbidden
            ? instead({glyph: lock, look: 'closed', title: text.forbidden, text: text.forbiddenText})
            : instead({glyph: unavailable, look: 'failed', title: text.failed, text: text.failedText})
        }
      </slot>
    </div>`;
  }

  #renderModels(summary: ResourceSummary, models: readonly ModelOfGpu[]): TemplateResult {
    const {text} = this.#localization;
    return html`
      <ul class="models" role="list">
        ${models.map(
          ({model, places}) => html`<li part="row">
            <h3>${model ? bdi(model) : text.otherModels}</h3>
            <ul class="meters" role="list">${places.map((where) => this.#renderPlace(where))}</ul>
          </li>`,
        )}
      </ul>
      ${this.#renderRemarks(
        summary,
        models.some(({places}) => places.length > 1),
      )}
    `;
  }

  #renderPlace({section, mig, ...amount}: ModelOfGpu['places'][number]): unknown {
    const {text, place} = this.#localization;
    const where = text[section];
    return [
      meter({label: where, amount, unit: 'gpus', text, place}),
      ...mig.map(({profile, ...part}) => meter({label: weave((gap) => text.mig(gap, where), bdi(profile)), amount: part, text, place})),
    ];
  }

  /** Which systems are not in it, or with old figures; and that some may see the same GPUs. */
  #renderRemarks(summary: ResourceSummary, isDoubled = false): unknown {
    const {text} = this.#localization;
    const late = SECTION_NAMES.flatMap((name) => {
      const {status} = summary[name];
      return status === 'stale' ? [text.stale(text[name])] : status === 'unavailable' ? [text.unavailable(text[name])] : [];
    });
    return late.length > 0 || isDoubled
      ? html`<div class="remarks">
          ${late.map((remark) => html`<p part="stale">${icon(warning)}${remark}</p>`)} ${isDoubled ? html`<p>${text.overlap}</p>` : nothing}
        </div>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'gpu-card': GpuCard;
  }
}
