import type {GpuCardMessages} from '../dashboard/gpu-card/gpu-card.messages.ts';
import type {QuickLinksMessages} from '../dashboard/quick-links/quick-links.messages.ts';
import type {JobListMessages} from '../dashboard/job-list/job-list.messages.ts';
import type {ResourceCardMessages} from '../dashboard/resource-card/resource-card.messages.ts';
import type {ResourceDashboardMessages} from '../dashboard/resource-dashboard/resource-dashboard.messages.ts';
import type {FailureMessages, WallMessages} from '../foundation/failure.ts';
import type {ChangePasswordFormMessages} from '../session/change-password-form/change-password-form.messages.ts';
import type {PasswordFieldMessages} from '../session/password-field/password-field.messages.ts';
import type {PasswordResetRequestMessages} from '../session/password-reset-request/password-reset-request.messages.ts';
import type {SessionListMessages} from '../session/session-list/session-list.messages.ts';
import type {TenantSignInMessages} from '../session/tenant-sign-in/tenant-sign-in.messages.ts';
import type {ChangeRoleDialogMessages} from '../users/change-role-dialog/change-role-dialog.messages.ts';
import type {CreateUserFormMessages} from '../users/create-user-form/create-user-form.messages.ts';
import type {CredentialHandoffMessages} from '../users/credential-handoff/credential-handoff.messages.ts';
import type {DeactivateUserDialogMessages} from '../users/deactivate-user-dialog/deactivate-user-dialog.messages.ts';
import type {DeleteUserDialogMessages} from '../users/delete-user-dialog/delete-user-dialog.messages.ts';
import type {EditUserDialogMessages} from '../users/edit-user-dialog/edit-user-dialog.messages.ts';
import type {EditUserFormMessages} from '../users/edit-user-form/edit-user-form.messages.ts';
import type {EndSessionsDialogMessages} from '../users/end-sessions-dialog/end-sessions-dialog.messages.ts';
import type {ReactivateUserDialogMessages} from '../users/reactivate-user-dialog/reactivate-user-dialog.messages.ts';
import type {ResetPasswordDialogMessages} from '../users/reset-password-dialog/reset-password-dialog.messages.ts';
import type {RoleSelectMessages} from '../users/role-select/role-select.messages.ts';
import type {TenantUserManagementMessages} from '../users/tenant-user-management/tenant-user-management.messages.ts';
import type {TenantUserTableMessages} from '../users/tenant-user-table/tenant-user-table.messages.ts';
import type {UserActionsMenuMessages} from '../users/user-actions-menu/user-actions-menu.messages.ts';

interface MessagesByTag {
  'change-password-form': ChangePasswordFormMessages;
  'change-role-dialog': ChangeRoleDialogMessages;
  'create-user-form': CreateUserFormMessages;
  'credential-handoff': CredentialHandoffMessages;
  'deactivate-user-dialog': DeactivateUserDialogMessages;
  'delete-user-dialog': DeleteUserDialogMessages;
  'edit-user-dialog': EditUserDialogMessages;
  'edit-user-form': EditUserFormMessages;
  'end-sessions-dialog': EndSessionsDialogMessages;
  'job-list': JobListMessages;
  'password-field': PasswordFieldMessages;
  'password-reset-request': PasswordResetRequestMessages;
  'reactivate-user-dialog': ReactivateUserDialogMessages;
  'reset-password-dialog': ResetPasswordDialogMessages;
  'gpu-card': GpuCardMessages;
  'quick-links': QuickLinksMessages;
  'resource-card': ResourceCardMessages;
  'resource-dashboard': ResourceDashboardMessages;
  'role-select': RoleSelectMessages;
  'session-list': SessionListMessages;
  'tenant-sign-in': TenantSignInMessages;
  'tenant-user-management': TenantUserManagementMessages;
  'tenant-user-table': TenantUserTableMessages;
  'user-actions-menu': UserActionsMenuMessages;
}

/** A language: every text of every element. What is missing, or is there for nothing, does not compile. */
export type TenantLanguage = {
  /** Its BCP 47 tag, without a region unless it is for that region alone. */
  readonly lang: string;
} & {readonly [Tag in keyof MessagesByTag]: Readonly<MessagesByTag[Tag]>};

/** What the dialogs about one user say, but for what a language says alike in every element. */
export type UserDialogTexts = {
  readonly [Tag in
    | 'change-role-dialog'
    | 'deactivate-user-dialog'
    | 'edit-user-dialog'
    | 'end-sessions-dialog'
    | 'reactivate-user-dialog'
    | 'reset-password-dialog']: Omit<TenantLanguage[Tag], keyof FailureMessages | 'permission'>;
};

/** What the tiles of the dashboard say, but for what a language says alike in every element. */
export type DashboardTexts = {
  readonly [Tag in 'gpu-card' | 'quick-links' | 'resource-card']: Omit<TenantLanguage[Tag], keyof WallMessages>;
};

/** What the list of jobs says, but for what a language says alike in every element. */
export type JobListTexts = Omit<TenantLanguage['job-list'], keyof FailureMessages>;

/** What the dashboard says, but for what a language says alike in every element. */
export type ResourceDashboardTexts = Omit<TenantLanguage['resource-dashboard'], keyof FailureMessages>;

/** Texts to replace, by tag. With `lang` they count in that language alone, without it in every one. */
export type TenantMessages = {
  readonly lang?: string | undefined;
} & {readonly [Tag in keyof MessagesByTag]?: Readonly<Partial<MessagesByTag[Tag]>>};
