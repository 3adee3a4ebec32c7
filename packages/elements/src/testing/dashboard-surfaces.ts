/** The parts, slots and states of the elements of the dashboard, by tag. */
export const dashboardSurfaces = {
  'resource-card': {
    contract: {parts: ['count', 'state', 'bar', 'stale']},
    parts: {
      base: ['filled', 'loading'],
      header: ['filled', 'loading'],
      body: ['filled', 'loading'],
      count: ['filled', 'kubernetes'],
      state: ['filled', 'kubernetes'],
      bar: ['filled'],
      stale: ['stale', 'from some sources only'],
      empty: ['not configured'],
      error: ['unavailable', 'forbidden'],
    },
    slots: {connect: 'not configured', empty: 'not configured', error: 'unavailable'},
    states: {loading: 'loading', empty: 'not configured', error: 'unavailable'},
  },

  'gpu-card': {
    contract: {},
    parts: {
      base: ['filled', 'loading'],
      header: ['filled'],
      body: ['filled'],
      row: ['filled'],
      bar: ['filled'],
      stale: ['partly old, partly not there, partly made up'],
      empty: ['no GPUs', 'not configured'],
      error: ['unavailable', 'forbidden'],
    },
    slots: {empty: 'no GPUs', error: 'unavailable'},
    states: {loading: 'loading', empty: 'no GPUs', error: 'unavailable'},
  },

  'quick-links': {
    contract: {},
    parts: {base: ['filled'], header: ['filled'], body: ['filled'], row: ['filled'], empty: ['empty']},
    slots: {empty: 'empty'},
    states: {empty: 'empty'},
  },

  'resource-dashboard': {
    contract: {parts: ['edit-button', 'grid', 'widget', 'handle']},
    parts: {
      base: ['filled', 'loading'],
      header: ['filled'],
      toolbar: ['editing'],
      'edit-button': ['filled'],
      body: ['filled', 'loading'],
      grid: ['filled'],
      widget: ['filled', 'editing'],
      handle: ['editing'],
      empty: ['empty'],
      error: ['error'],
    },
    slots: {empty: 'empty', error: 'error'},
    states: {loading: 'loading', empty: 'empty', error: 'error', editing: 'editing'},
  },
} as const;
