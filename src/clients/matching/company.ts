import { repairLayout } from './layout.ts';
import { romanise } from './romanise.ts';
import { slips } from './slips.ts';

/** Legal forms as they are shortened, in any alphabet; they stand before or after the name. */
const forms = new Set(
  `ооо оао зао пао ао нао ип чп тоо тов фоп прат пат одо гк тд нко ано фгуп гуп муп чоу
   ooo oao zao pao ao ip too tov fop llc lc ltd plc inc corp co gmbh mbh ag kg ug ohg ek ev sa sas sarl srl spa bv nv oy
   ab as aps jsc ojsc cjsc pjsc llp lp limited incorporated corporation company pty pte kft sro zoo spzoo
   компания фирма корпорация холдинг`
    .split(/\s+/)
    .filter(Boolean),
);

const longForms = [...forms].filter((form) => form.length > 6 || form === 'gmbh' || /^[jcop]+sc$/.test(form));

/** Legal forms in full; each word may have any ending. */
const inFull = [
  'общество с ограниченной ответственностью',
  'общество с дополнительной ответственностью',
  'публичное акционерное общество',
  'закрытое акционерное общество',
  'открытое акционерное общество',
  'непубличное акционерное общество',
  'акционерное общество',
  'индивидуальный предприниматель',
  'товарищество с ограниченной ответственностью',
  'товариство з обмеженою відповідальністю',
  'фізична особа підприємець',
  'группа компаний',
  'торговый дом',
  'limited liability company',
  'joint stock company',
  'public limited company',
  'gesellschaft mit beschränkter haftung',
].map((form) => form.split(' ').map(romanise));

/** A company's name as it sounds, in one word without its legal form: ООО «Ромашка-Софт» and Romashka Soft LLC meet. */
export function companySound(typed: string | null | undefined): string {
  const words = repairLayout((typed ?? '').normalize('NFKC'))
    // GazskoronCJSC, OOOSigma: a form that is written together with the name.
    .replace(/(?<=\p{Ll})(?=\p{Lu}[\p{L}.])|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .replace(/(?<=(?:^|[^\p{L}])\p{L})\.(?=\p{L}(?:\.|[^\p{L}]|$))/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '' && word !== 'and' && word !== 'и');
  const core = withoutForms(words);
  return soundOf(core.length > 0 ? core : words);
}

/** The same for a label of a domain: `romashka-soft`. */
export function labelSound(label: string): string {
  return soundOf([label.replace(/[^\p{L}\p{N}]+/gu, '')]);
}

function soundOf(words: readonly string[]): string {
  const joined = words.join('').replace(/ё/g, 'е');
  return joined.replace(/\d+|\D+/g, (run) => (/\d/.test(run) ? run : romanise(run)));
}

function withoutForms(words: readonly string[]): readonly string[] {
  let rest = words;
  for (;;) {
    const next = withoutForm(rest);
    if (next === rest) return rest;
    rest = next;
  }
}

function withoutForm(words: readonly string[]): readonly string[] {
  const sounds = words.map(romanise);
  for (const form of inFull) {
    if (form.every((word, at) => alike(sounds[at], word))) return words.slice(form.length);
    const start = sounds.length - form.length;
    if (start > 0 && form.every((word, at) => alike(sounds[start + at], word))) return words.slice(0, start);
  }
  if (words.length < 2) return words;
  if (isForm(words[0])) return words.slice(1);
  return isForm(words.at(-1)) ? words.slice(0, -1) : words;
}

function alike(one: string | undefined, other: string): boolean {
  return one === other || (one !== undefined && other.length > 4 && slips(one, other) <= 1);
}

/** Whether a word is a legal form, be it with one slip of the keyboard. */
function isForm(word = ''): boolean {
  return forms.has(word) || (word.length > 3 && longForms.some((form) => slips(word, form) <= 1));
}
