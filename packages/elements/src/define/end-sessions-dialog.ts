import {EndSessionsDialog} from '../users/end-sessions-dialog/end-sessions-dialog.ts';
import {define} from './define.ts';
import './session-list.ts';

define('end-sessions-dialog', EndSessionsDialog);
