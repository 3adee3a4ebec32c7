import {EditUserDialog} from '../users/edit-user-dialog/edit-user-dialog.ts';
import {define} from './define.ts';
import './edit-user-form.ts';

define('edit-user-dialog', EditUserDialog);
