import {failureMessages} from '../../foundation/failure.ts';

/** Every text of the dashboard, but for what the tiles say themselves. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  title: 'Dashboard',
  ofTenant: (tenant: string | undefined): string => `All resources of ${tenant ?? 'the organization'}`,
  own: 'Your resources',
  updatedNow: 'updated just now',
  updatedAgo: (when: string): string => `updated ${when}`,
  refresh: 'Refresh',
  edit: 'Edit Dashboard',
  loading: 'Loading the dashboard…',
  failed: 'The dashboard could not be loaded',
  figuresFailed: 'The figures could not be loaded.',
  empty: 'There is nothing on this dashboard',
  emptyText: 'All its tiles were removed or hidden.',
  emptyEdit: 'Choose “Edit Dashboard” to add some.',
  tileFailed: (tile: string): string => `${tile} could not be shown.`,
  editUnloadable: 'What is needed to edit the dashboard could not be loaded. Check your connection and try again.',
};
export type ResourceDashboardMessages = typeof messages;
