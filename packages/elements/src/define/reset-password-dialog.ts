import {ResetPasswordDialog} from '../users/reset-password-dialog/reset-password-dialog.ts';
import {define} from './define.ts';
import './credential-handoff.ts';

define('reset-password-dialog', ResetPasswordDialog);
