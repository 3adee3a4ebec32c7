import {messages as gpuCard} from '../dashboard/gpu-card/gpu-card.messages.ts';
import {messages as quickLinks} from '../dashboard/quick-links/quick-links.messages.ts';
import {messages as jobList} from '../dashboard/job-list/job-list.messages.ts';
import {messages as resourceCard} from '../dashboard/resource-card/resource-card.messages.ts';
import {messages as resourceDashboard} from '../dashboard/resource-dashboard/resource-dashboard.messages.ts';
import type {TenantLanguage} from '../messages/tenant-messages.ts';
import {messages as changePasswordForm} from '../session/change-password-form/change-password-form.messages.ts';
import {messages as passwordField} from '../session/password-field/password-field.messages.ts';
import {messages as passwordResetRequest} from '../session/password-reset-request/password-reset-request.messages.ts';
import {messages as sessionList} from '../session/session-list/session-list.messages.ts';
import {messages as tenantSignIn} from '../session/tenant-sign-in/tenant-sign-in.messages.ts';
import {messages as changeRoleDialog} from '../users/change-role-dialog/change-role-dialog.messages.ts';
import {messages as createUserForm} from '../users/create-user-form/create-user-form.messages.ts';
import {messages as credentialHandoff} from '../users/credential-handoff/credential-handoff.messages.ts';
import {messages as deactivateUserDialog} from '../users/deactivate-user-dialog/deactivate-user-dialog.messages.ts';
import {messages as deleteUserDialog} from '../users/delete-user-dialog/delete-user-dialog.messages.ts';
import {messages as reactivateUserDialog} from '../users/reactivate-user-dialog/reactivate-user-dialog.messages.ts';
import {messages as editUserDialog} from '../users/edit-user-dialog/edit-user-dialog.messages.ts';
import {messages as editUserForm} from '../users/edit-user-form/edit-user-form.messages.ts';
import {messages as endSessionsDialog} from '../users/end-sessions-dialog/end-sessions-dialog.messages.ts';
import {messages as resetPasswordDialog} from '../users/reset-password-dialog/reset-password-dialog.messages.ts';
import {messages as roleSelect} from '../users/role-select/role-select.messages.ts';
import {messages as tenantUserManagement} from '../users/tenant-user-management/tenant-user-management.messages.ts';
import {messages as tenantUserTable} from '../users/tenant-user-table/tenant-user-table.messages.ts';
import {messages as userActionsMenu} from '../users/user-actions-menu/user-actions-menu.messages.ts';

/** The language that is built in, in the shape of the others. */
export const english: TenantLanguage = {
  lang: 'en',
  'change-password-form': changePasswordForm,
  'change-role-dialog': changeRoleDialog,
  'create-user-form': createUserForm,
  'credential-handoff': credentialHandoff,
  'deactivate-user-dialog': deactivateUserDialog,
  'delete-user-dialog': deleteUserDialog,
  'edit-user-dialog': editUserDialog,
  'edit-user-form': editUserForm,
  'end-sessions-dialog': endSessionsDialog,
  'job-list': jobList,
  'password-field': passwordField,
  'password-reset-request': passwordResetRequest,
  'reactivate-user-dialog': reactivateUserDialog,
  'reset-password-dialog': resetPasswordDialog,
  'gpu-card': gpuCard,
  'quick-links': quickLinks,
  'resource-card': resourceCard,
  'resource-dashboard': resourceDashboard,
  'role-select': roleSelect,
  'session-list': sessionList,
  'tenant-sign-in': tenantSignIn,
  'tenant-user-management': tenantUserManagement,
  'tenant-user-table': tenantUserTable,
  'user-actions-menu': userActionsMenu,
};

type TextFunction = (...gaps: unknown[]) => string;

/** Every text of a language, with where it is. */
export const textsOf = (language: TenantLanguage): [where: string, text: string | TextFunction][] =>
  Object.entries(language).flatMap(([tag, texts]) =>
    typeof texts === 'string'
      ? []
      : Object.entries(texts).map(([name, text]): [string, string | TextFunction] => [`${tag} ${name}`, text as string | TextFunction]),
  );
