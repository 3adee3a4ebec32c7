/** Ids of the rows below that tests speak of. */
export const FIRST_VERSION = {
  tenantId: 'ten_01m7000000000000000000000a',
  slug: 'aurora',
  administratorId: 'usr_01m7000000000000000000000a',
  issuer: 'https://issuer.example',
} as const;

/** Rows in every table of the first migration, as the first version of the server wrote them. They are never changed. */
export const firstVersionRows = `
insert into tenants values ('ten_01m7000000000000000000000a', 'aurora', 'active'), ('ten_01m7000000000000000000000b', 'boreas', 'suspended');
insert into issuers values ('https://issuer.example', 'aurora', 'ten_01m7000000000000000000000a');
insert into tenant_profiles (tenant_id, name, settings, default_role_id, audit_seq, created_at) values
  ('ten_01m7000000000000000000000a', 'Aurora Research',
   '{"timeZone": "UTC", "locale": "en", "loginUrl": "https://portal.example/", "uniqueEmail": true,
     "session": {"idleMinutes": 30, "absoluteHours": 12},
     "passwordPolicy": {"minLength": 15, "maxLength": 128, "maxAgeDays": null, "temporaryPasswordTtlHours": 24, "blocklist": true,
                        "forbidPersonal": true, "composition": null}}',
   null, 2, '2026-03-02T09:00:00.000Z');
insert into roles (tenant_id, id, key, name, name_key, description, kind, based_on, status, permissions, created_at, updated_at) values
  ('ten_01m7000000000000000000000a', 'rol_01m7000000000000000000000a', 'tenant-admin', 'Tenant Admin', 'tenant admin', 'All', 'builtIn', null,
   'enabled', '{users.read,users.create,users.assignRole,roles.read}', '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z'),
  ('ten_01m7000000000000000000000a', 'rol_01m7000000000000000000000b', 'tenant-user', 'Tenant User', 'tenant user', 'Some', 'builtIn', null,
   'enabled', '{roles.read}', '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z');
update tenant_profiles set default_role_id = 'rol_01m7000000000000000000000b';
insert into users (tenant_id, id, username, username_key, email, email_key, email_sort, email_unique, email_verified, first_name, last_name,
  last_name_key, role_id, extra_permissions, status, deactivated_at, deactivation_reason, credential, note, created_by_type, created_by_id,
  created_by_label, sessions_valid_from, created_at, updated_at, version) values
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000a', 'tenant.admin', 'tenant.admin', 'ta@aurora.example',
   'ta@aurora.example', 'ta@aurora.example', true, false, 'Ada', 'Admin', 'admin', 'rol_01m7000000000000000000000a', '{}', 'active', null,
   null, 'password', null, 'system', null, null, null, '2026-03-02T09:00:00.000Z', '2026-03-02T09:00:00.000Z', 1),
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000b', 'Zoë.Gone', 'zoe.gone', 'zoe@aurora.example', 'zoe@aurora.example',
   'zoe@aurora.example', true, true, 'Zoë', 'Gone', 'gone', 'rol_01m7000000000000000000000b', '{users.read}', 'deactivated',
   '2026-03-05T09:00:00.000Z', 'Has left', 'temporary', E'a note\\nof two lines', 'user', 'usr_01m7000000000000000000000a', 'tenant.admin',
   '2026-03-05T09:00:00.000Z', '2026-03-02T09:30:00.000Z', '2026-03-05T09:00:00.000Z', 3);
insert into credentials values
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000a', '$test$0', false, null, '2026-03-02T09:00:00.000Z'),
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000b', '$test$1', true, '2026-03-03T09:30:00.000Z', '2026-03-02T09:30:00.000Z');
insert into external_ids values
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000a', 'https://issuer.example', 'usr_01m7000000000000000000000a');
insert into user_activity (tenant_id, user_id, last_sign_in_at, last_active_at) values
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000a', '2026-03-04T08:00:00.000Z', '2026-03-04T08:05:00.000Z'),
  ('ten_01m7000000000000000000000a', 'usr_01m7000000000000000000000b', null, null);
insert into user_words values
  ('ten_01m7000000000000000000000a', 'ada', 'usr_01m7000000000000000000000a', false),
  ('ten_01m7000000000000000000000a', 'zoe', 'usr_01m7000000000000000000000b', true);
insert into sessions values
  ('ten_01m7000000000000000000000a', 'ses_01m7000000000000000000000a', 'usr_01m7000000000000000000000a', 'hash of a token', 'full', 'password',
   '127.0.0.1', 'Browser', '2026-03-04T08:00:00.000Z', '2026-03-04T08:05:00.000Z', '2026-03-04T20:00:00.000Z');
insert into audit_events (tenant_id, seq, id, at, actor_type, actor_id, action, target_type, target_id, outcome, changes, reason, ip,
  user_agent, request_id) values
  ('ten_01m7000000000000000000000a', 1, 'aud_01m7000000000000000000000a', '2026-03-02T09:00:00.000Z', 'system', null, 'user.created', 'user',
   'usr_01m7000000000000000000000a', 'success', '[]', null, null, null, 'bootstrap'),
  ('ten_01m7000000000000000000000a', 2, 'aud_01m7000000000000000000000b', '2026-03-02T09:30:00.000Z', 'user', 'usr_01m7000000000000000000000a',
   'user.created', 'user', 'usr_01m7000000000000000000000b', 'success', '[{"path": "/username", "to": null}]', null, '127.0.0.1', 'Browser',
   'req-1');
`;
