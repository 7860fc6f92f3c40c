import { type FirstName, firstName, type Gender } from './first-names.ts';
import { repairLayout } from './layout.ts';
import { romanise } from './romanise.ts';

/** A word of a name: as it sounds without a feminine ending, as typed, and what it may mean as a first name. */
export type NameWord = {
  readonly sound: string;
  readonly typed: string;
  readonly first?: FirstName;
  /** Only a letter: `К.` */
  readonly initial?: true;
};

/** A person's name, in whatever order it was typed. The patronymic is what it is made of, without its ending. */
export type PersonName = {
  readonly words: readonly NameWord[];
  readonly patronymic?: string;
  readonly gender?: Gender;
};

/** No name has more words that tell people apart. */
const mostWords = 4;

const titles = /^(?:mr|mrs|ms|miss|dr|prof|herr|frau|г-н|г-жа|господин|госпожа|д-р)\.?$/;
const patronymics: readonly (readonly [RegExp, Gender])[] = [
  [/(?:ович|евич|ьич)$/, 'm'],
  [/(?:овна|евна|ична|инична)$/, 'f'],
  [/(?:ovich|evich|yevich|ievich|owitsch|ovič|ovic|evic|evič)$/, 'm'],
  [/(?:ovna|evna|yevna|ievna|ichna|inichna|owna)$/, 'f'],
];
const shortPatronymics = new Map<string, Gender>([
  ['ильич', 'm'],
  ['кузьмич', 'm'],
  ['фомич', 'm'],
  ['лукич', 'm'],
  ['никитич', 'm'],
  ['ilyich', 'm'],
  ['ilich', 'm'],
  ['nikitich', 'm'],
]);

/** Reads a person's name; undefined when nothing in it can be one (an address, a number, nothing). */
export function personName(typed: string | null | undefined): PersonName | undefined {
  const text = (typed ?? '')
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, ' ')
    .trim();
  if (text === '' || /[@\d]/.test(text)) return undefined;
  const all = repairLayout(text)
    .toLowerCase()
    .replace(/ё/g, 'е')
    .split(/[\s,]+/)
    .filter((word) => !titles.test(word))
    .flatMap((word) => word.split(/(?<=^.)\.|(?<=\..)\.|\./))
    .map((word) => word.replace(/[^\p{L}]/gu, ''))
    .filter(Boolean)
    .slice(0, mostWords);
  const whole = all.filter((word) => !isInitial(word));
  const given = whole.length > 2 ? fatherOf(whole.filter((word) => patronymicOf(word))) : undefined;
  const words = all.filter((word) => word !== given).map(wordOf);
  if (words.every(({ sound }) => sound === '')) return undefined;
  const patronymic = given === undefined ? undefined : patronymicOf(given);
  const gender = patronymic?.gender ?? genderOf(words);
  return {
    words: words.filter(({ sound }) => sound !== ''),
    ...(patronymic ? { patronymic: patronymic.of } : {}),
    ...(gender ? { gender } : {}),
  };
}

/** Юшкевич is a surname beside Романович: a patronymic is made of a first name, and stands behind one. */
function fatherOf(words: readonly string[]): string | undefined {
  return words.find((word) => firstName(patronymicOf(word)?.of ?? '')) ?? words.at(-1);
}

function isInitial(word: string): boolean {
  return [...word].length === 1;
}

function patronymicOf(word: string): { of: string; gender: Gender } | undefined {
  const short = shortPatronymics.get(word);
  const gender = short ?? patronymics.find(([ending]) => ending.test(word))?.[1];
  if (!gender) return undefined;
  return { of: romanise(word).replace(/(?:ov|ev|i)?(?:ic|na|icna|inicna)$/, ''), gender };
}

function wordOf(typed: string): NameWord {
  const sound = romanise(typed);
  if (isInitial(typed)) return { sound: sound || typed, typed, initial: true };
  const first = firstName(sound);
  return { sound: stemOf(sound), typed, ...(first ? { first } : {}) };
}

const feminine: readonly (readonly [RegExp, string])[] = [
  [/(?<=..)(?:skaia|ckaia)$/, 'ski'],
  [/(?<=...)aia$/, 'i'],
  [/(?<=..)(ov|ev|in)a$/, '$1'],
];

/** A surname without the ending that only tells the gender: Иванова meets Иванов. */
export function stemOf(sound: string): string {
  for (const [ending, stem] of feminine) if (ending.test(sound)) return sound.replace(ending, stem);
  return sound;
}

/** A first name tells it, and in Russian a surname may. */
function genderOf(words: readonly NameWord[]): Gender | undefined {
  const told = new Set(words.flatMap(({ first }) => first?.gender ?? []));
  const [one] = told;
  if (told.size === 1) return one;
  return undefined;
}

/** Whether a name has two words or more: enough to tell a person from another on the same number. */
export function isWholeName(name: PersonName | undefined): boolean {
  return (name?.words.filter(({ initial }) => !initial).length ?? 0) > 1;
}
