import {expect} from '@open-wc/testing';
import {html, render} from 'lit';
import {listed} from './format.ts';
import {bdi, weave} from './weave.ts';

const shown = (content: unknown): string => {
  const place = document.createElement('p');
  render(html`${content}`, place);
  return place.innerHTML.replaceAll(/<!--.*?-->/g, '');
};

describe('a sentence with markup in it (T36)', () => {
  for (const [what, sentence, result] of [
    ['at its end', (name: string) => `for ${name}`, 'for <bdi>Amara</bdi>'],
    ['at its beginning', (name: string) => `${name} was created.`, '<bdi>Amara</bdi> was created.'],
    ['twice', (name: string) => `${name}, ${name}`, '<bdi>Amara</bdi>, <bdi>Amara</bdi>'],
    ['nowhere', () => 'Nobody.', 'Nobody.'],
  ] as const) {
    it(what, () => {
      expect(shown(weave(sentence, bdi('Amara')))).to.equal(result);
    });
  }

  it('in the order of the language', () => {
    expect(shown(weave((first, second) => `${second} or ${first}`, html`<b>1</b>`, html`<b>2</b>`))).to.equal('<b>2</b> or <b>1</b>');
  });

  it('what stands in the gap is text, whatever it holds', () => {
    expect(shown(weave((name) => `for ${name}`, bdi('<img> \ue005 ${0}')))).to.equal('for <bdi>&lt;img&gt; \ue005 ${0}</bdi>');
  });

  it('things in a row have between them what the language has', () => {
    const things = ['A', html`<b>B</b>`, 'C'];
    expect(shown(listed(things, {locale: 'en'}))).to.equal('A, <b>B</b>, C');
    expect(shown(listed(things, {locale: 'de'}))).to.equal('A, <b>B</b> und C');
    expect(shown(listed(things, {locale: 'ar'}))).to.contain('و');
    expect(shown(listed([], {locale: 'en'}))).to.equal('');
  });
});
