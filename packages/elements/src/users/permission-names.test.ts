import {expect} from '@open-wc/testing';
import {PERMISSIONS} from '@tenantry/sdk';
import {ar} from '../messages/ar.ts';
import {de} from '../messages/de.ts';
import {permissionMessages} from './permission-names.ts';

describe('what permissions are called', () => {
  for (const [language, {permission}] of Object.entries({en: permissionMessages, de: de['edit-user-form'], ar: ar['edit-user-form']})) {
    it(`every one has a name of its own (${language})`, () => {
      const names = PERMISSIONS.map((each) => permission(each));
      expect(PERMISSIONS.filter((each) => names.includes(each))).to.deep.equal([]);
      expect(new Set(names).size).to.equal(names.length);
    });
  }

  it('one that is not known is called as the server calls it, whatever that is', () => {
    for (const name of ['hosts.reboot', 'constructor', '__proto__']) {
      expect(permissionMessages.permission(name)).to.equal(name);
    }
  });
});
