import {TenantUserManagement} from '../users/tenant-user-management/tenant-user-management.ts';
import './create-user-form.ts';
import {define} from './define.ts';
import './tenant-user-table.ts';

define('tenant-user-management', TenantUserManagement);
