import {UserActionsMenu} from '../users/user-actions-menu/user-actions-menu.ts';
import {define} from './define.ts';

define('user-actions-menu', UserActionsMenu);
