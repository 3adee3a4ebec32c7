/** One mail, as a reader sees it. */
export interface Mail {
  /** The address of the one who gets it. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** The same for readers that show HTML. */
  readonly html: string;
}

/** What mail is sent by: a port, which a host may fill itself. */
export interface Mailer {
  /** Resolves when somebody else has taken the mail over, and throws when nobody has. The signal says that the time for it is over. */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
}
