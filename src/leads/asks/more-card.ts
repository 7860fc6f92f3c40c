import { type Button, type Card, textElement } from '../../chat/card.ts';
import type { Person } from '../../chat/directory.ts';
import { clientName } from '../../clients/cards.ts';
import type { Say } from '../../words/say.ts';
import { person, time } from '../../words/text.ts';
import { claimButton, stageButton } from '../cards.ts';
import { whoDoes } from '../duties/cards.ts';
import type { Duty } from '../duties/duties.ts';
import { heldBy } from '../hold.ts';
import { holdText } from '../hold-text.ts';
import type { Lead } from '../lead.ts';
import { mayOpen } from '../stages/may-open.ts';
import type { StageByHand } from '../stages/stages.ts';

/** What somebody can do about a lead depends on whose it is, whose move it is, and who they are. */
export type Reader = {
  readonly who: Person;
  readonly duty: Duty | undefined;
  /** They may claim or ask for it. */
  readonly mayHandle: boolean;
  readonly watching: boolean;
};

/** Everything that one person can do about a lead beside what its card offers to all. */
export function moreCard(lead: Lead, { who, duty, mayHandle, watching }: Reader, say: Say): Card {
  return {
    title: say('lead.title', { number: String(lead.number), name: clientName(lead) }),
    tone: 'neutral',
    elements: [
      textElement(holdText(lead, {}, say)),
      ...(duty ? [textElement(whoDoes(lead.stage as StageByHand, duty, say))] : []),
      { kind: 'buttons', buttons: buttonsFor(lead, who, mayHandle, watching, say) },
    ],
  };
}

/** What somebody reads who was too slow, or pressed on a page that is out of date: who has it, and what they can do. */
export function takenCard(lead: Lead, { who, mayHandle, watching }: Omit<Reader, 'duty'>, say: Say): Card {
  const held = heldBy(lead.hold);
  const owner = person(held?.owner ?? { id: '', name: '?' });
  const params = { number: String(lead.number), owner, since: time(held?.since ?? 0, 'since') };
  return {
    title: say('refusal.title'),
    tone: 'warning',
    elements: [
      textElement(say('refusal.lead.taken', params)),
      { kind: 'buttons', buttons: othersButtons(lead, who, mayHandle, watching, say) },
    ],
  };
}

function buttonsFor(lead: Lead, who: Person, mayHandle: boolean, watching: boolean, say: Say): Button[] {
  const owner = heldBy(lead.hold)?.owner.id;
  if (owner === who.id) return ownButtons(lead, who, say);
  if (lead.closed) return mayOpen(lead, who) ? [stageButton(lead, say)] : [];
  if (owner !== undefined) return othersButtons(lead, who, mayHandle, watching, say);
  return [...(mayHandle ? [claimButton(lead, say)] : []), watchButton(lead, watching, say)];
}

function ownButtons(lead: Lead, { department }: Person, say: Say): Button[] {
  const id = String(lead.number);
  const recommended: Button = { action: 'care.recommend', id, label: say.label('recommend.do') };
  if (lead.closed) return [stageButton(lead, say), recommended];
  const wait: Button[] =
    lead.hold.hold === 'paused'
      ? [{ action: 'lead.resume', id, label: say.label('lead.resume') }]
      : [{ action: 'lead.pause', id, label: say.label('lead.pause') }];
  return [
    ...wait,
    stageButton(lead, say),
    { action: 'lead.win', id, label: say.label('lead.win'), look: 'primary' },
    { action: 'lead.lose', id, label: say.label('lead.lose') },
    ...(department === 'marketing' ? [] : [{ action: 'lead.recycle', id, label: say.label('lead.recycle') }]),
    recommended,
  ];
}

function othersButtons(lead: Lead, who: Person, mayHandle: boolean, watching: boolean, say: Say): Button[] {
  const id = String(lead.number);
  return [
    ...(mayHandle ? [{ action: 'lead.ask', id, label: say.label('lead.ask') }] : []),
    watchButton(lead, watching, say),
    ...(who.role === 'rep' ? [] : [{ action: 'lead.take-over', id, label: say.label('lead.take-over') }]),
  ];
}

/** The button that begins or ends watching a lead. */
export function watchButton({ number }: Lead, watching: boolean, say: Say): Button {
  return watching
    ? { action: 'lead.unwatch', id: String(number), label: say.label('lead.unwatch') }
    : { action: 'lead.watch', id: String(number), label: say.label('lead.watch') };
}
