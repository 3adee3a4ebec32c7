import 'axe-core/axe.min.js';
import type {AxeResults, ElementContext, RunOptions} from 'axe-core';
import {controlsIn, withinReach} from './flat-tree.ts';

interface Axe {
  readonly commons: {readonly text: {accessibleText(element: Element): string}};
  run(context: ElementContext, options: RunOptions): Promise<AxeResults>;
  setup(element: Element): unknown;
  teardown(): void;
}
// Its script leaves it on the window.
const {axe} = globalThis as unknown as {axe: Axe};

/** The rules whose outcome depends on colors. */
const COLORED = ['color-contrast', 'link-in-text-block'];

/** What axe finds: by all its rules, those of WCAG 2.2 included, or by those alone that look at colors. */
export const axeFindings = async (stage: Element, which: 'all' | 'colored'): Promise<string[]> => {
  const options: RunOptions = which === 'all' ? {rules: {'target-size': {enabled: true}}} : {runOnly: {type: 'rule', values: COLORED}};
  const {violations} = await axe.run(stage, {...options, resultTypes: ['violations']});
  return violations.map(({id, help, nodes}) => `axe ${id}: ${help}: ${nodes.map(({target}) => target.flat().join(' ')).join(', ')}`);
};

/** Controls without a name, and controls of one name that do not do one thing. */
export const poorNames = (stage: Element): string[] => {
  axe.setup(stage);
  const names = controlsIn(withinReach(stage)).map((control) => [control, axe.commons.text.accessibleText(control)] as const);
  axe.teardown();
  const seen = new Set<string>();
  return names.flatMap(([control, name]) => {
    const heard = `${control.localName} "${name}"`;
    const again = seen.has(heard);
    seen.add(heard);
    return name === '' ? [`nameless: ${control.outerHTML.slice(0, 80)}`] : again ? [`said twice: ${heard}`] : [];
  });
};
