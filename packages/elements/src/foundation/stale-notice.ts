import type {TenantryError} from '@tenantry/sdk';
import {html, type TemplateResult} from 'lit';
import {type FailureMessages, failureText} from './failure.ts';
import {formatMoment, type Place} from './format.ts';
import {icon, warning} from './icons.ts';

export interface StaleNotice {
  /** Why the data are old, but for the network that is gone. */
  readonly error: TenantryError | undefined;
  /** When they were those of the server. */
  readonly answeredAt: string;
  readonly text: FailureMessages;
  readonly place: Place;
  readonly onRetry: () => void;
}

/** Stands above data that could not be asked for again. */
export const staleNotice = ({error, answeredAt, text, place, onRetry}: StaleNotice): TemplateResult => html`
  <p class="notice warning" role="alert">
    ${icon(warning)}
    <span>
      ${navigator.onLine && error ? failureText(error, text) : text.offline} ${text.updated(formatMoment(answeredAt, place))}
      <button class="link-button" type="button" @click=${onRetry}>${text.tryAgain}</button>
    </span>
  </p>
`;
