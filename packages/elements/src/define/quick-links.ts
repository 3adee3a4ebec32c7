import {QuickLinks} from '../dashboard/quick-links/quick-links.ts';
import {define} from './define.ts';

define('quick-links', QuickLinks);
