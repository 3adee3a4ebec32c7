// Answers every request with the same page of 100 users. Started by client.ts.
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type User, UserPage} from '@tenantry/sdk/contract';

const id = (prefix: string, index: number): string => `${prefix}_${String(index).padStart(26, '0')}`;

const userOf = (_: unknown, index: number): unknown => ({
  id: id('usr', index),
  tenantId: id('ten', 1),
  username: `amara.kowalski${index}`,
  email: `amara.kowalski${index}@aurora.example`,
  emailVerified: index % 2 === 0,
  firstName: 'Amara',
  lastName: 'Kowalski',
  roleId: id('rol', 1),
  role: {id: id('rol', 1), key: 'developer', name: 'Developer'},
  extraPermissions: [],
  effectivePermissions: ['apiKeys.own', 'jobs.submit', 'jupyter.use', 'models.deploy', 'models.train', 'resources.read', 'resources.use'],
  status: 'active',
  deactivatedAt: null,
  deactivationReason: null,
  credential: 'password',
  passwordChangedAt: '2026-03-02T09:00:00.000Z',
  temporaryPasswordExpiresAt: null,
  externalIds: [],
  note: null,
  createdBy: {type: 'user', id: id('usr', 1), label: 'tenant.admin'},
  createdAt: '2026-03-02T09:00:00.000Z',
  updatedAt: '2026-03-02T09:00:00.000Z',
  version: 1,
});
const page = {items: Array.from({length: 100}, userOf) as User[], next: 'x'.repeat(400), prev: null, limit: 100, total: null};
const body = JSON.stringify(UserPage.parse(page));

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end(body);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
process.once('disconnect', () => process.exit());
