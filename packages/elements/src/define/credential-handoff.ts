import {CredentialHandoff} from '../users/credential-handoff/credential-handoff.ts';
import {define} from './define.ts';

define('credential-handoff', CredentialHandoff);
