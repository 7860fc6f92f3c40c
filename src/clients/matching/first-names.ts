import lines from './first-names.json' with { type: 'json' };
import { romanise } from './romanise.ts';

export type Gender = 'm' | 'f';
/** What a first name may stand for: the groups of names that are one (Саша: two), and the gender if all agree. */
export type FirstName = { readonly groups: readonly number[]; readonly gender: Gender | undefined };

const byForm = new Map<string, { groups: number[]; genders: Set<string> }>();
for (const [group, line] of lines.entries()) {
  const [gender = '', ...forms] = line.split(' ');
  for (const form of new Set(forms.map(romanise))) {
    const known = byForm.get(form) ?? { groups: [], genders: new Set() };
    known.groups.push(group);
    known.genders.add(gender);
    byForm.set(form, known);
  }
}

/** The endings that make a Russian first name tender, as they sound: Жанночка, Глебушка, Ринатик. */
const tender = /(?:ocka|ecka|uwka|iuwka|enka|onka|icka|cik|ik|uwa|iuwa|ulia|iulia|ka)$/;
const byStem = new Map(
  [...byForm].map(([form, name]) => [form.replace(/[aeiou]+$/, ''), name] as const).filter(([stem]) => stem.length > 2),
);

/** What a romanised word means as a first name, in full, short or in another language; undefined if it is none. */
export function firstName(romanised: string): FirstName | undefined {
  const known =
    byForm.get(romanised) ?? (tender.test(romanised) ? byStem.get(romanised.replace(tender, '')) : undefined);
  if (!known) return undefined;
  const [gender] = known.genders;
  return { groups: known.groups, gender: known.genders.size === 1 ? (gender as Gender) : undefined };
}
