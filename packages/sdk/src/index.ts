export {TenantClient, TenantHandle} from './client.ts';
export type {Blocker, DeletionCheck, DeletionWarning} from './contract/deletion.ts';
export {normalizeEmail} from './contract/email.ts';
export {ERROR_CODES, type ErrorCode, FIELD_CODES, type FieldCode, PASSWORD_RULES, type PasswordRule} from './contract/error-codes.ts';
export {EVENT_TYPES, type EventType, type TenantEvent} from './contract/events.ts';
export type {Job} from './contract/jobs.ts';
export type {DashboardLayout, LayoutAnswer, Widget} from './contract/layouts.ts';
export {JOB_LIST, type NullableTimeRange, RESOURCE_LIST, ROLE_LIST, SESSION_LIST, type TimeRange, USER_LIST} from './contract/lists.ts';
export type {Operation} from './contract/operations.ts';
export type {Page, Total} from './contract/page.ts';
export {checkPassword, generatePassword, type PasswordOwner, type RandomBytes} from './contract/password.ts';
export type {PasswordPolicy} from './contract/password-policy.ts';
export {PERMISSIONS, type Permission, rightsOverOthers} from './contract/permissions.ts';
export type {FieldError, Problem} from './contract/problem.ts';
export type {
  ChangePassword,
  CompleteReset,
  CreateUser,
  DeactivateUser,
  NewCredential,
  RequestReset,
  ResetPassword,
  SaveLayout,
  SavePersonalLayout,
  SaveTenantLayout,
  SignIn,
  TransferResources,
  UpdateMe,
  UpdateUser,
} from './contract/requests.ts';
export type {ResourceRef} from './contract/resource-refs.ts';
export {JOB_STATES} from './contract/resource-states.ts';
export {RESOURCE_TYPES} from './contract/resource-types.ts';
export type {Role} from './contract/roles.ts';
export type {SectionName} from './contract/resource-states.ts';
export type {Me, Session} from './contract/session.ts';
export type {
  Amount,
  BareMetal,
  Capacity,
  Health,
  Kubernetes,
  ResourceSummary,
  Section,
  SectionData,
  Slurm,
  Source,
  VirtualMachine,
} from './contract/summary.ts';
export {codePoints, textProblem} from './contract/text.ts';
export {usernameKey} from './contract/username.ts';
export {WIDGET_COLUMNS, WIDGET_ROWS_MAX, WIDGET_TITLE_MAX, WIDGET_TYPES, WIDGETS_MAX} from './contract/widget-limits.ts';
export type {ActorRef, CreatedUser, Handoff, User, UserAction, UserActivity, UsernameCheck} from './contract/users.ts';
export {ApiError, isApiError, isProblem} from './errors/api-error.ts';
export {type ErrorKind, isTenantryError, TenantryError} from './errors/tenantry-error.ts';
export type {EventsState} from './events/follow-events.ts';
export type {ClientOptions, CookieAuth, TokenAuth} from './options.ts';
export {
  Dashboard,
  type EditedLayer,
  type LayoutOptions,
  type SaveLayoutOptions,
  type SummaryOptions,
  type WatchOptions,
} from './resources/dashboard.ts';
export {Events, type Subscription} from './resources/events.ts';
export {type JobListOptions, Jobs} from './resources/jobs.ts';
export {MeResource, type SessionListOptions} from './resources/me.ts';
export {Operations, type WaitOptions} from './resources/operations.ts';
export type {Iteration} from './resources/pages.ts';
export {PasswordPolicies} from './resources/password-policy.ts';
export {type ResourceListOptions, Resources} from './resources/resources.ts';
export {type RoleListOptions, Roles} from './resources/roles.ts';
export {SessionResource} from './resources/session.ts';
export {type UserListOptions, type UserOptions, Users} from './resources/users.ts';
export {type Change, ChangeEvent} from './transport/changes.ts';
export type {ClientEvent} from './transport/client-event.ts';
export type {ListOptions} from './transport/query.ts';
export type {ActionOptions, RequestOptions, WriteOptions} from './transport/request-options.ts';
