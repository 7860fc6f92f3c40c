import { type Button, type Card, type Element, textElement } from '../../chat/card.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { plain, type Text, time } from '../../words/text.ts';
import { forMarketing, isMarketing, type Place } from '../marketing.ts';

const mostInLine = 100;
/** A longer list is no help in a chat. */
const mostOffers = 30;

/** An offer as it is listed. */
export type OfferLine = {
  readonly id: string;
  readonly name: string;
  readonly family: string | null;
  readonly until: number | null;
};

/** What both departments propose to clients, by family; those that are over stand last. */
export function offersCard(offers: readonly OfferLine[], who: Place, now: number, say: Say): Card {
  const mayChange = isMarketing(who);
  const start: Button = { action: 'offer.new', id: 'new', label: say.label('offer.new') };
  return {
    title: say('offers.title'),
    tone: 'neutral',
    elements: [
      textElement(say(offers.length > 0 ? 'offers.text' : 'offers.none')),
      ...offers.slice(0, mostOffers).map((offer): Element => {
        const text = lineOf(offer, now, say);
        if (!mayChange) return textElement(text);
        return {
          kind: 'text',
          text,
          button: { action: 'offer.change', id: offer.id, label: say.label('offer.change') },
        };
      }),
      ...(offers.length > mostOffers
        ? [{ kind: 'note', text: say('offers.more', { count: offers.length - mostOffers }) } as const]
        : []),
      ...forMarketing(who, start, say),
    ],
  };
}

function lineOf({ name, family, until }: OfferLine, now: number, say: Say): Text {
  return [
    ...plain(oneLine(name, mostInLine)),
    ...(family ? [...plain(' · '), ...say('offers.family', { family: oneLine(family, mostInLine) })] : []),
    ...(until === null
      ? []
      : [...plain(' · '), ...say(until <= now ? 'offers.over' : 'offers.until', { at: time(until - 1, 'date') })]),
  ];
}
