import type {ResourceDashboardTexts} from '../tenant-messages.ts';

/** What the dashboard says in German. */
export const resourceDashboard: ResourceDashboardTexts = {
  title: 'Übersicht',
  ofTenant: (tenant) => `Alle Ressourcen von ${tenant ?? 'der Organisation'}`,
  own: 'Ihre Ressourcen',
  updatedNow: 'Stand: gerade eben',
  updatedAgo: (when) => `Stand: ${when}`,
  refresh: 'Aktualisieren',
  edit: 'Übersicht bearbeiten',
  loading: 'Die Übersicht wird geladen …',
  failed: 'Die Übersicht konnte nicht geladen werden',
  figuresFailed: 'Die Zahlen konnten nicht geladen werden.',
  empty: 'Auf dieser Übersicht ist nichts',
  emptyText: 'Alle Kacheln wurden entfernt oder ausgeblendet.',
  emptyEdit: 'Mit „Übersicht bearbeiten“ fügen Sie welche hinzu.',
  tileFailed: (tile) => `${tile} konnte nicht angezeigt werden.`,
  editUnloadable: 'Was zum Bearbeiten nötig ist, konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
};
