import {DeleteUserDialog} from '../users/delete-user-dialog/delete-user-dialog.ts';
import {define} from './define.ts';

define('delete-user-dialog', DeleteUserDialog);
