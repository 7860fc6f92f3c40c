import type { Form } from '../../chat/form.ts';
import type { Say } from '../../words/say.ts';

/** An offer as its form shows it; `until` is a local day. */
export type OfferTyped = { readonly name: string; readonly family: string | null; readonly until: string | undefined };

/** Describes an offer: a new one by its name, one that is there by its family and its last day. */
export function offerForm(id: string, typed: OfferTyped | undefined, say: Say): Form {
  return {
    action: 'offer.send',
    id,
    title: say.label('offer.form.title'),
    submit: say.label('offer.form.submit'),
    inputs: [
      ...(typed ? [] : [{ kind: 'text', name: 'name', label: say.label('offer.form.name'), most: 120 } as const]),
      {
        kind: 'text',
        name: 'family',
        label: say.label('offer.form.family'),
        hint: say.label('offer.form.family.hint'),
        optional: true,
        most: 120,
        ...(typed?.family ? { initial: typed.family } : {}),
      },
      {
        kind: 'date',
        name: 'until',
        label: typed ? say.label('offer.form.until.of', { name: typed.name }) : say.label('offer.form.until'),
        optional: true,
        ...(typed?.until ? { initial: typed.until } : {}),
      },
    ],
  };
}
