import { type Card, textElement } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { clientName } from '../../clients/cards.ts';
import { writeMoney } from '../../kernel/money.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, time } from '../../words/text.ts';
import { reachFacts } from '../facts.ts';
import { heldBy } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { type CareOutcome, careOutcomes } from './outcomes.ts';

type Told = { readonly outcome: CareOutcome; readonly note: string | undefined; readonly at: number };

/** What marketing reads some days after a sale: who bought what, and the way to tell what they say. */
export function careCard(lead: Lead, told: Told | undefined, say: Say): Card {
  const owner = heldBy(lead.hold)?.owner;
  const { amount, currency, product } = lead.closed ?? {};
  const sold = amount === undefined ? '' : writeMoney(amount, currency ?? 'EUR', say.language);
  return {
    title: say('care.title', { name: clientName(lead) }),
    tone: told ? (told.outcome === 'unhappy' ? 'bad' : 'good') : 'warning',
    elements: [
      textElement(
        say('care.text', {
          product: plain(oneLine(product ?? '—', 120)),
          amount: sold,
          at: time(lead.closed?.at ?? lead.arrivedAt, 'date'),
          owner: owner ? person(owner) : '—',
        }),
      ),
      { kind: 'facts', facts: reachFacts(lead, say) },
      ...(told
        ? [
            textElement(
              say('care.told', { outcome: say.label(`care.is.${told.outcome}`), at: time(told.at, 'since') }),
            ),
            ...(told.note ? [{ kind: 'quote', text: plain(oneLine(told.note, 600)) } as const] : []),
          ]
        : [
            {
              kind: 'buttons',
              buttons: [
                { action: 'care.tell', id: String(lead.number), label: say.label('care.tell'), look: 'primary' },
                { action: 'client.open', id: lead.client, label: say.label('client.open') },
              ],
            } as const,
          ]),
    ],
  };
}

/** What marketing reads once a client has recommended us: whom to thank, once. */
export function thankCard(
  lead: Lead,
  by: { readonly id: string; readonly name: string; readonly company: string | null; readonly thanked: boolean },
  say: Say,
): Card {
  return {
    title: say('thank.title', { name: clientName(by) }),
    tone: by.thanked ? 'good' : 'neutral',
    elements: [
      textElement(say('thank.text', { by: clientName(by), number: String(lead.number), name: clientName(lead) })),
      ...(by.thanked
        ? [textElement(say('thank.done'))]
        : [
            {
              kind: 'buttons',
              buttons: [
                { action: 'care.thank', id: String(lead.number), label: say.label('thank.do'), look: 'primary' },
                { action: 'client.open', id: by.id, label: say.label('client.open') },
              ],
            } as const,
          ]),
    ],
  };
}

/** What the client said. */
export function careForm(lead: number, say: Say): Form {
  return {
    action: 'care.tell.send',
    id: String(lead),
    title: say.label('care.form'),
    submit: say.label('people.submit'),
    inputs: [
      {
        kind: 'choice',
        name: 'outcome',
        label: say.label('care.how'),
        options: careOutcomes.map((value) => ({ value, label: say.label(`care.is.${value}`) })),
      },
      { kind: 'longText', name: 'note', label: say.label('care.note'), optional: true, most: 1000 },
    ],
  };
}

/** Which client recommended us. */
export function recommendForm(lead: number, say: Say): Form {
  return {
    action: 'care.recommend.send',
    id: String(lead),
    title: say.label('recommend.form', { number: String(lead) }),
    submit: say.label('people.submit'),
    inputs: [
      { kind: 'text', name: 'by', label: say.label('recommend.by'), hint: say.label('recommend.hint'), most: 300 },
    ],
  };
}
