// What only ESLint can see: Lit's templates, custom elements, and what an element must never do in a stranger's page.
// Everything else is oxlint's (.oxlintrc.json).
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import {parser} from 'typescript-eslint';

const inTemplate = (pattern) => `TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/${pattern}/i]`;

/** Markup that a strict Content Security Policy refuses, or that lets text become markup. */
const markupBans = [
  {
    selector: inTemplate('\\sstyle\\s*='),
    message: 'No style attribute: a strict CSP refuses it. Use the styles, or set a custom property.',
  },
  {selector: inTemplate('<style[\\s>]'), message: 'No <style> in a template: a strict CSP refuses it. Use static styles.'},
  {selector: inTemplate('\\son[a-z]+\\s*='), message: 'No inline handler: a strict CSP refuses it. Use @event.'},
];

/** Listeners that would take keys away from the page we are embedded in. */
const listenerBans = [
  {
    selector:
      'CallExpression[callee.object.name=/^(window|document|globalThis)$/][callee.property.name="addEventListener"] > Literal[value=/^key/]:first-child',
    message: 'No key listeners outside the element: shortcuts work only while focus is inside.',
  },
];

const directiveBans = ['style-map', 'unsafe-html', 'unsafe-svg', 'unsafe-mathml'].map((name) => ({
  name: `lit/directives/${name}.js`,
  message: 'It writes style attributes or raw markup into the page.',
}));

const htmlSinks = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment'].map((property) => ({
  property,
  message: 'Text would become markup. Render it with a template.',
}));

export default [
  {ignores: ['**/dist/**', '**/build/**', '**/cdn/**']},
  {
    files: ['packages/elements/src/**/*.ts'],
    languageOptions: {parser, globals: {window: false, setTimeout: false, setInterval: false}},
    linterOptions: {reportUnusedDisableDirectives: 'error'},
    plugins: {lit, wc},
    rules: {
      ...lit.configs.recommended.rules,
      'lit/lifecycle-super': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      ...wc.configs['flat/recommended']?.rules,
      ...wc.configs['flat/best-practice'].rules,
      'wc/guard-super-call': 'off', // LitElement always has the lifecycle methods
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-imports': ['error', {paths: directiveBans}],
      'no-restricted-properties': ['error', ...htmlSinks],
      'no-restricted-syntax': ['error', ...markupBans, ...listenerBans],
    },
  },
  {
    files: ['**/*.test.ts', '**/testing/**'],
    rules: {'no-restricted-properties': 'off'}, // a test may look at markup
  },
];
