import type {MailTexts} from './texts.ts';

export const german: MailTexts = {
  welcome: ({tenant, username}) => ({
    subject: `Willkommen bei ${tenant}`,
    before: [
      `Sie haben ein Konto bei ${tenant}. Ihr Benutzername ist ${username}.`,
      'Erste Schritte: Öffnen Sie die Anmeldeseite, melden Sie sich mit Benutzername und Passwort an und sehen Sie sich Ihr Konto an.',
      'Ihr Passwort erhalten Sie auf anderem Weg: von Ihrer Administration oder in einer eigenen E-Mail. Ein vorläufiges müssen Sie bei der ersten Anmeldung ändern.',
    ],
    link: 'Anmeldeseite öffnen',
    after: [],
  }),
  setUp: ({tenant, until}) => ({
    subject: `Richten Sie Ihr Konto bei ${tenant} ein`,
    before: [`Für Sie wurde ein Konto bei ${tenant} angelegt. Wählen Sie ein Passwort, um es einzurichten.`],
    link: 'Passwort wählen',
    after: [`Der Link funktioniert einmal, bis ${until}.`, 'Wenn Sie das nicht erwarten, können Sie diese E-Mail ignorieren.'],
  }),
  reset: ({tenant, until, isAsked}) => ({
    subject: `Wählen Sie ein neues Passwort bei ${tenant}`,
    before: [
      isAsked
        ? `Für Ihr Konto bei ${tenant} wurde ein neues Passwort angefordert.`
        : `Das Passwort Ihres Kontos bei ${tenant} wurde von der Administration zurückgesetzt. Das alte funktioniert nicht mehr.`,
    ],
    link: 'Neues Passwort wählen',
    after: [
      `Der Link funktioniert einmal, bis ${until}.`,
      isAsked
        ? 'Wenn Sie das nicht waren, können Sie diese E-Mail ignorieren: Es hat sich nichts geändert.'
        : 'Wenn Sie das nicht erwarten, fragen Sie Ihre Administration.',
    ],
  }),
  temporary: ({tenant, until, isNew}) => ({
    subject: isNew ? `Ihr Konto bei ${tenant}` : `Ihr neues Passwort bei ${tenant}`,
    before: [
      isNew
        ? `Für Sie wurde ein Konto bei ${tenant} angelegt. Das ist sein vorläufiges Passwort:`
        : `Das Passwort Ihres Kontos bei ${tenant} wurde von der Administration zurückgesetzt. Das ist das vorläufige:`,
    ],
    link: 'Anmeldeseite öffnen',
    after: [`Es gilt bis ${until} und nur dazu, ein eigenes Passwort zu wählen.`],
  }),
  passwordReset: ({tenant}) => ({
    subject: `Ihr Passwort bei ${tenant} wurde zurückgesetzt`,
    before: [
      `Das Passwort Ihres Kontos bei ${tenant} wurde von der Administration zurückgesetzt. Das alte funktioniert nicht mehr, und Sie wurden überall abgemeldet.`,
      'Das vorläufige Passwort erhalten Sie von Ihrer Administration. Wenn Sie das nicht erwarten, fragen Sie dort nach.',
    ],
    after: [],
  }),
  emailChanged: ({tenant}) => ({
    subject: `Ihre E-Mail-Adresse bei ${tenant} wurde geändert`,
    before: [
      `Ihr Konto bei ${tenant} hat jetzt eine andere E-Mail-Adresse. Diese hier erhält keine E-Mails mehr dazu.`,
      'Wenn Sie das nicht erwarten, fragen Sie Ihre Administration.',
    ],
    after: [],
  }),
};
