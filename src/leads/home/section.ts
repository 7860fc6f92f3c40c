import { type Button, type Element, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import { oneLine } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import { claimButton, contactButtons } from '../cards.ts';
import { heldBy } from '../hold.ts';
import type { Lead } from '../lead.ts';
import type { Mine } from './read-mine.ts';

/** What somebody has to do with leads, what comes first at the top; every line with the button for it. */
export function mineElements(mine: Mine, say: Say): Element[] {
  const { leads, inAll, handoffs, asks, offered, free, now } = mine;
  const waits = handoffs.length + asks.length + offered.length > 0;
  return [
    ...nextElements(mine, say),
    ...(waits ? [textElement(say('home.waits'))] : []),
    ...offered.map((lead) => line(say('home.offered', { ...named(lead) }), claimButton(lead, say))),
    ...handoffs.flatMap(({ handoff, lead }): Element[] => [
      textElement(
        say('home.handoff', { ...named(lead), from: person(handoff.from), until: time(handoff.until, 'since') }),
      ),
      { kind: 'note', text: plain(oneLine(`${handoff.need} → ${handoff.nextStep}`, 200)) },
      {
        kind: 'buttons',
        buttons: [
          { action: 'lead.accept', id: handoff.id, label: say.label('lead.accept'), look: 'primary' },
          { action: 'lead.decline', id: handoff.id, label: say.label('lead.decline') },
        ],
      },
    ]),
    ...asks.flatMap(({ ask, lead }): Element[] => [
      textElement(say('home.ask', { ...named(lead), who: person(ask.asker) })),
      {
        kind: 'buttons',
        buttons: [
          { action: 'lead.give', id: ask.id, label: say.label('lead.give') },
          { action: 'lead.keep', id: ask.id, label: say.label('lead.keep') },
        ],
      },
    ]),
    textElement(say('leads.mine', { count: inAll })),
    ...leads.map((lead) => line(leadText(lead, now, say), moreButton(lead, say))),
    ...(inAll > leads.length
      ? [{ kind: 'note', text: say('leads.more', { count: inAll - leads.length }) } as const]
      : []),
    ...(free.length > 0 ? [textElement(say('home.free'))] : []),
    ...free.map((lead) => line(leadText(lead, now, say), claimButton(lead, say))),
  ];
}

/** What to do first: whatever is late, or is due soonest. */
function nextElements({ leads, free, handoffs, asks, offered, now }: Mine, say: Say): Element[] {
  const [first] = leads.filter(({ clock }) => clock !== undefined);
  if (first?.clock)
    return [
      textElement(say(`home.next.${first.clock.kind}`, { ...named(first), until: time(first.clock.due, 'since') })),
      ...(first.clock.due <= now ? [textElement(say('clock.late'))] : []),
      { kind: 'buttons', buttons: contactButtons(first, undefined, say) },
    ];
  if (handoffs.length + asks.length + offered.length > 0) return [textElement(say('home.next.others'))];
  if (free.length > 0) return [textElement(say('home.next.free'))];
  return [textElement(say('home.next.nothing'))];
}

function leadText(lead: Lead, now: number, say: Say): Text {
  const { clock, hold } = lead;
  const held = heldBy(hold);
  const until = held?.hold === 'paused' ? say('home.paused', { until: time(held.until ?? held.since, 'date') }) : [];
  const by = clock ? say(`clock.${clock.kind}`, { until: time(clock.due, 'since') }) : until;
  const late = clock && clock.due <= now ? [...plain(' '), ...say('clock.late')] : [];
  return [...plain(`${lead.number} · `), ...clientName(lead), ...plain(' · '), ...by, ...late];
}

function line(text: Text, button: Button): Element {
  return { kind: 'text', text, button };
}

function named(lead: Lead) {
  return { number: String(lead.number), name: clientName(lead) };
}

function moreButton({ number }: Lead, say: Say): Button {
  return { action: 'lead.more', id: String(number), label: say.label('lead.more') };
}
