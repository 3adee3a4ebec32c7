import './change-password-form.ts';
import './create-user-form.ts';
import './credential-handoff.ts';
import './password-field.ts';
import './role-select.ts';
import './session-list.ts';
import './tenant-provider.ts';
import './tenant-sign-in.ts';
