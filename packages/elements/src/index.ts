export {clientContext} from './context/client-context.ts';
export {localeContext, type TenantLocale} from './context/locale-context.ts';
export {messagesContext} from './context/messages-context.ts';
export {sessionContext, type TenantSession} from './context/session-context.ts';
export type {GpuCardMessages} from './dashboard/gpu-card/gpu-card.messages.ts';
export {GpuCard} from './dashboard/gpu-card/gpu-card.ts';
export type {QuickLinksMessages} from './dashboard/quick-links/quick-links.messages.ts';
export type {QuickLink} from './dashboard/quick-link.ts';
export {QuickLinks} from './dashboard/quick-links/quick-links.ts';
export {JobOpenEvent} from './dashboard/job-list/job-list.events.ts';
export type {JobListMessages} from './dashboard/job-list/job-list.messages.ts';
export {JobList} from './dashboard/job-list/job-list.ts';
export type {ResourceCardMessages} from './dashboard/resource-card/resource-card.messages.ts';
export {ResourceCard} from './dashboard/resource-card/resource-card.ts';
export {
  LayoutResetEvent,
  LayoutSavedEvent,
  LayoutSaveEvent,
  LayoutSaveFailedEvent,
} from './dashboard/resource-dashboard/resource-dashboard.events.ts';
export type {ResourceDashboardMessages} from './dashboard/resource-dashboard/resource-dashboard.messages.ts';
export {ResourceDashboard} from './dashboard/resource-dashboard/resource-dashboard.ts';
export type {DashboardWidget, WidgetContext} from './dashboard/resource-dashboard/widget-types.ts';
export {TenantErrorEvent} from './foundation/tenant-error.event.ts';
export {WidgetOpenEvent} from './foundation/widget-open.event.ts';
export type {TenantLanguage, TenantMessages} from './messages/tenant-messages.ts';
export {
  PasswordChangedEvent,
  PasswordChangeEvent,
  PasswordChangeFailedEvent,
} from './session/change-password-form/change-password-form.events.ts';
export type {ChangePasswordFormMessages} from './session/change-password-form/change-password-form.messages.ts';
export {ChangePasswordForm} from './session/change-password-form/change-password-form.ts';
export {PasswordCheckedEvent} from './session/password-field/password-field.events.ts';
export type {PasswordFieldMessages} from './session/password-field/password-field.messages.ts';
export {PasswordField} from './session/password-field/password-field.ts';
export {
  PasswordResetRequestEvent,
  PasswordResetRequestedEvent,
  PasswordResetRequestFailedEvent,
} from './session/password-reset-request/password-reset-request.events.ts';
export type {PasswordResetRequestMessages} from './session/password-reset-request/password-reset-request.messages.ts';
export {PasswordResetRequest} from './session/password-reset-request/password-reset-request.ts';
export {SessionEndEvent, SessionEndedEvent, SessionEndFailedEvent} from './session/session-list/session-list.events.ts';
export type {SessionListMessages} from './session/session-list/session-list.messages.ts';
export {SessionList} from './session/session-list/session-list.ts';
export {SessionReadyEvent, SessionRequiredEvent} from './session/tenant-provider/tenant-provider.events.ts';
export {TenantProvider} from './session/tenant-provider/tenant-provider.ts';
export {SignedInEvent, SignInEvent, SignInFailedEvent} from './session/tenant-sign-in/tenant-sign-in.events.ts';
export type {TenantSignInMessages} from './session/tenant-sign-in/tenant-sign-in.messages.ts';
export {TenantSignIn} from './session/tenant-sign-in/tenant-sign-in.ts';
export {RoleChangedEvent, RoleChangeEvent, RoleChangeFailedEvent} from './users/change-role-dialog/change-role-dialog.events.ts';
export type {ChangeRoleDialogMessages} from './users/change-role-dialog/change-role-dialog.messages.ts';
export {ChangeRoleDialog} from './users/change-role-dialog/change-role-dialog.ts';
export {UserCreatedEvent, UserCreateEvent, UserCreateFailedEvent} from './users/create-user-form/create-user-form.events.ts';
export type {CreateUserFormMessages} from './users/create-user-form/create-user-form.messages.ts';
export {CreateUserForm} from './users/create-user-form/create-user-form.ts';
export type {CreateUserValue} from './users/create-user-form/fields.ts';
export {HandoffDoneEvent} from './users/credential-handoff/credential-handoff.events.ts';
export type {CredentialHandoffMessages} from './users/credential-handoff/credential-handoff.messages.ts';
export {CredentialHandoff} from './users/credential-handoff/credential-handoff.ts';
export {
  UserDeactivatedEvent,
  UserDeactivateEvent,
  UserDeactivateFailedEvent,
} from './users/deactivate-user-dialog/deactivate-user-dialog.events.ts';
export type {DeactivateUserDialogMessages} from './users/deactivate-user-dialog/deactivate-user-dialog.messages.ts';
export {DeactivateUserDialog} from './users/deactivate-user-dialog/deactivate-user-dialog.ts';
export {
  UserDeletedEvent,
  UserDeleteEvent,
  UserDeleteFailedEvent,
  UserTransferStartedEvent,
} from './users/delete-user-dialog/delete-user-dialog.events.ts';
export type {DeleteUserDialogMessages} from './users/delete-user-dialog/delete-user-dialog.messages.ts';
export {DeleteUserDialog} from './users/delete-user-dialog/delete-user-dialog.ts';
export {
  SessionsEndedEvent,
  SessionsEndEvent,
  SessionsEndFailedEvent,
} from './users/end-sessions-dialog/end-sessions-dialog.events.ts';
export type {EndSessionsDialogMessages} from './users/end-sessions-dialog/end-sessions-dialog.messages.ts';
export {EndSessionsDialog} from './users/end-sessions-dialog/end-sessions-dialog.ts';
export {
  UserReactivatedEvent,
  UserReactivateEvent,
  UserReactivateFailedEvent,
} from './users/reactivate-user-dialog/reactivate-user-dialog.events.ts';
export type {ReactivateUserDialogMessages} from './users/reactivate-user-dialog/reactivate-user-dialog.messages.ts';
export {ReactivateUserDialog} from './users/reactivate-user-dialog/reactivate-user-dialog.ts';
export {
  UserConflictEvent,
  UserUpdatedEvent,
  UserUpdateEvent,
  UserUpdateFailedEvent,
} from './users/edit-user-form/edit-user-form.events.ts';
export type {EditUserDialogMessages} from './users/edit-user-dialog/edit-user-dialog.messages.ts';
export {EditUserDialog} from './users/edit-user-dialog/edit-user-dialog.ts';
export type {EditUserFormMessages} from './users/edit-user-form/edit-user-form.messages.ts';
export {EditUserForm} from './users/edit-user-form/edit-user-form.ts';
export type {EditUserValue} from './users/edit-user-form/fields.ts';
export {
  PasswordResetEvent,
  PasswordResetFailedEvent,
  ResetPasswordEvent,
} from './users/reset-password-dialog/reset-password-dialog.events.ts';
export type {ResetPasswordDialogMessages} from './users/reset-password-dialog/reset-password-dialog.messages.ts';
export {ResetPasswordDialog} from './users/reset-password-dialog/reset-password-dialog.ts';
export type {RoleSelectMessages} from './users/role-select/role-select.messages.ts';
export {RoleSelect} from './users/role-select/role-select.ts';
export type {TenantUserManagementMessages} from './users/tenant-user-management/tenant-user-management.messages.ts';
export {TenantUserManagement} from './users/tenant-user-management/tenant-user-management.ts';
export {SelectionChangeEvent, UsersShownEvent, type UserView, ViewChangeEvent} from './users/tenant-user-table/tenant-user-table.events.ts';
export type {TenantUserTableMessages} from './users/tenant-user-table/tenant-user-table.messages.ts';
export {TenantUserTable} from './users/tenant-user-table/tenant-user-table.ts';
export {UserActionEvent} from './users/user-actions-menu/user-actions-menu.events.ts';
export type {UserActionsMenuMessages} from './users/user-actions-menu/user-actions-menu.messages.ts';
export {UserActionsMenu} from './users/user-actions-menu/user-actions-menu.ts';
