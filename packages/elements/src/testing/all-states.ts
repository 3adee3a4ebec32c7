import {states as gpuCard} from '../dashboard/gpu-card/gpu-card.states.ts';
import {states as quickLinks} from '../dashboard/quick-links/quick-links.states.ts';
import {states as jobList} from '../dashboard/job-list/job-list.states.ts';
import {states as resourceCard} from '../dashboard/resource-card/resource-card.states.ts';
import {states as resourceDashboard} from '../dashboard/resource-dashboard/resource-dashboard.states.ts';
import {states as changePasswordForm} from '../session/change-password-form/change-password-form.states.ts';
import {states as passwordField} from '../session/password-field/password-field.states.ts';
import {states as passwordResetRequest} from '../session/password-reset-request/password-reset-request.states.ts';
import {states as sessionList} from '../session/session-list/session-list.states.ts';
import {states as tenantSignIn} from '../session/tenant-sign-in/tenant-sign-in.states.ts';
import {states as changeRoleDialog} from '../users/change-role-dialog/change-role-dialog.states.ts';
import {states as createUserForm} from '../users/create-user-form/create-user-form.states.ts';
import {states as credentialHandoff} from '../users/credential-handoff/credential-handoff.states.ts';
import {states as deactivateUserDialog} from '../users/deactivate-user-dialog/deactivate-user-dialog.states.ts';
import {states as deleteUserDialog} from '../users/delete-user-dialog/delete-user-dialog.states.ts';
import {states as reactivateUserDialog} from '../users/reactivate-user-dialog/reactivate-user-dialog.states.ts';
import {states as editUserDialog} from '../users/edit-user-dialog/edit-user-dialog.states.ts';
import {states as editUserForm} from '../users/edit-user-form/edit-user-form.states.ts';
import {states as endSessionsDialog} from '../users/end-sessions-dialog/end-sessions-dialog.states.ts';
import {states as resetPasswordDialog} from '../users/reset-password-dialog/reset-password-dialog.states.ts';
import {states as roleSelect} from '../users/role-select/role-select.states.ts';
import {states as tenantUserManagement} from '../users/tenant-user-management/tenant-user-management.states.ts';
import {states as tenantUserTable} from '../users/tenant-user-table/tenant-user-table.states.ts';
import {states as userActionsMenu} from '../users/user-actions-menu/user-actions-menu.states.ts';
import type {ElementState} from './element-state.ts';

type States = Readonly<Record<string, readonly ElementState[]>>;

/** Every state of the dashboard and its tiles, by tag. */
export const dashboardStates: States = {
  'gpu-card': gpuCard,
  'job-list': jobList,
  'quick-links': quickLinks,
  'resource-card': resourceCard,
  'resource-dashboard': resourceDashboard,
};

/** Every state of every other element, by tag. */
export const userStates: States = {
  'change-password-form': changePasswordForm,
  'change-role-dialog': changeRoleDialog,
  'create-user-form': createUserForm,
  'credential-handoff': credentialHandoff,
  'deactivate-user-dialog': deactivateUserDialog,
  'delete-user-dialog': deleteUserDialog,
  'edit-user-dialog': editUserDialog,
  'edit-user-form': editUserForm,
  'end-sessions-dialog': endSessionsDialog,
  'password-field': passwordField,
  'password-reset-request': passwordResetRequest,
  'reactivate-user-dialog': reactivateUserDialog,
  'reset-password-dialog': resetPasswordDialog,
  'role-select': roleSelect,
  'session-list': sessionList,
  'tenant-sign-in': tenantSignIn,
  'tenant-user-management': tenantUserManagement,
  'tenant-user-table': tenantUserTable,
  'user-actions-menu': userActionsMenu,
};

/** Every state of every element, by tag. */
export const allStates: States = {...userStates, ...dashboardStates};
