import {ResourceDashboard} from '../dashboard/resource-dashboard/resource-dashboard.ts';
import {define} from './define.ts';
import './resource-card.ts';

ResourceDashboard.loadTile = async (type) => {
  switch (type) {
    case 'gpu':
      return import('./gpu-card.ts');
    case 'jobs':
      return import('./job-list.ts');
    case 'links':
      return import('./quick-links.ts');
    default:
      return undefined;
  }
};
define('resource-dashboard', ResourceDashboard);
