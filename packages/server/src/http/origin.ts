import type {AuditRow} from '../audit/queries.ts';
import type {Dependencies} from '../dependencies.ts';

const MAX_AGENT = 512;

/** What a request says about where it comes from, for the audit trail. */
export const auditOrigin = (
  {request, requestId}: {readonly request: Request; readonly requestId: string},
  {clientAddress}: Pick<Dependencies, 'clientAddress'>,
): Pick<AuditRow, 'ip' | 'userAgent' | 'requestId'> => ({
  ip: clientAddress(request) || null,
  userAgent: userAgent(request) || null,
  requestId,
});

/** What the caller says it is, no longer than anybody needs. Of what W6 forbids, a header can hold controls only: they are left out. */
export const userAgent = (request: Request): string =>
  (request.headers.get('user-agent') ?? '').replaceAll(/\p{Cc}/gu, '').slice(0, MAX_AGENT);
