import {DeactivateUserDialog} from '../users/deactivate-user-dialog/deactivate-user-dialog.ts';
import {define} from './define.ts';

define('deactivate-user-dialog', DeactivateUserDialog);
