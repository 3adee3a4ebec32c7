import type {Dependencies} from '../dependencies.ts';

/** What this server can do, by the names under which a host asks for it: what is built, and what it was given the means for. */
export const featuresOf = ({mailer, resources}: Pick<Dependencies, 'mailer' | 'resources'>): readonly string[] => [
  'users',
  'roles',
  'sessions',
  'dashboard',
  ...(resources.some(({summary}) => summary) ? ['resources'] : []),
  ...(mailer ? ['mail'] : []),
  ...(resources.some(({userChanged}) => userChanged) ? ['jobs'] : []),
];
