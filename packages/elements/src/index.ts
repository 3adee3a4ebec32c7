export {clientContext} from './context/client-context.ts';
export {localeContext, type TenantLocale} from './context/locale-context.ts';
export {messagesContext, type TenantMessages} from './context/messages-context.ts';
export {sessionContext, type TenantSession} from './context/session-context.ts';
export {TenantErrorEvent} from './foundation/tenant-error.event.ts';
export {SessionReadyEvent, SessionRequiredEvent} from './session/tenant-provider/tenant-provider.events.ts';
export {TenantProvider} from './session/tenant-provider/tenant-provider.ts';
