import type {TenantClient} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import type {EditUserFormMessages} from './edit-user-form.messages.ts';
import {rightTo} from './rights.ts';
import {explain, fact, reasonFor, type UserFields} from './user-fields.ts';

/** The role: to be chosen among those that may be given and the one that the user has, or only said. */
export const roleField = (
  {user, value, me, mistakes, isReadonly, onEdit}: UserFields,
  client: TenantClient | undefined,
  text: EditUserFormMessages,
): TemplateResult => {
  const right = rightTo('roleId', user, me);
  return right === 'lacks' || (me && !me.permissions.includes('roles.read'))
    ? fact(text.role, user.role.name, reasonFor(right, text))
    : html`<role-select
        exportparts="field,label,hint,error,option,group"
        required
        assignable-only
        held=${user.roleId}
        hint=${reasonFor(right, text)}
        error=${explain(mistakes.of('roleId'), text)}
        ?disabled=${right !== 'may' || isReadonly}
        .client=${client}
        .value=${live(value.roleId)}
        @change=${(event: Event) => onEdit('roleId', {roleId: (event.currentTarget as HTMLElementTagNameMap['role-select']).value})}
      ></role-select>`;
};
