import { type Button, type Card, type Element, type Fact, textElement } from '../../chat/card.ts';
import { momentOn } from '../../kernel/local-time.ts';
import { clip, oneLine, tidy } from '../../kernel/text.ts';
import type { Say } from '../../words/say.ts';
import { person, plain, type Text, time } from '../../words/text.ts';
import { forMarketing, type Place } from '../marketing.ts';
import type { Answer, Campaign, CampaignView } from './campaign.ts';

const mostInLine = 120;
const mostInQuote = 600;
/** Of a large department so many are named. */
const mostNamed = 10;
const mostObjections = 5;

/** What marketing plans, in the shared channel: when, to whom, with which offer; and what sales says to it. */
export function campaignCard({ campaign, answers, meanwhile }: CampaignView, say: Say): Card {
  const objections = answers.filter(({ answer }) => answer === 'objects');
  const noted = answers.filter(({ answer }) => answer === 'noted');
  const off = campaign.state === 'called-off';
  return {
    title: say('campaign.title', { name: oneLine(campaign.name, mostInLine) }),
    tone: off ? 'neutral' : objections.length > 0 ? 'warning' : 'neutral',
    elements: [
      ...(off ? [textElement(say('campaign.off'))] : []),
      { kind: 'facts', facts: factsOf(campaign, say) },
      ...(meanwhile.length > 0 && !off ? [textElement(meanwhileLine(meanwhile, say))] : []),
      ...(noted.length > 0 ? [textElement(notedLine(noted, say))] : []),
      ...objections.slice(0, mostObjections).flatMap((each) => objectionElements(each, say)),
      ...(off ? [] : [{ kind: 'buttons', buttons: buttonsOf(campaign.id, say) } as const]),
    ],
  };
}

function factsOf(campaign: Campaign, say: Say): Fact[] {
  const { owner, offer, audience } = campaign;
  return [
    { label: say.label('campaign.days'), value: daysOf(campaign, say) },
    { label: say.label('campaign.audience'), value: plain(clip(tidy(audience), mostInQuote)) },
    ...(offer ? [{ label: say.label('mailing.fact.offer'), value: plain(oneLine(offer, mostInLine)) }] : []),
    { label: say.label('mailing.fact.by'), value: [person(owner)] },
  ];
}

/** Both days, or the only one. */
function daysOf({ firstDay, lastDay }: Campaign, say: Say): Text {
  const [from, to] = [firstDay, lastDay].map((day) => time(momentOn(day, '12:00', say.zone) ?? 0, 'date'));
  if (!from || !to) return [];
  return firstDay === lastDay ? [from] : [from, ...plain(' – '), to];
}

function meanwhileLine(others: readonly Campaign[], say: Say): Text {
  const named = others.flatMap((other, index) => [
    ...plain(index === 0 ? '' : '; '),
    ...plain(`${oneLine(other.name, mostInLine)} (`),
    ...daysOf(other, say),
    ...plain(')'),
  ]);
  return [...say('campaign.meanwhile'), ...plain(' '), ...named];
}

function notedLine(noted: readonly Answer[], say: Say): Text {
  const names = noted.slice(0, mostNamed).flatMap(({ who }, index) => [...plain(index === 0 ? '' : ', '), person(who)]);
  const more = noted.length - mostNamed;
  return [...say('campaign.noted.by'), ...plain(' '), ...names, ...(more > 0 ? plain(` +${more}`) : [])];
}

function objectionElements({ who, why }: Answer, say: Say): Element[] {
  return [
    textElement(say('campaign.objects', { who: person(who) })),
    ...(why ? [{ kind: 'quote', text: plain(clip(tidy(why), mostInQuote)) } as const] : []),
  ];
}

function buttonsOf(id: string, say: Say): Button[] {
  return [
    { action: 'campaign.note', id, label: say.label('campaign.note'), look: 'primary' },
    { action: 'campaign.object', id, label: say.label('campaign.object') },
    { action: 'campaign.call-off', id, label: say.label('mailing.call-off') },
  ];
}

/** Whoever announced a campaign hears of an objection. */
export function objectionCard(campaign: Campaign, answer: Answer, say: Say): Card {
  const off = campaign.state === 'called-off';
  const open = answer.answer === 'objects';
  return {
    title: say('campaign.title', { name: oneLine(campaign.name, mostInLine) }),
    tone: off || !open ? 'neutral' : 'warning',
    elements: [
      ...(off ? [textElement(say('campaign.off'))] : []),
      ...(open
        ? objectionElements(answer, say)
        : [textElement(say('campaign.objection.gone', { who: person(answer.who) }))]),
      ...(off
        ? []
        : [
            {
              kind: 'buttons',
              buttons: [{ action: 'campaign.call-off', id: campaign.id, label: say.label('mailing.call-off') }],
            } as const,
          ]),
    ],
  };
}

/** The calendar of campaigns: those under way and those to come. */
export function calendarCard(views: readonly CampaignView[], who: Place, say: Say): Card {
  const start: Button = { action: 'campaign.new', id: 'new', label: say.label('campaign.new') };
  return {
    title: say('campaigns.title'),
    tone: 'neutral',
    elements: [
      textElement(say(views.length > 0 ? 'campaigns.text' : 'campaigns.none')),
      ...views.map((view): Element => {
        const button = { action: 'campaign.show', id: view.campaign.id, label: say.label('mailing.show') };
        return { kind: 'text', text: calendarLine(view, say), button };
      }),
      ...forMarketing(who, start, say),
    ],
  };
}

function calendarLine({ campaign, answers }: CampaignView, say: Say): Text {
  const objections = answers.filter(({ answer }) => answer === 'objects').length;
  const { name, audience, owner } = campaign;
  const words = [oneLine(name, mostInLine), oneLine(audience, mostInLine), owner.name].join(' · ');
  return [
    ...daysOf(campaign, say),
    ...plain(` · ${words} · `),
    ...say('campaigns.answers', { noted: answers.length - objections, objections }),
  ];
}
