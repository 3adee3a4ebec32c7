import {SessionList} from '../session/session-list/session-list.ts';
import {define} from './define.ts';

define('session-list', SessionList);
