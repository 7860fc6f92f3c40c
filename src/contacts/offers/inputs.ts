import type { Input } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';

/** An offer to choose from. */
export type Offered = { readonly id: string; readonly name: string };

/** Longer lists are no help to whoever has a client on the line. */
const mostOffers = 90;

/** What a contact proposes: one of the offers that are made now, if there are any, or a few words. */
export function offerInputs(offers: readonly Offered[], say: Say, chosen?: string): Input[] {
  const [label, hint] = [say.label('outcome.about'), say.label('outcome.about.hint')];
  const about: Input = { kind: 'text', name: 'about', label, hint, optional: true, most: 200 };
  if (offers.length === 0) return [about];
  const options = offers.slice(0, mostOffers).map(({ id, name }) => ({ value: id, label: name }));
  const initial = chosen === undefined ? {} : { initial: chosen };
  return [
    { kind: 'choice', name: 'offer', label: say.label('outcome.offer'), options, optional: true, ...initial },
    { ...about, label: say.label('outcome.about.else') },
  ];
}
