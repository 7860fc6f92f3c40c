import { type Button, type Card, textElement } from '../../chat/card.ts';
import { clientName, keyFacts } from '../../clients/cards.ts';
import type { Client } from '../../clients/client.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import { insteadElements, type Reachable, reasonLine, tones } from '../cards.ts';
import type { Announced } from '../channels.ts';
import type { Clearance } from '../clearance/clear.ts';
import type { Named } from '../clearance/facts.ts';
import { type Contact, contactId } from './contact.ts';

/** Go ahead: until when nobody else contacts the client, and how to reach them. */
export function reservedCard(client: Reachable, contact: Contact, until: number, say: Say): Card {
  return {
    title: say(`reserved.title.${contact.channel}`, { client: clientName(client) }),
    tone: 'good',
    elements: [
      { kind: 'facts', facts: keyFacts(client.keys, say) },
      textElement(say('reserved.text', { until: time(until) })),
      {
        kind: 'buttons',
        buttons: [
          { ...logButton(contact, say), look: 'primary' },
          { action: 'contact.drop', id: contactId(contact), label: say.label('contact.drop') },
        ],
      },
    ],
  };
}

/** Why somebody should think before contacting a client: who, when, about what, and what they can do now. */
export function warningCard(client: Client, contact: Contact, clearance: Clearance, say: Say): Card {
  const { light, reasons } = clearance;
  const id = contactId(contact);
  // While somebody is at it there is nothing to insist on.
  const busy = reasons.some(({ code }) => code === 'reserved');
  const goOn: Button[] = busy
    ? []
    : light === 'red'
      ? [{ action: 'contact.override', id, label: say.label('contact.override'), look: 'danger' }]
      : [{ action: 'contact.go-on', id, label: say.label('contact.go-on') }];
  return {
    title: say(`warning.title.${light === 'red' ? 'red' : 'amber'}`, { client: clientName(client) }),
    tone: tones[light],
    elements: [
      ...reasons.map((reason) => textElement(reasonLine(reason, say))),
      ...insteadElements(clearance, say),
      {
        kind: 'buttons',
        buttons: [{ action: 'contact.leave', id, label: say.label('contact.leave'), look: 'primary' }, ...goOn],
      },
    ],
  };
}

/** What somebody reads who let a contact be. */
export function leftCard(client: Client, say: Say): Card {
  return { title: clientName(client), tone: 'good', elements: [textElement(say('contact.left'))] };
}

/** Tells whoever has a client that somebody contacted them against a warning, and why. */
export function wentOnCard(
  client: Client,
  { who, channel, at, why }: { who: Named; channel: Announced; at: number; why: string | undefined },
  say: Say,
): Card {
  return {
    title: say('went-on.title', { client: clientName(client) }),
    tone: 'warning',
    elements: [
      textElement(say(`went-on.${channel}`, { who: person(who), at: time(at) })),
      ...(why ? [{ kind: 'quote', text: plain(why) } as const] : []),
      { kind: 'buttons', buttons: [{ action: 'client.open', id: client.id, label: say.label('client.open') }] },
    ],
  };
}

/** Asks, once, what came of a contact whose fifteen minutes are over. */
export function unclosedCard(client: Client, contact: Contact, logged: boolean, say: Say): Card {
  return {
    title: say('unclosed.title', { client: clientName(client) }),
    tone: logged ? 'good' : 'warning',
    elements: logged
      ? [textElement(say('unclosed.logged'))]
      : [
          textElement(say(`unclosed.text.${contact.channel}`)),
          {
            kind: 'buttons',
            buttons: [
              { ...logButton(contact, say), look: 'primary' },
              { action: 'contact.not-made', id: contactId(contact), label: say.label('contact.drop') },
            ],
          },
        ],
  };
}

/** The button that announces a contact. */
export function announceButton(contact: Contact, say: Say): Button {
  return {
    action: `contact.${contact.channel}`,
    id: contactId(contact),
    label: say.label(`contact.${contact.channel}`),
  };
}

/** The button that asks what came of a contact. */
export function logButton(contact: Contact, say: Say): Button {
  return { action: 'contact.log', id: contactId(contact), label: say.label('contact.log') };
}

/** Who is contacting a client now, for everybody to see. */
export function reservationLine(
  { who, channel, until }: { who: Named; channel: Announced; until: number },
  say: Say,
): Text {
  return say(`reserved.line.${channel}`, { who: person(who), until: time(until) });
}
