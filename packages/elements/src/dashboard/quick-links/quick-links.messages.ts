import {wallMessages} from '../../foundation/failure.ts';

/** Every text of the links. Replace any of them through the `messages` property. */
export const messages = {
  ...wallMessages,
  title: 'Quick links',
  workspace: 'Create and Access Workspace',
  workspaceText: 'Interactive notebooks with GPU, CPU, or MIG resources.',
  playground: 'Access Model Playground',
  playgroundText: 'Send prompts to deployed models and inspect responses.',
  jobs: 'Jobs',
  jobsText: 'Submit jobs and follow what becomes of them.',
  notebooks: 'Notebooks',
  notebooksText: 'Notebook servers and what they run on.',
  empty: 'No links',
  emptyText: 'This portal has put no links here that you may use.',
};
export type QuickLinksMessages = typeof messages;
