// 2,000 texts that somebody could put into a name, an address or an error to break the page that shows them: the same ones every time.

const COUNT = 2000;

/** Numbers from 0 up to 1 that look random: xorshift, from one seed. */
const random = (() => {
  let state = 0x2f_6e_2b_1d;
  return (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
})();

const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0];

// Whatever of this runs sets `pwned`; whatever is loaded asks for an address with that word.
const CODE = 'globalThis.pwned=1';

const MARKUP = [
  '<b>bold</b>',
  `<script>${CODE}</script>`,
  '<script src=/pwned.js></script>',
  `<img src=/pwned onerror=${CODE}>`,
  `<svg onload=${CODE}>`,
  `<svg><script>${CODE}</script></svg>`,
  `<svg><animate onbegin=${CODE} attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=/pwned onerror=${CODE}>`,
  `<math href="javascript:${CODE}">x</math>`,
  `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>`,
  `<iframe src="javascript:parent.pwned=1">`,
  `<details open ontoggle=${CODE}>x</details>`,
  `<input autofocus onfocus=${CODE}>`,
  `<body onload=${CODE}>`,
  `<video><source onerror=${CODE}></video>`,
  `<object data="javascript:${CODE}"></object>`,
  '<embed src=/pwned>',
  '<link rel=stylesheet href=/pwned.css>',
  '<style>*{display:none!important}</style>',
  '<style>@import "/pwned.css"</style>',
  '<base href=//pwned.example/>',
  '<meta http-equiv=refresh content="0;url=/pwned">',
  `<a href="javascript:${CODE}">click</a>`,
  `<form action=/pwned><button>`,
  '<template><slot></slot></template>',
  '<slot name=empty></slot>',
  '<tenant-user-management></tenant-user-management>',
  '</bdi></td></tr></table></div></template>',
  '</title></style></textarea></noscript></script>',
  '<!-- ',
  '--> <!--> --!>',
  '<![CDATA[ x ]]>',
  '<?xml version="1.0"?>',
  '<plaintext>',
  '<textarea>',
  '<select><option>',
  '<noscript><p title="</noscript><img src=/pwned>">',
  `<x contenteditable onblur=${CODE}>`,
  '&lt;script&gt;',
  '&#x3c;img src=/pwned&#x3e;',
  '&amp;&nbsp;&zwj;&',
  '<\u0000script>',
  '＜script＞',
  '%3Cscript%3E',
  '\\u003cscript\\u003e',
] as const;

const BREAKOUTS = [
  `" onmouseover="${CODE}`,
  `' autofocus onfocus='${CODE}`,
  `"><img src=/pwned onerror=${CODE}>`,
  `'><svg onload=${CODE}>`,
  '" style="position:fixed;inset:0;z-index:9999',
  '`-alert(1)-`',
  "';globalThis.pwned=1;//",
  '\\";globalThis.pwned=1;//',
  '*/globalThis.pwned=1/*',
  '"}}]){};[]',
  'x=1 y',
] as const;

const ADDRESSES = [
  `javascript:${CODE}`,
  `JaVaScRiPt:${CODE}`,
  `java\tscript:${CODE}`,
  ` javascript:${CODE}`,
  'data:text/html,<script>parent.pwned=1</script>',
  `vbscript:${CODE}`,
  '//pwned.example/',
  '\\\\pwned.example\\share',
  'https://user:secret@pwned.example/',
  'file:///etc/passwd',
  '../../pwned',
  '/pwned?a=b&c=d#e',
] as const;

const TEMPLATES = [
  '${globalThis.pwned=1}',
  '{{constructor.constructor("globalThis.pwned=1")()}}',
  '<%= pwned %>',
  '#{pwned}',
  '[[pwned]]',
  '{{lit-0}}',
  'lit$123456789$0',
  '<!--?lit$123456789$-->',
  '?lit$123456789$',
  '%s %d %o %c',
  "$& $1 $` $'",
  '{0} {name}',
  '@click=${x}',
  '.innerHTML=x',
] as const;

const WORDS = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '[object Object]',
  '0',
  '-1',
  '1e309',
  '',
  ' ',
  '\u00a0',
  '.',
  '..',
  '…',
  '–',
  'Never',
  'Active',
  'Tenant Admin',
  'Nobody',
] as const;

const FORMULAS = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '＝1+1',
  '\t=1',
  "'; DROP TABLE users; --",
  '$(touch /tmp/pwned)',
  '| cat',
] as const;

// Marks, embeddings, overrides and isolates, closed or not.
const BIDI = [
  '\u200e',
  '\u200f',
  '\u061c',
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
] as const;

const INVISIBLE = [
  ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\ufe0f', '\u180e', '\u3164', '\u2800', '\u115f'],
  ['\u{e0041}', '\u{1d173}', '\ufff9', '\u034f'],
].flat() as unknown as readonly [string, ...string[]];

const CONTROLS = [
  ['\u0000', '\u0007', '\b', '\t', '\n', '\v', '\f', '\r', '\r\n', '\u001b[31m', '\u001b]0;x\u0007', '\u007f', '\u0085', '\u009b'],
  ['\u2028', '\u2029', '␀', '␇', '␛', '␡', '\ufffc', '\ufffd', '\uffff', '\ud800', '\udc00'],
].flat() as unknown as readonly [string, ...string[]];

const EMOJI = ['👨‍👩‍👧‍👦', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇩🇪', '👩🏽‍🚀', '1️⃣', '🫱🏻‍🫲🏿', '❤️‍🔥', '🧑‍🤝‍🧑', '☺︎'] as const;

const MARKS = ['\u0300', '\u0301', '\u0316', '\u0323', '\u0336', '\u0489', '\u20dd', '\u0e49', '\u0f71', '\u1ab0', '\u0655'] as const;

const RIGHT_TO_LEFT = [
  'أمين الرفاعي',
  'שָׁלוֹם עולם',
  'فاطمة‌السادات',
  'ﷺ',
  'ܫܠܡܐ',
  'ދިވެހި',
  'עברית and English',
  'English ثم عربي 123',
  '١٢٣٤٥',
] as const;

const SCRIPTS = [
  'Zoë',
  '名前',
  '한국어',
  'ไทย',
  'हिन्दी',
  'Ελληνικά',
  'Кириллица',
  'ꦗꦮ',
  'മലയാളം',
  'ᚠᚢᚦ',
  '𓀀𓁐',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
  'ŋʷʰ',
  'Ǆ',
  'ﬁ',
] as const;

const LOOKALIKES = [
  'аdmin',
  'tenаnt.аdmin',
  'ａｄｍｉｎ',
  '𝐚𝐝𝐦𝐢𝐧',
  'admin\u200b',
  'ᎪᎠᎷᏆN',
  'rn vs m',
  'l1I|',
  'paypaӏ',
  'marK',
  'ſam',
  'Jİm',
  'ⅣTo',
] as const;

const LONG = ['x', 'W', 'm.', 'ﷺ', '𒐫', '꧅', '名', '👨‍👩‍👧‍👦', 'ا', 'a\u00adb', 'i\u0300'] as const;

const NAMES = ['Nia', 'Óscar', "O'Neill", 'van der Berg', 'أمين', 'Li 李', 'X Æ A-12'] as const;

/** One of each family, every time another one. */
const FAMILIES: readonly [() => string, ...(() => string)[]] = [
  () => pick(MARKUP),
  () => `${pick(NAMES)} ${pick(MARKUP)}`,
  () => `${pick(MARKUP)}${pick(MARKUP)}`,
  () => `${pick(NAMES)}${pick(BREAKOUTS)}`,
  () => `${pick(BREAKOUTS)}${pick(MARKUP)}`,
  () => pick(ADDRESSES),
  () => `${pick(TEMPLATES)} ${pick(NAMES)}`,
  () => pick(WORDS),
  () => `${pick(FORMULAS)}${pick(WORDS)}`,
  () => `${pick(NAMES)}${pick(BIDI)}${pick(RIGHT_TO_LEFT)}${pick(BIDI)}${pick(SCRIPTS)}`,
  () => `${pick(BIDI)}${pick(BIDI)}${pick(NAMES)} ${pick(MARKUP)}`,
  () => `${[...pick(NAMES)].join(pick(INVISIBLE))}${pick(INVISIBLE)}`,
  () => `${pick(NAMES)}${pick(CONTROLS)}${pick(MARKUP)}`,
  () => `${pick(CONTROLS)}${pick(SCRIPTS)}${pick(CONTROLS)}`,
  () => Array.from({length: 1 + random() * 20}, () => pick(EMOJI)).join(''),
  () =>
    [...pick(NAMES), ...pick(SCRIPTS)].map((letter) => letter + Array.from({length: random() * 24}, () => pick(MARKS)).join('')).join(''),
  () => Array.from({length: 64}, () => pick([...pick(SCRIPTS)] as [string, ...string[]])).join(''),
  () => Array.from({length: 64}, () => pick([...pick(RIGHT_TO_LEFT)] as [string, ...string[]])).join(''),
  () => `${pick(RIGHT_TO_LEFT)} ${pick(NAMES)} ${pick(RIGHT_TO_LEFT)}`,
  () => pick(LONG).repeat(40 + random() * 200),
  () => `${pick(LOOKALIKES)}${pick(INVISIBLE)}`,
  () => Array.from({length: 60}, () => String.fromCodePoint(0x21 + Math.floor(random() * 0x24_00))).join(''),
];

const made = (): readonly string[] => {
  const strings = new Set<string>([
    ...MARKUP,
    ...BREAKOUTS,
    ...ADDRESSES,
    ...TEMPLATES,
    ...WORDS,
    ...FORMULAS,
    ...RIGHT_TO_LEFT,
    ...LOOKALIKES,
  ]);
  for (let turn = 0; strings.size < COUNT; turn++) {
    strings.add((FAMILIES[turn % FAMILIES.length] ?? FAMILIES[0])());
  }
  return [...strings];
};

/** All of them. */
export const hostileStrings: readonly string[] = made();
