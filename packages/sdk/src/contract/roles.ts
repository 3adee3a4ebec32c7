import * as z from 'zod/mini';
import {pageOf} from './page.ts';
import type {Permission} from './permissions.ts';
import {closedEnum, Id, Integer, openEnum, Timestamp, Version} from './scalars.ts';

export const Role = z.object({
  id: Id,
  tenantId: Id,
  key: z.string(),
  name: z.string(),
  description: z.string(),
  kind: closedEnum(['builtIn', 'custom']),
  basedOn: z.nullable(z.string()),
  /** A disabled role cannot be assigned; who has it keeps it. */
  status: closedEnum(['enabled', 'disabled']),
  permissions: z.array(openEnum<Permission>()),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  version: Version,
  /** Only with `include: ['counts']`. */
  userCount: z.optional(Integer),
});
export type Role = z.infer<typeof Role>;

export const RolePage = pageOf(Role);

export const PermissionInfo = z.object({
  name: openEnum<Permission>(),
  group: z.string(),
  label: z.string(),
  description: z.string(),
  risk: closedEnum(['low', 'high']),
});
export type PermissionInfo = z.infer<typeof PermissionInfo>;

export const PermissionPage = pageOf(PermissionInfo);

/** Which role holds which permission: `held[role id]` lists its permissions. */
export const RoleMatrix = z.object({
  permissions: z.array(PermissionInfo),
  roles: z.array(z.object({id: Id, key: z.string(), name: z.string()})),
  held: z.record(z.string(), z.array(openEnum<Permission>())),
});
export type RoleMatrix = z.infer<typeof RoleMatrix>;
