import type { SourceLead } from '../../kernel/delivery.ts';

/** What makes an enquiry doubtful: somebody who looks at it decides. */
export const doubts = ['links', 'trial', 'no-lead-before', 'no-words'] as const;
export type Doubt = (typeof doubts)[number];

const mostLinks = 2;
const trial = /^(test|тест|asdf|qwerty|фыва|aaa+|123+|xxx+)\d*$/i;

/** The doubts about an enquiry: many links, words of somebody who tries the form out, or one like it was no lead. */
export function doubtsAbout({ name = '', message = '' }: SourceLead, noLeadBefore: boolean): Doubt[] {
  const links = (message.match(/https?:\/\/|www\./gi) ?? []).length;
  return [
    ...(links > mostLinks ? (['links'] as const) : []),
    ...(trial.test(name.trim()) || trial.test(message.trim()) ? (['trial'] as const) : []),
    ...(noLeadBefore ? (['no-lead-before'] as const) : []),
    ...(/^[^\p{L}]*$/u.test(name) && message !== '' && /^[^\p{L}]*$/u.test(message) ? (['no-words'] as const) : []),
  ];
}
