// A process whose last call ends in the way that its argument says. It prints for how many milliseconds it stayed after that.
import {TenantClient} from '@tenantry/sdk';

const how = process.argv[2];
const never = (): Promise<never> => new Promise(() => undefined);
const policy = {
  minLength: 15,
  maxLength: 128,
  maxAgeDays: null,
  temporaryPasswordTtlHours: 24,
  blocklist: true,
  forbidPersonal: true,
  composition: null,
};

// It honours no signal: what is left running must not matter.
const fetch = async (): Promise<Response> => {
  if (how === 'well') {
    return Response.json(policy);
  }
  if (how === 'badly') {
    return Response.json({type: 'x', title: 'x', status: 404, code: 'not-found'}, {status: 404});
  }
  if (how === 'waiting') {
    return Response.json({type: 'x', title: 'x', status: 503, code: 'x'}, {status: 503, headers: {'Retry-After': '15'}});
  }
  return never();
};

const client = new TenantClient({baseUrl: 'https://portal.example/api', auth: {getToken: () => 'token'}, fetch});
const controller = new AbortController();
const call = client.passwordPolicy.get({signal: controller.signal, ...(how === 'timeout' && {timeoutMs: 50})}).catch(() => undefined);
if (how === 'aborted' || how === 'waiting') {
  setTimeout(() => controller.abort(), 50);
}
if (how === 'closed') {
  setTimeout(() => client.close(), 50);
}
await call;
const ended = performance.now();
process.on('exit', () => process.stdout.write(String(performance.now() - ended)));
