import type {FailureMessages} from '../../foundation/failure.ts';
import {pluralIn} from '../plural.ts';
import type {TenantLanguage} from '../tenant-messages.ts';

const plural = pluralIn('de');

/** What `<edit-user-form>` says beside what every element says. */
export const editUserForm: Omit<TenantLanguage['edit-user-form'], keyof FailureMessages | 'permission'> = {
  loading: 'Der Benutzer wird geladen …',
  failedTitle: 'Der Benutzer konnte nicht geladen werden',
  goneTitle: 'Diesen Benutzer gibt es nicht mehr',
  goneText: 'Jemand hat den Benutzer gelöscht.',
  username: 'Benutzername',
  usernameHint: 'Ein Benutzername bleibt, wie er ist.',
  email: 'E-Mail',
  firstName: 'Vorname',
  lastName: 'Nachname',
  role: 'Rolle',
  extraPermissions: 'Zusätzliche Berechtigungen',
  extraPermissionsHint: 'Zusätzlich zu dem, was die Rolle erlaubt.',
  note: 'Notiz',
  noteHint: 'Optional. Administratoren sehen sie, der Benutzer nicht.',
  save: 'Speichern',
  saving: 'Wird gespeichert …',
  cancel: 'Abbrechen',
  check: (count, names) => `Prüfen Sie ${plural(count, {one: 'dieses Feld', other: 'diese # Felder'})}: ${names}.`,
  notSaved: 'Es wurde nichts gespeichert.',
  kept: 'Ihre Eingaben sind noch da.',
  unseen:
    'Es ist nicht bekannt, ob Ihre Änderungen gespeichert wurden. Speichern Sie unverändert noch einmal: Es geschieht nichts doppelt.',
  saved: (name) => `Ihre Änderungen an ${name} wurden gespeichert.`,
  unchanged: 'Es hat sich nichts geändert, daher gibt es nichts zu speichern.',
  allTheirs: 'Es gibt nichts mehr zu speichern: Alles ist so, wie es jemand anders gespeichert hat.',
  gone: (name) => `${name} wurde inzwischen gelöscht. Es wurde nichts gespeichert. Ihre Eingaben sind noch da.`,
  conflict: (name) =>
    `Jemand anders hat ${name} inzwischen geändert. Es wurde nichts gespeichert, und Ihre Eingaben sind noch da. Wählen Sie, was gelten soll, und speichern Sie noch einmal.`,
  conflictPerhaps: (name) =>
    `${name} wurde inzwischen geändert, vielleicht durch Ihren ersten Versuch. Ihre Eingaben sind noch da. Wählen Sie, was gelten soll, und speichern Sie noch einmal.`,
  conflictElsewhere: (name) =>
    `Jemand anders hat ${name} inzwischen geändert, aber nichts, was Ihren Eingaben widerspricht. Speichern Sie noch einmal.`,
  before: (value) => `Vorher: ${value}`,
  theirs: 'Von jemand anderem gespeichert',
  mine: 'Von Ihnen eingegeben',
  asBefore: 'Wie es vorher war',
  none: 'Keine Angabe',
  others: (names) => `Wird gespeichert wie eingegeben: ${names}.`,
  emailRequired: 'Geben Sie eine E-Mail-Adresse ein.',
  firstNameRequired: 'Geben Sie einen Vornamen ein.',
  lastNameRequired: 'Geben Sie einen Nachnamen ein.',
  emailFormat: 'Das ist keine gültige E-Mail-Adresse.',
  tooLong: 'Höchstens 100 Zeichen.',
  noteTooLong: 'Höchstens 1.000 Zeichen.',
  unstorable: 'Hier steht ein Zeichen, das nicht gespeichert werden kann.',
  refusedField: 'Der Server hat diese Angabe nicht angenommen.',
  taken: 'Bereits vergeben.',
  roleUnknown: 'Diese Rolle gibt es nicht mehr. Wählen Sie eine andere.',
  roleNotAssignable: 'Diese Rolle ist deaktiviert. Wählen Sie eine andere.',
  escalation: 'Der Benutzer hätte Rechte, die Ihnen fehlen. Wählen Sie weniger.',
  notYours: 'Ihnen fehlt die Berechtigung, das zu ändern.',
  stronger: 'Dieser Benutzer hat Rechte, die Ihnen fehlen. Wenden Sie sich an jemanden, der sie hat.',
  lastAdministrator: 'Niemand sonst könnte sich als Tenant-Admin anmelden. Machen Sie zuerst jemand anderen zum Tenant-Admin.',
  oneself: 'Das ist Ihr eigener Benutzer. Hier muss ihn jemand anders ändern.',
  forbiddenTitle: 'Sie können keine Benutzer bearbeiten',
  forbiddenText: 'Wenden Sie sich an einen Tenant-Admin Ihrer Organisation.',
  signedOutTitle: 'Sie sind nicht angemeldet',
  signedOutText: 'Melden Sie sich als Tenant-Admin an, um Benutzer zu bearbeiten.',
};
