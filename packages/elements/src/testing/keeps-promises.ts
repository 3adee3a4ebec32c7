import {expect} from '@open-wc/testing';
import type {TenantClient} from '@tenantry/sdk';
import type {LitElement} from 'lit';
import {settled, textOf} from './element-state.ts';

export interface PromiseOptions {
  /** Makes a client whose answers let the element show something. Left out for an element that asks nothing. */
  readonly client?: () => TenantClient;
  /** Properties to set, in two orders. */
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Attributes with values that mean nothing. They are survived. */
  readonly nonsense?: Readonly<Record<string, string>>;
  /** An element of the tree without a box of its own needs no size. */
  readonly invisible?: boolean;
}

/** What every element of this package promises, whatever it is for. */
export const keepsPromises = (tag: string, {client, properties = {}, nonsense = {}, invisible = false}: PromiseOptions = {}): void => {
  const make = (entries: readonly (readonly [string, unknown])[], name: string = tag): LitElement =>
    Object.assign(document.createElement(name) as LitElement, Object.fromEntries(entries));
  const all = (): [string, unknown][] => [...Object.entries(properties), ...(client ? [['client', client()] as [string, unknown]] : [])];
  const attach = async (element: LitElement): Promise<LitElement> => {
    document.body.append(element);
    await settled(document.body);
    return element;
  };

  describe('keeps the promises of every element', () => {
    it('the order in which properties are set does not matter', async () => {
      const first = await attach(make(all()));
      const second = await attach(make(all().toReversed()));
      expect(textOf(first)).to.equal(textOf(second));
      first.remove();
      second.remove();
    });

    it('properties set before the tag is registered count (T28)', async () => {
      const late = `${tag}-late-${Math.random().toString(36).slice(2)}`;
      const element = make(all(), late);
      document.body.append(element);
      customElements.define(late, class extends (customElements.get(tag) as typeof LitElement) {});
      await settled(document.body);
      for (const [name, value] of all()) {
        expect(Object.hasOwn(element, name), name).to.equal(false);
        if (name !== 'client') {
          expect(element[name as keyof LitElement], name).to.equal(value);
        }
      }
      element.remove();
    });

    it('moved, taken out and put back, it leaks nothing and still works (T28)', async () => {
      const connected = client?.();
      const listeners = connected && countListeners(connected.changes);
      const element = await attach(make([...Object.entries(properties), ...(connected ? [['client', connected] as const] : [])]));
      const before = listeners?.();
      const elsewhere = document.createElement('div');
      document.body.append(elsewhere);
      for (let turn = 0; turn < 3; turn++) {
        elsewhere.append(element);
        element.remove();
        document.body.append(element);
        await settled(document.body);
      }
      expect(listeners?.()).to.equal(before);
      element.remove();
      elsewhere.remove();
      expect(listeners?.() ?? 0).to.equal(0);
    });

    it('works without a provider and without a client', async () => {
      const element = await attach(make(Object.entries(properties)));
      await expect(element).to.be.accessible();
      element.remove();
    });

    it('hidden hides it', async () => {
      const element = await attach(make(all()));
      element.hidden = true;
      expect(getComputedStyle(element).display).to.equal('none');
      element.remove();
    });

    it('values that mean nothing are survived', async () => {
      const element = make([]);
      for (const [name, value] of Object.entries({lang: 'x-nonsense-', density: '?', ...nonsense})) {
        element.setAttribute(name, value);
      }
      await attach(element);
      element.remove();
    });

    if (!invisible) {
      it('what the host page does to its texts stays outside (T26)', async () => {
        const element = make(all());
        element.style.setProperty('text-transform', 'uppercase');
        element.style.setProperty('letter-spacing', '5px');
        element.style.setProperty('cursor', 'wait');
        await attach(element);
        const root = element.shadowRoot?.querySelector('.root');
        expect(root?.matches('[part~=base]')).to.equal(true);
        const style = getComputedStyle(root as Element);
        expect([style.textTransform, style.letterSpacing, style.cursor]).to.deep.equal(['none', 'normal', 'auto']);
        element.remove();
      });
    }
  });
};

/** Counts the listeners that are on a target. */
const countListeners = (target: EventTarget): (() => number) => {
  const on = new Set<unknown>();
  const add = target.addEventListener.bind(target);
  const remove = target.removeEventListener.bind(target);
  target.addEventListener = (type: string, listener: EventListener): void => {
    on.add(listener);
    add(type, listener);
  };
  target.removeEventListener = (type: string, listener: EventListener): void => {
    on.delete(listener);
    remove(type, listener);
  };
  return () => on.size;
};
