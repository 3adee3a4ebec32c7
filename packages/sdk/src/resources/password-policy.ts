import {PasswordPolicy} from '../contract/password-policy.ts';
import {path} from '../transport/path.ts';
import type {RequestOptions} from '../transport/request-options.ts';
import type {Transport} from '../transport/transport.ts';

/** What a password must be in one tenant. */
export class PasswordPolicies {
  readonly #transport: Transport;
  readonly #path: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#path = path`v1/tenants/${tenant}/password-policy`;
  }

  /** Fetches the policy. Any session may. */
  get(options: RequestOptions = {}): Promise<PasswordPolicy> {
    return this.#transport.send({operation: 'passwordPolicy.get', method: 'get', path: this.#path, answer: PasswordPolicy, ...options});
  }
}
