import { type Element, textElement } from '../../chat/card.ts';
import type { ClientPart } from '../../clients/client.ts';
import { oneLine } from '../../kernel/text.ts';
import { time } from '../../words/text.ts';
import { offersTo } from './store.ts';

const mostOffers = 5;
const mostInLine = 200;

/** What was proposed to a client lately, each once, for the profile. */
export const offersMade: ClientPart = async (db, members) => {
  const offers = await offersTo(db, members, mostOffers);
  return (say): Element[] => {
    if (offers.length === 0) return [];
    const lines = offers.map(({ about, at }) =>
      textElement(say('offer.line', { about: oneLine(about, mostInLine), at: time(at, 'since') })),
    );
    return [{ kind: 'divider' }, textElement(say('offer.title')), ...lines];
  };
};
