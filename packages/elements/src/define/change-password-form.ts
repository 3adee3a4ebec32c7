import {ChangePasswordForm} from '../session/change-password-form/change-password-form.ts';
import './password-field.ts';
import {define} from './define.ts';

define('change-password-form', ChangePasswordForm);
