import {html, nothing, type TemplateResult} from 'lit';
import type {User} from '@tenantry/sdk';
import {icon, warning} from '../../foundation/icons.ts';
import {close, done} from '../../foundation/more-icons.ts';
import type {TenantUserManagementMessages} from './tenant-user-management.messages.ts';

/** What became of something, and how it is undone, where it can be. */
export interface Told {
  readonly sentence: unknown;
  readonly isUnsure?: boolean;
  readonly undo?: (() => Promise<User>) | undefined;
}

/** Says what became of something. The region is there before its text, so that it is announced. */
export const toldNotice = (
  told: Told | undefined,
  text: TenantUserManagementMessages,
  {onUndo, onDismiss}: {readonly onUndo: () => void; readonly onDismiss: () => void},
): TemplateResult =>
  html`<div class=${told ? `notice ${told.isUnsure ? 'warning' : 'success'}` : 'vh'}>
    ${told ? icon(told.isUnsure ? warning : done) : nothing}
    <span role="status">${told?.sentence}</span>
    ${told?.undo ? html`<button class="button small" type="button" @click=${onUndo}>${text.undo}</button>` : nothing}
    ${
      told
        ? html`<button class="button quiet small icon-only" type="button" aria-label=${text.dismiss} @click=${onDismiss}>${icon(close)}</button>`
        : nothing
    }
  </div>`;

/** Asks whether a dialog is to be closed all the same. */
export const guardNotice = (
  loss: string,
  text: TenantUserManagementMessages,
  {onStay, onLeave}: {readonly onStay: () => void; readonly onLeave: () => void},
): TemplateResult =>
  html`<div class="notice warning" role="alert">
    ${icon(warning)}
    <div class="question">
      <p>${loss}</p>
      <button class="button small" type="button" @click=${onStay}>${text.stay}</button>
      <button class="button small" type="button" @click=${onLeave}>${text.leave}</button>
    </div>
  </div>`;
