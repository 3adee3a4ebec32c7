import {pluralIn} from '../plural.ts';
import type {JobListTexts} from '../tenant-messages.ts';

const plural = pluralIn('de');

/** What the list of jobs says in German. */
export const jobList: JobListTexts = {
  label: 'Jobs',
  loading: 'Jobs werden geladen …',
  failed: 'Die Jobs konnten nicht geladen werden',
  noAnswer: 'Zurzeit antwortet kein Cluster. Es wird von selbst wieder gefragt.',
  forbidden: 'Sie können keine Jobs sehen',
  forbiddenText: 'Dafür ist die Berechtigung nötig, Jobs zu sehen. Wenden Sie sich an einen Tenant-Admin.',
  empty: 'Keine Jobs',
  emptyText: 'Was an einen Cluster übergeben wird, erscheint hier von selbst.',
  noMatch: 'Keine solchen Jobs',
  noMatchText: 'Kein Job ist in diesem Zustand oder auf diesem Cluster.',
  showAll: 'Alle Jobs anzeigen',
  more: 'Mehr anzeigen',
  shown: (count, number) => plural(count, {one: `${number} Job wird angezeigt.`, other: `${number} Jobs werden angezeigt.`}),
  stateFilter: 'Zustand',
  allStates: 'Alle Zustände',
  clusterFilter: 'Cluster',
  allClusters: 'Alle Cluster',
  job: 'Job',
  partition: 'Partition',
  gpus: 'GPUs',
  state: 'Zustand',
  time: 'Dauer',
  reason: 'Grund',
  notKnown: 'unbekannt',
  exitCode: (code) => `Exit-Code ${code}`,
  pending: 'Wartet',
  running: 'Läuft',
  suspended: 'Angehalten',
  completing: 'Wird abgeschlossen',
  completed: 'Abgeschlossen',
  failedState: 'Fehlgeschlagen',
  timedOut: 'Zeit abgelaufen',
  cancelled: 'Abgebrochen',
  preempted: 'Verdrängt',
  unknown: 'Unbekannt',
};
