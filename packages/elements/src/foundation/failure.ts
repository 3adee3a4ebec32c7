import {isApiError, isTenantryError, TenantryError} from '@tenantry/sdk';

const inTime = (seconds: number | undefined): string => {
  if (seconds === undefined) {
    return 'later';
  }
  const [count, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`;
};

/** What an element says that could not be rendered. Part of the messages of every element. */
export const wallMessages = {
  failureShown: 'This part could not be shown.',
  tryAgain: 'Try again',
};
export type WallMessages = typeof wallMessages;

/** What went wrong, in words. Part of the messages of every element that asks the server. */
export const failureMessages = {
  ...wallMessages,
  failureNetwork: 'The server could not be reached. Check your connection.',
  failureOffline: 'You were offline.',
  failureTimeout: 'The server took too long to answer.',
  failureServer: 'The server has a problem. It is not your doing.',
  failureBusy: 'The server is busy. Wait a moment.',
  failureLimited: (seconds: number | undefined): string => `There were too many attempts. Try again ${inTime(seconds)}.`,
  failureResponse: 'The server gave an answer that could not be read.',
  failureRefused: 'The server refused this.',
  failurePermission: 'You do not have the permission for this. Ask a Tenant Admin.',
  failureSignedOut: 'Your session has ended. Sign in again. What you typed is still here.',
  failureSuspended: 'This organization is suspended. Ask its provider.',
  failurePasswordChange: 'Choose a new password first.',
  offline: 'You are offline.',
  updated: (moment: string): string => `Last updated: ${moment}.`,
  requestId: 'Request ID',
  copyRequestId: 'Copy request ID',
  copied: 'Copied',
};
export type FailureMessages = typeof failureMessages;

/**
 * What a call was rejected with, to be shown; `undefined` for a call that the element itself gave up. What the SDK did not throw comes of
 * the host, for example of a client that is none, and is shown as well (T29). That a session is over needs no telling: the provider hears
 * of it on `client.changes`.
 */
export const failureOf = (error: unknown): TenantryError | undefined => {
  const failure = isTenantryError(error) ? error : new TenantryError('misuse', 'The client could not be used.', {cause: error});
  return failure.kind === 'aborted' ? undefined : failure;
};

/**
 * Whether nobody can tell from this failure if the write has happened: its answer was lost, or came from something between here and the
 * server; or it was refused before the server looked for what came of an earlier attempt (W8), and that one was lost.
 */
export const isUnseen = (failure: TenantryError, wasUnseen = false): boolean => {
  const {attempts} = failure;
  if (!isApiError(failure)) {
    return wasUnseen || attempts > 0;
  }
  const {status, code} = failure;
  const isEarly = status < 404 || status === 429 || status === 503;
  return isEarly ? wasUnseen || attempts > 1 : status >= 500 || code === 'idempotency-in-progress';
};

/** The sentence for a failure, chosen by its kind, status and code. Says nothing of what is kept: that is the element's to say. */
export const failureText = (error: TenantryError, text: FailureMessages): string => {
  if (isApiError(error)) {
    switch (error.code) {
      case 'permission-denied':
      case 'privilege-escalation':
      case 'not-a-member':
        return text.failurePermission;
      case 'password-change-required':
        return text.failurePasswordChange;
      case 'tenant-suspended':
        return text.failureSuspended;
    }
    if (error.status === 401) {
      return text.failureSignedOut;
    }
    if (error.status === 429) {
      return text.failureLimited(error.retryAfterMs && Math.ceil(error.retryAfterMs / 1000));
    }
    if (error.status === 503 || error.code === 'idempotency-in-progress') {
      return text.failureBusy;
    }
    return error.status >= 500 ? text.failureServer : text.failureRefused;
  }
  switch (error.kind) {
    case 'network':
      return text.failureNetwork;
    case 'offline':
      return text.failureOffline;
    case 'timeout':
      return text.failureTimeout;
    case 'bad-response':
      return text.failureResponse;
    case 'misuse':
      return text.failureShown;
    default:
      return text.failureServer;
  }
};
