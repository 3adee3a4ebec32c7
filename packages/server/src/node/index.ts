export type {ResetAdministrator} from '../tenants/reset-administrator.ts';
export {runDueEachMinute} from './due.ts';
export {ConfigurationError, type Environment, readEnvironment} from './environment.ts';
export {clientAddress, type Fetch, type Listening, type ListenOptions, listen, nodeListener} from './listen.ts';
export {FolderInUse} from './lock.ts';
export {jsonLogger} from './logger.ts';
export {type OpenedDatabase, type OpenOptions, openDatabase} from './open-database.ts';
export {resetAdministrator} from './reset-administrator.ts';
export {explainFailure} from './failures.ts';
