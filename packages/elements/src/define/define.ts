/** Registers a tag once. What is already registered under the tag is left alone, in silence. */
export const define = (tag: string, element: CustomElementConstructor): void => {
  if (!customElements.get(tag)) {
    customElements.define(tag, element);
  }
};
