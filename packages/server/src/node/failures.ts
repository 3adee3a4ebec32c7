import {UnusableDatabase} from '../db/unusable.ts';
import {InsecurePublicUrl} from '../http/cookies.ts';
import {UnusableBootstrap} from '../tenants/bootstrap.ts';
import {ConfigurationError} from './environment.ts';
import {UnusableKeyFile} from './keys.ts';
import {FolderInUse} from './lock.ts';

// Failures whose message is written for whoever starts the server.
const EXPLAINED = [ConfigurationError, FolderInUse, InsecurePublicUrl, UnusableBootstrap, UnusableDatabase, UnusableKeyFile];

/** Why a start failed, in words for whoever started it. What nobody foresaw is told with its stack. */
export const explainFailure = (error: unknown): string => {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const {code, port} = error as NodeJS.ErrnoException & {port?: number};
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use. Choose another by PORT.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `Not allowed: ${error.message}`;
    case 'ENOSPC':
      return `The disk is full: ${error.message}`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
      return `The database that DATABASE_URL names does not answer: ${error.message}`;
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return error.message;
    default:
      return EXPLAINED.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
  }
};
