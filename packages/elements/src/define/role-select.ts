import {RoleSelect} from '../users/role-select/role-select.ts';
import {define} from './define.ts';

define('role-select', RoleSelect);
