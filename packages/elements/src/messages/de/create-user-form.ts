import type {FailureMessages} from '../../foundation/failure.ts';
import {pluralIn} from '../plural.ts';
import type {TenantLanguage} from '../tenant-messages.ts';

const plural = pluralIn('de');

const fields = (count: number): string => plural(count, {one: 'dieses Feld', other: 'diese # Felder'});

/** What `<create-user-form>` says beside what every element says. */
export const createUserForm: Omit<TenantLanguage['create-user-form'], keyof FailureMessages> = {
  allRequired: 'Alle Felder sind Pflichtfelder.',
  loading: 'Wird geladen …',
  username: 'Benutzername',
  usernameHint: 'Eindeutige Kennung, z. B. john.doe',
  usernameFree: 'Verfügbar',
  usernameFreeAnnounced: (username) => `${username} ist verfügbar`,
  email: 'E-Mail',
  emailHint: 'Gültige E-Mail-Adresse',
  firstName: 'Vorname',
  firstNameHint: 'Vorname des Benutzers',
  lastName: 'Nachname',
  lastNameHint: 'Nachname des Benutzers',
  password: 'Passwort',
  passwordHint: 'Sicheres Passwort',
  confirm: 'Passwort bestätigen',
  role: 'Rolle',
  roleHint: 'Weisen Sie eine Rolle zu, z. B. Tenant User oder eine eigene Rolle',
  temporary: 'Temporäres Passwort vom Server erzeugen lassen',
  typedNote: 'Ein hier eingegebenes Passwort ist temporär: Bei der ersten Anmeldung muss der Benutzer ein neues wählen.',
  temporaryNote: (hours) =>
    `Sie sehen es einmal, nach dem Absenden.${hours === undefined ? '' : plural(hours, {one: ' Es gilt # Stunde.', other: ' Es gilt # Stunden.'})} Bei der ersten Anmeldung muss der Benutzer ein neues wählen.`,
  emailNote: (hours) =>
    `Es geht an die Adresse oben.${hours === undefined ? '' : plural(hours, {one: ' Es gilt # Stunde.', other: ' Es gilt # Stunden.'})} Bei der ersten Anmeldung muss der Benutzer ein neues wählen.`,
  linkNote: 'Er geht an die Adresse oben, gilt einmal und 72 Stunden lang. Bis dahin hat der Benutzer kein Passwort.',
  delivery: 'So erhält der Benutzer es',
  deliveryShow: 'Einmal hier gezeigt',
  deliveryEmail: 'Per E-Mail',
  deliveryLink: 'Per E-Mail, als Link zum Festlegen eines Passworts',
  welcome: 'Willkommens-E-Mail senden',
  welcomeNote: 'Sie enthält den Benutzernamen und die Adresse der Anmeldeseite.',
  submit: 'Absenden',
  submitting: 'Wird angelegt …',
  cancel: 'Abbrechen',
  check: (count, names) => `Prüfen Sie ${fields(count)}: ${names}.`,
  nothingSent: 'Es wurde nichts gesendet.',
  notCreated: 'Der Benutzer wurde nicht angelegt.',
  kept: 'Ihre Eingaben sind noch da.',
  unseen: (username) =>
    `Es ist nicht bekannt, ob ${username} angelegt wurde. Senden Sie das Formular unverändert noch einmal ab: Doppelt angelegt wird niemand.`,
  created: (name) => `${name} wurde angelegt.`,
  sentEmail: (address) => `Ein temporäres Passwort wurde an ${address} gesendet.`,
  sentLink: (address) => `Ein Link zum Festlegen eines Passworts wurde an ${address} gesendet.`,
  unsentEmail: (address) => `Das temporäre Passwort konnte noch nicht an ${address} gesendet werden. Der Server versucht es weiter.`,
  unsentLink: (address) =>
    `Der Link zum Festlegen eines Passworts konnte noch nicht an ${address} gesendet werden. Der Server versucht es weiter.`,
  sendAgain: 'Noch einmal senden',
  notSentAgain: 'Noch einmal gesendet wurde nichts.',
  noMail: 'Dieser Server versendet keine E-Mails.',
  usernameRequired: 'Geben Sie einen Benutzernamen ein.',
  emailRequired: 'Geben Sie eine E-Mail-Adresse ein.',
  firstNameRequired: 'Geben Sie einen Vornamen ein.',
  lastNameRequired: 'Geben Sie einen Nachnamen ein.',
  usernameNotAllowed:
    'Erlaubt sind die Buchstaben a bis z und Ziffern, dazwischen einzelne Punkte, Bindestriche oder Unterstriche; höchstens 64 Zeichen.',
  emailFormat: 'Das ist keine gültige E-Mail-Adresse.',
  tooLong: 'Höchstens 100 Zeichen.',
  unstorable: 'Hier steht ein Zeichen, das nicht gespeichert werden kann.',
  refusedField: 'Der Server hat diese Angabe nicht angenommen.',
  taken: 'Bereits vergeben.',
  takenPerhaps: 'Bereits vergeben. Vielleicht hat Ihr erster Versuch diesen Benutzer angelegt.',
  reserved: 'Dieser Benutzername ist für niemanden verfügbar.',
  suggestion: (username) => `Möglich wäre ${username}.`,
  suggestions: (first, second) => `Möglich wäre ${first} oder ${second}.`,
  roleUnknown: 'Diese Rolle gibt es nicht mehr. Wählen Sie eine andere.',
  roleNotAssignable: 'Diese Rolle ist deaktiviert. Wählen Sie eine andere.',
  roleEscalation: 'Diese Rolle hat Rechte, die Ihnen fehlen. Wählen Sie eine andere.',
  forbiddenTitle: 'Sie können keine Benutzer anlegen',
  forbiddenText: 'Wenden Sie sich an einen Tenant-Admin Ihrer Organisation.',
  signedOutTitle: 'Sie sind nicht angemeldet',
  signedOutText: 'Melden Sie sich als Tenant-Admin an, um Benutzer anzulegen.',
};
