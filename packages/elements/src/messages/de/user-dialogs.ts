import type {FailureMessages} from '../../foundation/failure.ts';
import type {TenantLanguage} from '../tenant-messages.ts';

type Tag =
  | 'change-role-dialog'
  | 'deactivate-user-dialog'
  | 'edit-user-dialog'
  | 'end-sessions-dialog'
  | 'reactivate-user-dialog'
  | 'reset-password-dialog';

export const aboutUser = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  loading: 'Der Benutzer wird geladen …',
  notLoaded: 'Der Benutzer konnte nicht geladen werden',
  gone: 'Dieser Benutzer wurde inzwischen gelöscht.',
  oneself: 'Das kann niemand mit dem eigenen Konto tun. Wenden Sie sich an einen anderen Tenant-Admin.',
  authority: 'Dieser Benutzer hat Berechtigungen, die Ihnen fehlen. Wenden Sie sich an einen Tenant-Admin, der sie hat.',
  lastAdministrator: 'Das ist der letzte aktive Tenant-Admin. Machen Sie zuerst jemand anderen zum Tenant-Admin.',
  changed: 'Jemand anders hat diesen Benutzer inzwischen geändert. Das ist der jetzige Stand.',
  nothingDone: 'Es hat sich nichts geändert.',
  wouldLose: 'Was hier steht, wird nicht noch einmal gezeigt.',
  stay: 'Offen lassen',
  leave: 'Trotzdem schließen',
  unseen: 'Es ist nicht bekannt, ob es geschehen ist. Versuchen Sie es erneut: Es geschieht nicht zweimal.',
};

/** What the dialogs about one user say beside what every element says. */
export const userDialogs: {readonly [Name in Tag]: Omit<TenantLanguage[Name], keyof FailureMessages | 'permission'>} = {
  'change-role-dialog': {
    ...aboutUser,
    title: () => 'Rolle ändern',
    now: (name, role) => `${name}, derzeit ${role}`,
    newRole: 'Neue Rolle',
    applies: 'Gilt ab der nächsten Anfrage. Sitzungen laufen weiter.',
    changes: 'Was sich ändert',
    gains: 'Kommt hinzu',
    loses: 'Fällt weg',
    unchanged: (count, number) =>
      count === 0 ? 'Keine andere Berechtigung bleibt.' : count === 1 ? '1 Berechtigung bleibt.' : `${number} Berechtigungen bleiben.`,
    same: 'Diese Rolle hat der Benutzer schon. Wählen Sie eine andere.',
    notAssignable: 'Diese Rolle kann nicht vergeben werden. Wählen Sie eine andere.',
    escalation: 'Der Benutzer hätte Rechte, die Ihnen fehlen. Wählen Sie eine andere Rolle.',
    confirm: 'Übernehmen',
    confirming: 'Wird übernommen …',
  },
  'deactivate-user-dialog': {
    ...aboutUser,
    title: (name) => `${name} deaktivieren?`,
    effectSessions: 'Offene Sitzungen enden sofort, und eine Anmeldung wird abgelehnt.',
    effectKept: 'Das Konto, seine Rolle, seine Daten und seine Jobs bleiben erhalten.',
    effectKeptChoosing: 'Das Konto, seine Rolle und seine Daten bleiben erhalten.',
    effectBack: 'Sie können das Konto jederzeit reaktivieren.',
    jobs: 'Jobs dieses Benutzers',
    jobsKeep: 'Weiterlaufen lassen',
    jobsKeepHint: 'Was läuft, läuft weiter, und was wartet, kommt an die Reihe.',
    jobsHold: 'Anhalten',
    jobsHoldHint: 'Sie warten, bis der Benutzer reaktiviert wird.',
    jobsCancel: 'Endgültig abbrechen',
    jobsCancelHint: 'Sie enden für immer. Den Benutzer zu reaktivieren bringt sie nicht zurück.',
    reason: 'Grund',
    reasonHint: 'Freiwillig. Er steht beim Benutzer und bleibt im Prüfprotokoll.',
    confirm: 'Deaktivieren',
    confirming: 'Wird deaktiviert …',
  },
  'edit-user-dialog': {
    ...aboutUser,
    heading: 'Bearbeiten',
    title: (name) => `${name} bearbeiten`,
    wouldLose: 'Ihre Änderungen gehen verloren.',
  },
  'end-sessions-dialog': {
    ...aboutUser,
    title: () => 'Sitzungen beenden',
    effectSessions: (name) => `${name} wird sofort überall abgemeldet.`,
    effectAgain: 'Die Anmeldung funktioniert danach wieder, mit demselben Passwort.',
    confirm: 'Alle Sitzungen beenden',
    confirming: 'Werden beendet …',
  },
  'reactivate-user-dialog': {
    ...aboutUser,
    title: (name) => `${name} reaktivieren?`,
    effectAccess: 'Die Anmeldung funktioniert wieder, mit Passwort, Rolle und Daten wie zuvor.',
    effectTemporary: 'Ein abgelaufenes temporäres Passwort bleibt abgelaufen: Setzen Sie es dann zurück.',
    confirm: 'Reaktivieren',
    confirming: 'Wird reaktiviert …',
  },
  'reset-password-dialog': {
    ...aboutUser,
    title: (name) => `Passwort von ${name} zurücksetzen?`,
    delivery: 'So erhält der Benutzer das neue',
    deliveryShow: 'Temporäres Passwort, einmal hier gezeigt',
    deliveryEmail: 'Temporäres Passwort per E-Mail',
    deliveryLink: 'Link zum Festlegen eines Passworts per E-Mail',
    effectTemporary: 'Sie erhalten ein temporäres Passwort, das einmal gezeigt wird.',
    effectEmail: (address) => `Ein temporäres Passwort geht an ${address}.`,
    effectLink: (address) => `Ein Link zum Festlegen eines Passworts geht an ${address}.`,
    effectSessions: 'Das alte Passwort gilt nicht mehr, und offene Sitzungen enden sofort.',
    effectLogin: 'Bei der ersten Anmeldung damit ist ein neues Passwort zu wählen.',
    ready: 'Das temporäre Passwort ist da',
    readyFor: (name) => `Für ${name}. Geben Sie es auf einem Weg weiter, dem Sie vertrauen.`,
    sent: 'Die E-Mail ist unterwegs',
    sentEmail: (address) => `Ein temporäres Passwort wurde an ${address} gesendet. Bei der ersten Anmeldung damit ist ein neues zu wählen.`,
    sentLink: (address) => `Ein Link zum Festlegen eines Passworts wurde an ${address} gesendet. Er gilt einmal.`,
    unsent: 'Die E-Mail konnte nicht gesendet werden',
    unsentEmail: (address) =>
      `Das Passwort wurde zurückgesetzt, das temporäre konnte aber noch nicht an ${address} gesendet werden. Der Server versucht es weiter.`,
    unsentLink: (address) =>
      `Das Passwort wurde zurückgesetzt, der Link konnte aber noch nicht an ${address} gesendet werden. Der Server versucht es weiter.`,
    sendAgain: 'Noch einmal senden',
    showInstead: 'Stattdessen hier zeigen',
    done: 'Fertig',
    ended: 'Das alte Passwort gilt nicht mehr, und offene Sitzungen sind beendet.',
    withheld:
      'Das Passwort wurde zurückgesetzt. Das temporäre Passwort stand nur einmal in einer Antwort, die verloren ging, und kann nicht noch einmal gezeigt werden. Setzen Sie das Passwort erneut zurück.',
    wouldLose: 'Das temporäre Passwort wird nicht noch einmal gezeigt.',
    noMail: 'Dieser Server versendet keine E-Mails. Lassen Sie das temporäre Passwort hier zeigen.',
    deactivated: 'Dieser Benutzer ist deaktiviert. Reaktivieren Sie ihn zuerst.',
    external: 'Dieser Benutzer meldet sich anderswo an. Das Passwort wird dort verwaltet.',
    confirm: 'Passwort zurücksetzen',
    confirming: 'Wird zurückgesetzt …',
  },
};
