import './change-password-form.ts';
import './password-field.ts';
import './session-list.ts';
import './tenant-provider.ts';
import './tenant-sign-in.ts';
