import {isApiError, isTenantryError, type TenantryError} from '@tenantry/sdk';

/** What went wrong, in words. Part of the messages of every element that asks the server. */
export const failureMessages = {
  failureNetwork: 'The server could not be reached. Check your connection.',
  failureTimeout: 'The server took too long to answer.',
  failureServer: 'The server has a problem. It is not your doing.',
  failureBusy: 'The server is busy. Wait a moment.',
  failureResponse: 'The server gave an answer that could not be read.',
  failureRefused: 'The server refused this.',
  failurePermission: 'You do not have the permission for this. Ask a Tenant Admin.',
  failureSignedOut: 'Your session has ended. Sign in again. What you typed is still here.',
  failureSuspended: 'This organization is suspended. Ask its provider.',
  failurePasswordChange: 'Choose a new password first.',
  failureShown: 'This part could not be shown.',
  tryAgain: 'Try again',
  requestId: 'Request ID',
  copyRequestId: 'Copy request ID',
  copied: 'Copied',
};
export type FailureMessages = typeof failureMessages;

/**
 * What a call was rejected with, to be shown; `undefined` for a call that the element itself gave up. What the SDK did not throw is
 * thrown again. That a session is over needs no telling: the provider hears of it on `client.changes`.
 */
export const failureOf = (error: unknown): TenantryError | undefined => {
  if (!isTenantryError(error)) {
    throw error;
  }
  return error.kind === 'aborted' ? undefined : error;
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
    if (error.status === 429 || error.status === 503) {
      return text.failureBusy;
    }
    return error.status >= 500 ? text.failureServer : text.failureRefused;
  }
  switch (error.kind) {
    case 'network':
    case 'offline':
      return text.failureNetwork;
    case 'timeout':
      return text.failureTimeout;
    case 'bad-response':
      return text.failureResponse;
    default:
      return text.failureServer;
  }
};
