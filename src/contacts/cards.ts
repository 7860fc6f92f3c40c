import { type Button, type Card, type Element, textElement } from '../chat/card.ts';
import { clientName, keyFacts } from '../clients/cards.ts';
import type { Client } from '../clients/client.ts';
import type { Key } from '../clients/matching/keys.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import { type Announced, announced } from './channels.ts';
import type { Clearance } from './clearance/clear.ts';
import type { Named } from './clearance/facts.ts';
import type { Light, Reason } from './clearance/rule.ts';
import { type Contact, contactId } from './contact.ts';
import { whoText } from './who-text.ts';

const mostInLine = 120;
/** How a light feels. */
export const tones = { green: 'good', amber: 'warning', red: 'bad' } as const satisfies Record<Light, Card['tone']>;

/** A client who is about to be contacted, and how to reach them. */
export type Reachable = Client & { readonly keys: readonly Key[] };

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

/** What to do instead, and when what ends by itself has ended. */
export function insteadElements({ instead }: Clearance, say: Say): Element[] {
  return instead.map((each): Element => {
    if (each.do === 'ask') return textElement(say('instead.ask', { who: person(each.who) }));
    if (each.do === 'other') return textElement(say(`instead.other.${each.channel}`));
    return { kind: 'note', text: say('warning.earliest', { at: time(each.until, 'since') }) };
  });
}

/** What somebody reads who let a contact be. */
export function leftCard(client: Client, say: Say): Card {
  return { title: clientName(client), tone: 'good', elements: [textElement(say('contact.left'))] };
}

/** On the morning of the day that was agreed: what, with whom, and the ways of doing it. */
export function nextStepCard(client: Client, step: string | undefined, say: Say): Card {
  const contact = { client: client.id, lead: undefined };
  return {
    title: say('next.title', { client: clientName(client) }),
    tone: step === undefined ? 'good' : 'warning',
    elements:
      step === undefined
        ? [textElement(say('next.settled'))]
        : [
            textElement(say('next.text')),
            { kind: 'quote', text: plain(oneLine(step, 200)) },
            {
              kind: 'buttons',
              buttons: [
                ...announced.map((channel) => announceButton({ ...contact, channel }, say)),
                { action: 'contact.touch', id: client.id, label: say.label('contact.touch') },
                { action: 'client.open', id: client.id, label: say.label('client.open') },
              ],
            },
          ],
  };
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

/** One reason, in words. */
export function reasonLine({ code, who, at, channel, about, lead, count, on, until }: Reason, say: Say): Text {
  const params = {
    who: whoText(who, say),
    at: time(at, 'since'),
    channel: channel === undefined ? '' : say.label(`done.${channel}`),
    kind: channel === undefined ? '' : say.label(`no-more.${channel}`),
    until: time(until ?? at),
    on: time(on ?? at, 'date'),
    lead: String(lead ?? ''),
    count: count ?? 0,
  };
  const line = say(`clearance.${code}`, params);
  return about ? [...line, ...plain(' '), ...say('clearance.about', { about: oneLine(about, mostInLine) })] : line;
}
