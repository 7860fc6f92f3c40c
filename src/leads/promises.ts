import { type Element, textElement } from '../chat/card.ts';
import type { ClientPart } from '../clients/client.ts';
import { oneLine } from '../kernel/text.ts';
import { time } from '../words/text.ts';
import { promisesTo } from './handoff/store.ts';

const mostPromises = 5;
const mostInLine = 300;

/** What was promised to a client and is still open, for the profile. */
export const openPromises: ClientPart = async (db, members) => {
  const promises = await promisesTo(db, members, mostPromises);
  return (say): Element[] => {
    if (promises.length === 0) return [];
    const lines = promises.map(({ lead, promised, by, at }) =>
      textElement(
        say('promise.line', { lead: String(lead), promised: oneLine(promised, mostInLine), by, at: time(at, 'since') }),
      ),
    );
    return [{ kind: 'divider' }, textElement(say('promise.title')), ...lines];
  };
};
