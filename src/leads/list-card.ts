import { type Button, type Card, type Element, textElement } from '../chat/card.ts';
import { clientName } from '../clients/cards.ts';
import type { Say } from '../words/say.ts';
import { time } from '../words/text.ts';
import { claimButton, releaseButton } from './cards.ts';
import type { Lead } from './lead.ts';

/** Some leads, and how many there are in all. */
export type Some = { readonly leads: readonly Lead[]; readonly inAll: number };

/** The leads of the asker and those nobody has. */
export function leadListCard(mine: Some, free: Some, say: Say): Card {
  return {
    title: say('leads.title'),
    tone: 'neutral',
    elements: [
      textElement(say('leads.mine', { count: mine.inAll })),
      ...mine.leads.map((lead) => listed(lead, releaseButton(lead, say), say)),
      ...moreThan(mine, say),
      { kind: 'divider' },
      textElement(say('leads.free', { count: free.inAll })),
      ...free.leads.map((lead) => listed(lead, claimButton(lead, say), say)),
      ...moreThan(free, say),
    ],
  };
}

function moreThan({ leads, inAll }: Some, say: Say): Element[] {
  return inAll > leads.length ? [{ kind: 'note', text: say('leads.more', { count: inAll - leads.length }) }] : [];
}

function listed(lead: Lead, button: Button, say: Say): Element {
  const params = { number: String(lead.number), name: clientName(lead), since: time(lead.arrivedAt, 'since') };
  return { kind: 'text', text: say('leads.line', params), button };
}
