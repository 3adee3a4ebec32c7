import {ReactivateUserDialog} from '../users/reactivate-user-dialog/reactivate-user-dialog.ts';
import {define} from './define.ts';

define('reactivate-user-dialog', ReactivateUserDialog);
