import {isProblem, type TenantryError} from '@tenantry/sdk';
import type {TemplateResult} from 'lit';
import {icon} from '../../foundation/icons.ts';
import {users} from '../../foundation/more-icons.ts';
import {failureBlock, stateBlock} from '../../foundation/state-block.ts';
import type {EditUserFormMessages} from './edit-user-form.messages.ts';

/** What stands in the form's place when there is no user to change: deleted, or not loaded. */
export const missingUser = (failure: TenantryError, text: EditUserFormMessages, onRetry: () => void): TemplateResult =>
  isProblem(failure, 'not-found')
    ? stateBlock({glyph: icon(users), title: text.goneTitle, text: text.goneText})
    : failureBlock({error: failure, title: text.failedTitle, text, onRetry});
