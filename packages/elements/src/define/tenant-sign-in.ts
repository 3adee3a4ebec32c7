import './change-password-form.ts';
import {TenantSignIn} from '../session/tenant-sign-in/tenant-sign-in.ts';
import {define} from './define.ts';

define('tenant-sign-in', TenantSignIn);
