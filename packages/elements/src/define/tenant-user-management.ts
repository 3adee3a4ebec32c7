import {TenantUserManagement} from '../users/tenant-user-management/tenant-user-management.ts';
import {define} from './define.ts';
import './tenant-user-table.ts';
import './user-actions-menu.ts';

TenantUserManagement.loadForm = () => import('./create-user-form.ts');
TenantUserManagement.loadDialog = (action) => {
  switch (action) {
    case 'edit':
      return import('./edit-user-dialog.ts');
    case 'resetPassword':
      return import('./reset-password-dialog.ts');
    case 'changeRole':
      return import('./change-role-dialog.ts');
    case 'endSessions':
      return import('./end-sessions-dialog.ts');
    case 'deactivate':
      return import('./deactivate-user-dialog.ts');
    case 'reactivate':
      return import('./reactivate-user-dialog.ts');
    case 'delete':
      return import('./delete-user-dialog.ts');
  }
};
define('tenant-user-management', TenantUserManagement);
