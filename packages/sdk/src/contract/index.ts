export {Blocker, DeletionCheck, type DeletionWarning} from './deletion.ts';
export {normalizeEmail} from './email.ts';
export {ERROR_CODES, type ErrorCode, FIELD_CODES, type FieldCode, PASSWORD_RULES, type PasswordRule} from './error-codes.ts';
export {EVENT_TYPES, type EventType, TenantEvent} from './events.ts';
export {
  COUNT_CAP,
  type FilterKind,
  type FilterOf,
  LIMIT_DEFAULT,
  LIMIT_MAX,
  JOB_LIST,
  type ListSpec,
  type NullableTimeRange,
  RESOURCE_LIST,
  ROLE_LIST,
  SESSION_LIST,
  type SortOf,
  type TimeRange,
  USER_INCLUDE,
  USER_LIST,
} from './lists.ts';
export {Job, JobPage} from './jobs.ts';
export {DashboardLayout, LayoutAnswer, Widget} from './layouts.ts';
export {Operation} from './operations.ts';
export {type Page, pageOf, Total} from './page.ts';
export {checkPassword, generatePassword, type PasswordOwner, type RandomBytes} from './password.ts';
export {PasswordPolicy} from './password-policy.ts';
export {OWN_PERMISSIONS, PERMISSIONS, type Permission, rightsOverOthers} from './permissions.ts';
export {FieldError, Problem} from './problem.ts';
export {
  ChangePassword,
  CompleteReset,
  CreateUser,
  DeactivateUser,
  NewCredential,
  ReactivateUser,
  RequestReset,
  ResetPassword,
  type SaveLayout,
  SavePersonalLayout,
  SaveTenantLayout,
  SignIn,
  TransferResources,
  UpdateMe,
  UpdateUser,
} from './requests.ts';
export {PermissionInfo, PermissionPage, Role, RoleMatrix, RolePage} from './roles.ts';
export {Id, Integer, Timestamp} from './scalars.ts';
export {Me, Session, SessionPage} from './session.ts';
export {codePoints, textProblem} from './text.ts';
export {usernameKey} from './username.ts';
export {ActorRef, CreatedUser, Handoff, User, type UserAction, UserActivity, UsernameCheck, UserPage} from './users.ts';
export {
  BARE_METAL_STATES,
  CLUSTER_PHASES,
  HEALTH_STATES,
  JOB_STATES,
  PARTITION_STATES,
  POD_PHASES,
  POWER_STATES,
  SECTIONS,
  type SectionName,
  SLURM_NODE_STATES,
  VIRTUAL_MACHINE_STATES,
} from './resource-states.ts';
export {ResourceRef, ResourceRefPage} from './resource-refs.ts';
export {RESOURCE_TYPES} from './resource-types.ts';
export {
  type Amount,
  type BareMetal,
  type Capacity,
  type Health,
  type Kubernetes,
  ResourceSummary,
  type Section,
  type SectionData,
  type Slurm,
  type Source,
  type VirtualMachine,
} from './summary.ts';
export {WIDGET_COLUMNS, WIDGET_OPTIONS_MAX, WIDGET_ROWS_MAX, WIDGET_TITLE_MAX, WIDGET_TYPES, WIDGETS_MAX} from './widget-limits.ts';
