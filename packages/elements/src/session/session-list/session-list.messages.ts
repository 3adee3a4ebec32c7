import {failureMessages} from '../../foundation/failure.ts';
import type {Device} from './device.ts';

/** Every text of the list. Replace any of them through the `messages` property. */
export const messages = {
  ...failureMessages,
  label: 'Your sessions',
  loading: 'Loading sessions…',
  failed: 'Your sessions could not be loaded',
  empty: 'No open sessions',
  emptyText: 'You are signed in by a token of this portal, which keeps no session.',
  labelOther: 'Sessions of the user',
  failedOther: 'The sessions of the user could not be loaded',
  emptyOther: 'This user is signed in nowhere.',
  more: 'Show more',
  current: 'This session',
  end: 'End',
  endLabel: (device: string, when: string): string => `End session: ${device}, signed in ${when}`,
  ending: 'Ending…',
  ended: (device: string): string => `The session on ${device} has ended.`,
  endFailed: 'The session was not ended.',
  endUnseen: 'We could not see whether the session was ended.',
  device: ({browser, system}: Device): string => (browser && system ? `${browser} on ${system}` : browser || system || 'Unknown device'),
  signedIn: (time: string, address: string): string => `Signed in: ${time}\u00a0from ${address}`,
  active: (time: string): string => `Last active: ${time}`,
};
export type SessionListMessages = typeof messages;
