import { type Button, type Card, type Element, textElement } from '../chat/card.ts';
import { clientName, keyFacts } from '../clients/cards.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { plain, time } from '../words/text.ts';
import { insteadElements, type Reachable, reasonLine, tones } from './cards.ts';
import { type Announced, announced } from './channels.ts';
import type { Clearance } from './clearance/clear.ts';
import type { Reason } from './clearance/rule.ts';
import type { Offered } from './offers/inputs.ts';
import { announceButton } from './reservations/cards.ts';
import type { TouchTold } from './touches/touch-told.ts';

/** May I contact them? Both ways of doing so, with what speaks against it. */
export function contactCard(
  client: Reachable,
  answers: Readonly<Record<Announced, Clearance>>,
  {
    stopped,
    mine,
    offer,
  }: { readonly stopped: boolean; readonly mine: TouchTold | undefined; readonly offer?: Offered | undefined },
  say: Say,
): Card {
  const buttons = (Object.keys(answers) as Announced[]).map(
    (channel): Button => announceButton({ client: client.id, lead: undefined, channel, offer: offer?.id }, say),
  );
  return {
    title: clientName(client),
    tone: tones[answers.call.light === 'green' ? answers.email.light : answers.call.light],
    elements: [
      { kind: 'facts', facts: keyFacts(client.keys, say) },
      ...(offer ? [textElement(say('clearance.about', { about: oneLine(offer.name, 100) }))] : []),
      ...answerElements(answers, say),
      ...(mine ? [lastOwn(mine, say)] : []),
      {
        kind: 'buttons',
        buttons: [
          ...buttons,
          { action: 'contact.touch', id: client.id, label: say.label('contact.touch') },
          { action: 'client.show', id: client.id, label: say.label('client.open') },
          ...(stopped ? [{ action: 'contact.allow', id: client.id, label: say.label('contact.allow') }] : []),
        ],
      },
    ],
  };
}

/** Both lights in one line; what speaks against both ways once, and what speaks against one under its name. */
function answerElements(answers: Readonly<Record<Announced, Clearance>>, say: Say): Element[] {
  const lights = announced.flatMap((channel, index) => [
    ...plain(index === 0 ? '' : ' · '),
    ...say('contact.line', {
      channel: say.label(`channel.${channel}`),
      light: say.label(`light.${answers[channel].light}`),
    }),
  ]);
  const { call, email } = answers;
  const same = (one: Reason) => (other: Reason) =>
    one.code === other.code && one.who.id === other.who.id && one.lead === other.lead && one.at === other.at;
  const both = call.reasons.filter((reason) => email.reasons.some(same(reason)));
  const only = announced.flatMap((channel) =>
    answers[channel].reasons
      .filter((reason) => !both.some(same(reason)))
      .map((reason) => textElement([...plain(`${say.label(`channel.${channel}`)}: `), ...reasonLine(reason, say)])),
  );
  const worst = call.light === 'green' || email.light === 'red' ? email : call;
  return [
    textElement(lights),
    ...both.map((reason) => textElement(reasonLine(reason, say))),
    ...only,
    ...insteadElements(worst, say),
  ];
}

/** One's own last contact, which can be told better. */
function lastOwn({ id, channel, outcome, at }: TouchTold, say: Say): Element {
  const how = say.label(`channel.${channel}`);
  const what = outcome && say.has(`outcome.${outcome}`) ? ` · ${say.label(`outcome.${outcome as 'reached'}`)}` : '';
  return {
    kind: 'text',
    text: say('contact.mine', { how: `${how}${what}`, at: time(at, 'since') }),
    button: { action: 'contact.correct', id, label: say.label('contact.correct') },
  };
}
