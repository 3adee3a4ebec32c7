import {html, nothing, type TemplateResult} from 'lit';
import {formatDistance, formatUtc, listed, type Place} from '../../foundation/format.ts';
import {icon} from '../../foundation/icons.ts';
import {edit, refresh} from '../../foundation/more-icons.ts';
import {bdi, weave} from '../../foundation/weave.ts';
import type {ResourceDashboardMessages} from './resource-dashboard.messages.ts';

interface DashboardHead {
  readonly scope: 'mine' | 'tenant';
  /** The name of the tenant, where it is known. */
  readonly tenant: string | undefined;
  /** When the figures came. */
  readonly updatedAt: string | undefined;
  readonly isEditing: boolean;
  /** Whether what one edits with could not be loaded. */
  readonly hasFailed: boolean;
  /** Left out where there is nothing to ask for again. */
  readonly onRefresh: (() => void) | undefined;
  /** Left out where one may arrange nothing (X1). */
  readonly onEdit: (() => void) | undefined;
}

const MINUTE_MS = 60_000;

/** The title, whose resources these are and from when, and what one can do with them. */
export const dashboardHead = (head: DashboardHead, text: ResourceDashboardMessages, place: Place): TemplateResult => {
  const {isEditing, hasFailed, onRefresh, onEdit} = head;
  return html`<div class="header" part="header">
    <div class="title">
      <h1 tabindex="-1">${text.label}</h1>
      <p>${line(head, text, place)}</p>
    </div>
    ${hasFailed ? html`<p role="alert">${text.noEditor}</p>` : nothing}
    ${
      onRefresh && !isEditing
        ? html`<button class="button quiet icon-only" type="button" aria-label=${text.refresh} @click=${onRefresh}>${icon(refresh)}</button>`
        : nothing
    }
    ${
      onEdit && !isEditing
        ? html`<button class="button" part="edit-button" type="button" @click=${onEdit}>${icon(edit)}${text.edit}</button>`
        : nothing
    }
  </div>`;
};

/** "All resources of Northlight, updated 2 minutes ago". */
const line = ({scope, tenant, updatedAt}: DashboardHead, text: ResourceDashboardMessages, place: Place): unknown => {
  const whose = scope === 'tenant' ? (tenant ? weave(text.ofTenant, bdi(tenant)) : text.ofTenant(undefined)) : text.own;
  if (!updatedAt) {
    return whose;
  }
  const isNow = Math.abs(Date.now() - Date.parse(updatedAt)) < MINUTE_MS;
  const when = html`<time datetime=${updatedAt} title=${formatUtc(updatedAt)}
    >${isNow ? text.updatedNow : text.updatedAgo(formatDistance(updatedAt, place))}</time
  >`;
  return listed([whose, when], place);
};
