import {ResourceDashboard} from '../dashboard/resource-dashboard/resource-dashboard.ts';
import './gpu-card.ts';
import './job-list.ts';
import './quick-links.ts';
import './resource-card.ts';
import {define} from './define.ts';

define('resource-dashboard', ResourceDashboard);
