// The limit: bare pg behind node:http, without tenants, rights or validation. Started by list-users.ts.
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import pg from 'pg';

const [, , connectionString, tenantId] = process.argv;

const pool = new pg.Pool({connectionString, max: 10});
const server = createServer(async (_request, response) => {
  const {rows} = await pool.query('select * from users where tenant_id = $1 order by created_at desc, id desc limit 51', [tenantId]);
  response.setHeader('content-type', 'application/json').end(JSON.stringify(rows));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
process.once('disconnect', () => process.exit());
