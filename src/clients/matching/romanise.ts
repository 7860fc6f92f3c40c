import anyAscii from 'any-ascii';

/** Letters that carry a sound of their own in the schemes of transliteration, before accents are dropped. */
const accented: Readonly<Record<string, string>> = {
  š: 'sh', ŝ: 'sh', ş: 'sh', ś: 's', č: 'ch', ć: 'ch', ç: 's', ž: 'zh', ż: 'zh', ź: 'z', ě: 'e', ё: 'е', â: 'ia', û: 'iu',
}; // biome-ignore format: a table
/** Cyrillic by sound; ц meets the `c` of Kuznecov, ж the `z`, ш and щ one sign. */
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  є: 'e',
  ж: 'z',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ү: 'u',
  ұ: 'u',
  ў: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'k',
  ч: 'c',
  ш: 'w',
  щ: 'w',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ә: 'a',
  ю: 'iu',
  я: 'ia',
};

/** What Latin letters and their groups sound like, in this order. `w` then stands for sh and shch, `c` for ch. */
const latin: readonly (readonly [RegExp, string])[] = [
  [/w/g, 'v'],
  [/t?sch|shch|shh|sh|sz/g, 'w'],
  [/tch/g, 'ch'],
  [/ck|cz|q|c(?!h)/g, 'k'],
  [/ch/g, 'c'],
  [/zh|zj/g, 'z'],
  [/kh/g, 'h'],
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/oo(?=[dklmnpt](?:$|[^aeiouy]))/g, 'u'],
  [/[jy]/g, 'i'],
  [/[^a-z]/g, ''],
];

/** What both scripts share: where spellings of one sound differ still. */
const shared: readonly (readonly [RegExp, string])[] = [
  [/tc/g, 'c'],
  [/t[sz]/g, 'k'],
  [/ks/g, 'h'],
  [/([tgrv])h/g, '$1'],
  [/(?<!i)u(?=[aeiou])/g, 'v'],
  [/(.)\1+/g, '$1'],
  [/i[oe]/g, 'e'],
  [/f$/g, 'v'],
  [/(.)\1+/g, '$1'],
];

/**
 * A word as it sounds, in few Latin signs: the spellings of one Russian name by passport, by map, by science and by
 * ear meet here, and English names in Cyrillic letters meet the English ones. '' if nothing of it is a letter.
 */
export function romanise(word: string): string {
  const lower = word.toLowerCase().replace(/[šŝşśčćçžżźěёâû]/g, (letter) => accented[letter] ?? letter);
  const runs = lower.replace(/дж/g, 'й').match(/[Ѐ-ӿ]+|[^Ѐ-ӿ]+/g) ?? [];
  return apply(shared, runs.map(ofRun).join(''));
}

function ofRun(run: string): string {
  if (/[Ѐ-ӿ]/.test(run)) return [...run].map((letter) => cyrillic[letter] ?? '').join('');
  return apply(latin, /^[a-z]*$/.test(run) ? run : anyAscii(run).toLowerCase());
}

function apply(rules: readonly (readonly [RegExp, string])[], text: string): string {
  return rules.reduce((now, [sound, sign]) => now.replace(sound, sign), text);
}

/** The consonants of a romanised word: what typing errors and vowels that were heard differently leave alone. */
export function skeleton(romanised: string): string {
  return romanised.replace(/[aeiou]/g, '').replace(/(.)\1+/g, '$1');
}
