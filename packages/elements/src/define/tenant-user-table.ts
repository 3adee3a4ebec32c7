import {TenantUserTable} from '../users/tenant-user-table/tenant-user-table.ts';
import {define} from './define.ts';

define('tenant-user-table', TenantUserTable);
