import type {Random} from './random.ts';

// Families of texts that are hard on whoever stores, compares or shows them.

/** Makes the members of one family. */
export type Family = (random: Random) => readonly string[];

const range = (from: number, to: number): number[] => Array.from({length: to - from + 1}, (_, index) => from + index);

const char = (code: number): string => String.fromCodePoint(code);

/** A character alone, at both ends, and inside. */
const around = (character: string): string[] => [character, `${character}ada`, `ada${character}`, `a${character}da`];

const BIDI = [0x06_1c, 0x20_0e, 0x20_0f, ...range(0x20_2a, 0x20_2e), ...range(0x20_66, 0x20_69)];
const INVISIBLE = [
  0x00_ad, 0x03_4f, 0x11_5f, 0x17_b4, 0x18_0e, 0x20_0b, 0x20_0c, 0x20_0d, 0x20_60, 0x20_64, 0x31_64, 0xfe_00, 0xfe_0f, 0xfe_ff, 0xff_a0,
  0xe_00_01, 0xe_00_61, 0xe_01_00,
];
const SPACES = [0x20, 0xa0, 0x16_80, ...range(0x20_00, 0x20_0a), 0x20_28, 0x20_29, 0x20_2f, 0x20_5f, 0x30_00];
const MARKS = [0x03_01, 0x03_08, 0x03_23, 0x03_38, 0x04_89, 0x0e_49, 0x20_dd, 0x1_d1_65];
const NAMES = ['admin', 'root', 'tenant.admin', 'support', 'ada'];

const COMPOSED = ['Å', 'é', 'ệ', 'ñ', 'ﬁ', 'Ⅳ', 'ẛ̣', '한글', 'Ω', '㎏', '½', '①', 'ｱﾞ', 'ΐ', 'ǆ', '㍿', 'ﷺ', '\u0344', '\u0958', '\u2126'];

const FOLDING = ['ſ', 'İ', 'ı', 'K', 'ß', 'ẞ', 'ŉ', 'ǰ', 'ΐ', 'ﬀ', 'ς', 'Σ', 'ǅ', 'Å', 'ŚŚ', 'ıİ', 'Ǆ', 'ﬃ', 'ᾳ', 'Ω'];

const ALPHABETS: readonly ((letter: string) => string)[] = [
  (letter) => ({a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у', i: 'і', s: 'ѕ', j: 'ј'})[letter] ?? letter,
  (letter) => ({a: 'α', o: 'ο', v: 'ν', i: 'ι', p: 'ρ', t: 'τ', n: 'η', u: 'υ'})[letter] ?? letter,
  (letter) => (/[!-~]/.test(letter) ? char((letter.codePointAt(0) ?? 0) + 0xfe_e0) : letter),
  (letter) => (/[a-z]/.test(letter) ? char((letter.codePointAt(0) ?? 0) - 97 + 0x1_d4_1a) : letter),
  (letter) => (/[a-z]/.test(letter) ? char((letter.codePointAt(0) ?? 0) - 97 + 0x24_d0) : letter),
  (letter) => ({i: '1', o: '0', l: '1', a: '@', e: '3', s: '5'})[letter] ?? letter,
];

const LENGTHS = [
  1, 2, 3, 39, 40, 41, 63, 64, 65, 99, 100, 101, 127, 128, 129, 253, 254, 255, 256, 257, 499, 500, 501, 511, 512, 513, 999, 1000, 1001,
  2048, 4095, 4096, 4097, 8192, 16_384,
];

/** A text of any code points but halves of one. */
const anyText = (random: Random): string => {
  const planes: readonly (readonly [number, number])[] = [
    [0x20, 0x7e],
    [0xa0, 0x24f],
    [0x370, 0x5ff],
    [0x600, 0x6ff],
    [0x900, 0xdff],
    [0x1100, 0x11ff],
    [0x2000, 0x206f],
    [0x3040, 0x9fff],
    [0xe000, 0xf8ff],
    [0xfb00, 0xffff],
    [0x1_00_00, 0x1_0f_ff],
    [0x1_f3_00, 0x1_f6_ff],
    [0xf_00_00, 0x10_ff_ff],
  ];
  const [from, to] = random.of(planes);
  return range(0, random.below(24))
    .map(() => char(random.below(8) === 0 ? random.below(0x7f) : from + random.below(to - from + 1)))
    .join('');
};

export const TEXT_FAMILIES: Readonly<Record<string, Family>> = {
  empty: () => [
    '',
    ...SPACES.flatMap((space) => [char(space), ` ${char(space)} `, `ada${char(space)}`, `a${char(space)}da`]),
    '\t',
    '\n',
    '\r\n',
    ' '.repeat(300),
  ],
  controls: () => [...range(0, 0x1f), 0x7f, ...range(0x80, 0x9f)].flatMap((code) => around(char(code))),
  'lone surrogates': () =>
    [0xd8_00, 0xd8_3d, 0xdb_ff, 0xdc_00, 0xde_00, 0xdf_ff]
      .flatMap((code) => around(String.fromCharCode(code)))
      .concat('\udc00\ud800', '\ud800\ud800\udc00', 'a\ud83d', '\ude00z', '\uda00'.repeat(50)),
  noncharacters: () =>
    [...range(0xfd_d0, 0xfd_ef), ...range(0, 16).flatMap((plane) => [plane * 0x1_00_00 + 0xff_fe, plane * 0x1_00_00 + 0xff_ff])].map(
      (code) => `a${char(code)}`,
    ),
  bidi: () => [...BIDI.flatMap((code) => around(char(code))), '\u202egnp.exe', 'admin\u202e\u2066 \u2069\u2066', '\u2067\u2066'.repeat(40)],
  invisible: () => INVISIBLE.flatMap((code) => around(char(code))),
  'combining floods': (random) => [
    ...MARKS.flatMap((mark) => [1, 20, 99, 100, 500].map((count) => `a${char(mark).repeat(count)}`)),
    ...range(0, 20).map(() =>
      [...'zalgo']
        .map(
          (letter) =>
            letter +
            range(0, 12)
              .map(() => char(0x3_00 + random.below(0x70)))
              .join(''),
        )
        .join(''),
    ),
  ],
  long: () => [
    ...LENGTHS.flatMap((length) => [' a'.repeat(length / 2), 'a'.repeat(length), 'é'.repeat(length), '😀'.repeat(length)]),
    'a'.repeat(65_536),
    'a'.repeat(200_000),
    '"'.repeat(20_000),
    '\\'.repeat(20_000),
    'ﷺ'.repeat(3000),
    `${'a@'.repeat(3000)}example.com`,
  ],
  normalization: () =>
    COMPOSED.flatMap((text) =>
      (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).flatMap((form) => [text.normalize(form), `a${text.normalize(form)}`]),
    ),
  'case folding': () =>
    FOLDING.flatMap((letter) => [
      letter,
      letter.toLowerCase(),
      letter.toUpperCase(),
      `${letter}mith`,
      `u${letter}er`,
      `${letter}@${letter}.example`,
    ]).concat('user.1', 'USER.1', 'ſupport', 'adm\u0131n', 'ADM\u0130N', 'roo\u{1d42d}'),
  homoglyphs: () =>
    NAMES.flatMap((name) => ALPHABETS.flatMap((alphabet) => [[...name].map(alphabet).join(''), alphabet(name.charAt(0)) + name.slice(1)])),
  scripts: () => [
    '日本語',
    'العربية',
    'עִבְרִית',
    'हिन्दी',
    'ไทย',
    '👩‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '🇩🇪🇩',
    '👍🏽',
    'Zoë',
    "O'Brien",
    'Nguyễn Thị',
    'Ñandú',
    '𐍈',
    '𝒜',
    'ȷ̈',
    'Ꞗ',
    'گچپژ',
    '㍻',
    '\ue000',
    '\u{10fffd}',
    'e\u0301',
    '\u1e9b\u0323',
    'جمهورية',
    '()[]{}',
    '«»',
    '…',
    '–',
    '“”',
    '¿?',
  ],
  random: (random) => range(0, 420).map(() => anyText(random)),
};
