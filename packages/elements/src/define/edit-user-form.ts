import {EditUserForm} from '../users/edit-user-form/edit-user-form.ts';
import {define} from './define.ts';
import './role-select.ts';

define('edit-user-form', EditUserForm);
