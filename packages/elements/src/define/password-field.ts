import {PasswordField} from '../session/password-field/password-field.ts';
import {define} from './define.ts';

define('password-field', PasswordField);
