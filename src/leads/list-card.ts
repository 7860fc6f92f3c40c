import { type Button, type Card, type Element, textElement } from '../chat/card.ts';
import { clientName } from '../clients/cards.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { plain, time } from '../words/text.ts';
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

/** A free lead as one line among many: who, what they ask for, by when somebody has to claim it, and the button. */
export function leadLine(lead: Lead, say: Say): Element {
  const { number, message, clock } = lead;
  const asks = message ? plain(` · ${oneLine(message, 80)}`) : [];
  const by = clock ? [...plain(' · '), ...say('clock.claim', { until: time(clock.due, 'since') })] : [];
  const who = [...plain(`${number} · `), ...clientName(lead)];
  return { kind: 'text', text: [...who, ...asks, ...by], button: claimButton(lead, say) };
}

function listed(lead: Lead, button: Button, say: Say): Element {
  const params = { number: String(lead.number), name: clientName(lead), since: time(lead.arrivedAt, 'since') };
  return { kind: 'text', text: say('leads.line', params), button };
}
