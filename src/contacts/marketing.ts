import type { Button, Element } from '../chat/card.ts';
import type { Person } from '../chat/directory.ts';
import type { Say } from '../words/say.ts';

/** What decides who may do as marketing does. */
export type Place = Pick<Person, 'department' | 'role'>;

/** Offers, campaigns and mailings are marketing's; whoever leads a department, or installs Baton, may do as marketing does. */
export function isMarketing({ department, role }: Place): boolean {
  return department === 'marketing' || role !== 'rep';
}

/** The way to a new one, for marketing; whoever has not said yet where they work says it here. */
export function forMarketing(who: Place, start: Button, say: Say): Element[] {
  if (isMarketing(who)) return [{ kind: 'buttons', buttons: [{ ...start, look: 'primary' }] }];
  if (who.department !== null) return [];
  const mine: Button = { action: 'person.department', id: 'marketing', label: say.label('marketing.mine') };
  return [
    { kind: 'note', text: say('marketing.note') },
    { kind: 'buttons', buttons: [mine] },
  ];
}
