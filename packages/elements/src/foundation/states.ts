/** Switches the custom states of an element on and off, so that a page can style `:state(loading)`. */
export const setStates = (internals: ElementInternals, states: Readonly<Record<string, boolean>>): void => {
  for (const [state, on] of Object.entries(states)) {
    internals.states[on ? 'add' : 'delete'](state);
  }
};
