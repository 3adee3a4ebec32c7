import type {LayoutAnswer, TenantryError} from '@tenantry/sdk';
import {html, nothing, type TemplateResult} from 'lit';
import {failureText} from '../../foundation/failure.ts';
import {icon} from '../../foundation/icons.ts';
import {info} from '../../foundation/more-icons.ts';
import {stateBlock} from '../../foundation/state-block.ts';
import {list} from '../tile-icons.ts';
import type {ResourceDashboardMessages} from './resource-dashboard.messages.ts';

/** Why there are no figures in the tiles. */
export const failureNotice = (error: TenantryError, text: ResourceDashboardMessages, onRetry: () => void): TemplateResult =>
  html`<p class="notice danger" role="alert">
    ${icon(info)}
    <span>${failureText(error, text)} <button class="link-button" type="button" @click=${onRetry}>${text.tryAgain}</button></span>
  </p>`;

/** The default has changed: one may take it, and need not. */
export const defaultOffer = (
  failure: TenantryError | undefined,
  text: ResourceDashboardMessages,
  onChoice: (choice: 'take' | 'keep') => void,
): TemplateResult => html`<div class="notice warning" role="status">
  ${icon(info)}
  <div class="question">
    <p>${text.outdated} ${failure ? `${text.notDone} ${failureText(failure, text)}` : nothing}</p>
    <button class="button small" type="button" @click=${() => onChoice('take')}>${text.takeDefault}</button>
    <button class="button small" type="button" @click=${() => onChoice('keep')}>${text.keepMine}</button>
  </div>
</div>`;

/** What stands there while the dashboard is on its way. */
export const bonesOfTiles = (text: ResourceDashboardMessages): TemplateResult => html`<div class="late">
  <p class="vh">${text.loading}</p>
  <div class="grid">
    ${[1, 2, 3, 4].map(
      () => html`<div class="card bone-tile"><span class="bone"></span><span class="bone"></span><span class="bone"></span></div>`,
    )}
  </div>
</div>`;

/** That there is no tile, and who can change that. */
export const nothingThere = ({editable}: LayoutAnswer, text: ResourceDashboardMessages): TemplateResult => {
  const isEditable = editable.personal || editable.tenant;
  return html`<div class="card" part="empty">
    <slot name="empty">${stateBlock({glyph: icon(list), title: text.empty, text: isEditable ? text.emptyText : text.emptyNotEditable})}</slot>
  </div>`;
};
