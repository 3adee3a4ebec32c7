import {expect} from '@open-wc/testing';
import type {LitElement} from 'lit';
import {settled} from '../element-state.ts';
import {quiet, type Subject, wordsOf} from './subject.ts';

/** However it comes into the page, it is the same. */
export const promisesOfArrival = (subject: Subject): void => {
  const {tag} = subject;

  it('the order in which properties are set does not matter', async () => {
    const first = await subject.mount();
    const second = await subject.mount(subject.entries().toReversed());
    expect(wordsOf(first)).to.equal(wordsOf(second));
    first.remove();
    second.remove();
  });

  it('properties set after it has come count as those set before (T28)', async () => {
    const first = await subject.mount();
    const second = await subject.mount([]);
    for (const [name, value] of subject.entries()) {
      Object.assign(second, {[name]: value});
      await second.updateComplete;
    }
    await quiet(second);
    expect(wordsOf(second)).to.equal(wordsOf(first));
    first.remove();
    second.remove();
  });

  it('properties set before the tag is registered count (T28)', async () => {
    const late = `${tag}-late-${Math.random().toString(36).slice(2)}`;
    const element = subject.make(subject.entries(), late);
    document.body.append(element);
    customElements.define(late, class extends (customElements.get(tag) as typeof LitElement) {});
    await settled(document.body);
    for (const [name, value] of subject.entries(undefined)) {
      expect(Object.hasOwn(element, name), name).to.equal(false);
      if (name !== 'client') {
        expect(element[name as keyof LitElement], name).to.equal(value);
      }
    }
    element.remove();
  });

  it('a clone is one of its own (T28)', async () => {
    const element = await subject.mount();
    const shown = wordsOf(element);
    const clone = element.cloneNode(true) as LitElement;
    Object.assign(clone, Object.fromEntries(subject.entries()));
    element.after(clone);
    await quiet(clone);
    expect(wordsOf(clone)).to.equal(shown);
    element.remove();
    await quiet(clone);
    expect(wordsOf(clone)).to.equal(shown);
    clone.remove();
  });
};
