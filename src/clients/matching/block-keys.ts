import type { NameWord } from './person-name.ts';
import { skeleton } from './romanise.ts';
import type { Traits } from './traits.ts';

/** Under what a record is filed, so that records of one person meet: two or more traits that seldom meet by chance. */
export function blockKeys(traits: Traits): string[] {
  const { name, company = '', label = '', mailbox, phone } = traits;
  const words = name?.words.filter(({ initial }) => !initial) ?? [];
  const firms = [
    ...new Set([company, label].map((each) => skeleton(each).slice(0, 5)).filter((each) => each.length > 1)),
  ];
  const digits = phone?.number.slice(-10) ?? '';
  const local = mailbox && !mailbox.role ? mailbox.local : '';
  const keys = new Set<string>();
  for (const word of words) {
    const bones = bonesOf(word);
    const others = words.filter((other) => other !== word);
    for (const other of others)
      for (const bone of shorter(bones)) for (const root of rootsOf(other)) keys.add(`d ${bone} ${root}`);
    for (const firm of firms) keys.add(`f ${bones} ${firm}`);
    for (const firm of firms) for (const root of rootsOf(word)) keys.add(`r ${root} ${firm}`);
    if (digits) {
      keys.add(`p ${bones} ${digits.slice(0, 7)}`);
      keys.add(`p ${bones} ${digits.slice(-4)}`);
    }
    if (local) keys.add(`m ${bones} ${local.slice(0, 4)}`);
  }
  if (local.length >= 6) keys.add(`l ${local}`);
  if (company) keys.add(`c ${company}`);
  if (label && label !== company) keys.add(`c ${label}`);
  return [...keys];
}

function bonesOf({ sound }: NameWord): string {
  return skeleton(sound) || sound;
}

function rootsOf(word: NameWord): string[] {
  return word.first ? word.first.groups.map(String) : [bonesOf(word)];
}

/** The bones of a word, and with each of them missing: words that differ in one consonant have one such in common. */
function shorter(bones: string): string[] {
  return [bones, ...[...bones].map((_, at) => bones.slice(0, at) + bones.slice(at + 1))].filter(
    (each) => each.length > 1,
  );
}
