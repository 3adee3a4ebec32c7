import {PasswordResetRequest} from '../session/password-reset-request/password-reset-request.ts';
import {define} from './define.ts';

define('password-reset-request', PasswordResetRequest);
