import {TenantProvider} from '../session/tenant-provider/tenant-provider.ts';
import {define} from './define.ts';

define('tenant-provider', TenantProvider);
