import {ChangeRoleDialog} from '../users/change-role-dialog/change-role-dialog.ts';
import {define} from './define.ts';
import './role-select.ts';

define('change-role-dialog', ChangeRoleDialog);
