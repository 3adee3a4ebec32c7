import {CreateUserForm} from '../users/create-user-form/create-user-form.ts';
import './credential-handoff.ts';
import './password-field.ts';
import {define} from './define.ts';
import './role-select.ts';

define('create-user-form', CreateUserForm);
