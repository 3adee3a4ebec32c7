import {TenantUserManagement} from '../users/tenant-user-management/tenant-user-management.ts';
import {define} from './define.ts';
import './tenant-user-table.ts';

TenantUserManagement.loadForm = () => import('./create-user-form.ts');
define('tenant-user-management', TenantUserManagement);
