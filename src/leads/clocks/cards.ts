import { type Button, type Card, type Element, textElement } from '../../chat/card.ts';
import { clientName } from '../../clients/cards.ts';
import type { Names } from '../../clients/client.ts';
import { historyLine } from '../../clients/history-line.ts';
import type { Told } from '../../ledger/read.ts';
import type { InForce } from '../../team/settings.ts';
import type { Say } from '../../words/say.ts';
import { plain, type Text, time } from '../../words/text.ts';
import type { Around } from '../around.ts';
import { claimButton, contactButtons, historyButton, releaseButton } from '../cards.ts';
import { reachFacts } from '../facts.ts';
import { isFor } from '../handoff/rules.ts';
import { heldBy, isFree, offeredIn } from '../hold.ts';
import { holdText } from '../hold-text.ts';
import type { Lead } from '../lead.ts';
import { type Alert, isPast } from './alert.ts';
import { limits, type Numbers, numberNames } from './numbers.ts';

type Reading = { readonly id: string; readonly department: 'marketing' | 'sales' | null };

/** What somebody is told of a lead: what about it, how it stands now, and what they can do at once. */
export function alertCard(alert: Alert, lead: Lead, reader: Reading, around: Around, say: Say): Card {
  const { kind, at } = alert;
  const title = say('lead.title', { number: String(lead.number), name: clientName(lead) });
  if (isPast(alert, lead))
    return {
      title,
      tone: 'neutral',
      elements: [
        textElement(say('alert.past')),
        textElement(holdText(lead, around, say)),
        { kind: 'buttons', buttons: [moreButton(lead, say)] },
      ],
    };
  return {
    title,
    tone: /-(due|over)$|^lapsed$|^taken-over$/.test(kind) ? 'bad' : 'warning',
    elements: [
      textElement(say(`alert.${kind}`, { at: time(at, 'since') })),
      textElement(holdText(lead, around, say)),
      { kind: 'facts', facts: reachFacts(lead, say) },
      {
        kind: 'buttons',
        buttons: [
          ...buttonsFor(lead, reader, say),
          moreButton(lead, say),
          ...(kind === 'contacted' ? [historyButton(lead, say)] : []),
        ],
      },
    ],
  };
}

/** An alert as one line among many. */
export function alertLine(alert: Alert, lead: Lead, say: Say): Element {
  const past = isPast(alert, lead);
  const what = past ? say('alert.past') : say(`alert.${alert.kind}`, { at: time(alert.at, 'since') });
  const mayClaim = isFree(lead.hold) && !lead.closed && !past;
  return {
    kind: 'text',
    text: [...plain(`${lead.number} · `), ...clientName(lead), ...plain(' · '), ...what],
    button: mayClaim ? claimButton(lead, say) : moreButton(lead, say),
  };
}

function buttonsFor(lead: Lead, reader: Reading, say: Say): Button[] {
  if (lead.closed) return [];
  if (isFree(lead.hold)) return [claimButton(lead, say)];
  const offered = offeredIn(lead.hold);
  const owner = heldBy(lead.hold)?.owner.id;
  if (offered && owner !== reader.id && isFor(offered.to, reader))
    return [
      { action: 'lead.accept', id: offered.id, label: say.label('lead.accept'), look: 'primary' },
      { action: 'lead.decline', id: offered.id, label: say.label('lead.decline') },
    ];
  return owner === reader.id ? [...contactButtons(lead, undefined, say), releaseButton(lead, say)] : [];
}

function moreButton({ number }: Lead, say: Say): Button {
  return { action: 'lead.more', id: String(number), label: say.label('lead.more') };
}

/** What a lead's thread tells of what happened: one row of the ledger. */
export function noteCard(entry: Told, names: Names, say: Say): Card {
  return {
    title: say('lead.note', { number: String(entry.lead ?? '') }),
    tone: entry.kind === 'lead.breached' || entry.kind === 'lead.lapsed' ? 'bad' : 'neutral',
    elements: [textElement(historyLine(entry, names, say))],
  };
}

/** How long things may take, for everybody to read; administrators may change it. */
export function numbersCard(
  { version, value, by }: InForce<Numbers>,
  hours: string,
  mayChange: boolean,
  say: Say,
): Card {
  const change: Button = { action: 'clocks.change', id: String(version), label: say.label('clocks.change') };
  return {
    title: say('clocks.title'),
    tone: 'neutral',
    elements: [
      {
        kind: 'facts',
        facts: [
          ...numberNames.map((name) => ({ label: say.label(`clocks.${name}`), value: lasting(name, value, say) })),
          { label: say.label('clocks.hours'), value: plain(hours) },
        ],
      },
      { kind: 'note', text: by ? say('clocks.by', { at: time(by.at, 'since') }) : say('clocks.ours') },
      ...(mayChange ? [{ kind: 'buttons', buttons: [change] } as const] : []),
    ],
  };
}

function lasting(name: keyof Numbers, values: Numbers, say: Say): Text {
  const percent = limits[name][1] < 100;
  const value = values[name];
  if (percent) return plain(`${value} %`);
  // Nobody reads five thousand minutes.
  const whole = value >= 120 && value % 60 === 0;
  return whole ? say('clocks.whole', { count: value / 60 }) : say('clocks.minutes', { count: value });
}
