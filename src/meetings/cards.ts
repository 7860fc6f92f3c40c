import { type Button, type Card, type Element, textElement } from '../chat/card.ts';
import type { Person } from '../chat/directory.ts';
import { oneLine } from '../kernel/text.ts';
import { byColleague } from '../leads/lead.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import { type Agenda, byList, type Counted } from './agenda.ts';
import type { Next } from './read-next.ts';
import { type Answer, type Occurrence, occurrenceSubject, type Sync } from './sync.ts';

/** A line names so many leads, and so many sources; the rest are counted. */
const mostLeads = 8;
const mostLines = 6;

export type Rsvp = { readonly person: Person; readonly answer: Answer };
type Meeting = { readonly sync: Sync; readonly occurrence: Occurrence; readonly answers: readonly Rsvp[] };

/** The card of a meeting in the channel: when, who comes, and what there is to talk about. */
export function reminderCard(meeting: Meeting, agenda: Agenda, soon: boolean, say: Say): Card {
  const { sync, occurrence, answers } = meeting;
  const on = isOn(meeting);
  return {
    title: say(on ? (soon ? 'sync.soon.title' : 'sync.reminder.title') : `sync.off.${whyOff(meeting)}`),
    tone: on ? 'neutral' : 'warning',
    elements: [
      textElement(say('sync.when', { date: time(occurrence.start, 'date'), at: time(occurrence.start) })),
      ...(on
        ? [
            ...answerElements(sync.members, answers, say),
            { kind: 'divider' } as const,
            ...agendaElements(agenda, say),
            { kind: 'buttons', buttons: answerButtons(occurrence, say) } as const,
          ]
        : []),
    ],
  };
}

/** The question to one colleague, and their answer once there is one. */
export function askCard(meeting: Meeting, mine: Answer | undefined, soon: boolean, say: Say): Card {
  const { occurrence } = meeting;
  const on = isOn(meeting);
  const when = { date: time(occurrence.start, 'date'), at: time(occurrence.start) };
  return {
    title: say(on ? (soon ? 'sync.soon.title' : 'sync.ask.title') : `sync.off.${whyOff(meeting)}`),
    tone: mine === undefined && on ? 'warning' : 'neutral',
    elements: [
      textElement(say('sync.when', when)),
      ...(on
        ? [
            textElement(say(mine === undefined ? 'sync.ask' : `sync.answered.${mine}`)),
            {
              kind: 'buttons',
              buttons: answerButtons(occurrence, say).filter(({ action }) => action !== `sync.${mine}`),
            } as const,
          ]
        : []),
    ],
  };
}

/** The series, as whoever runs it sees it. */
export function syncCard(sync: Sync, { start: next, skipped }: Next, say: Say): Card {
  const paused = sync.state === 'paused';
  const buttons: Button[] = [
    ...(next === undefined || paused
      ? []
      : [
          { action: 'sync.skip', id: occurrenceSubject({ sync: sync.id, start: next }), label: say.label('sync.skip') },
        ]),
    ...(skipped === undefined || paused
      ? []
      : [
          {
            action: 'sync.keep',
            id: occurrenceSubject({ sync: sync.id, start: skipped }),
            label: say.label('sync.keep'),
          },
        ]),
    paused
      ? { action: 'sync.resume', id: sync.id, label: say.label('sync.resume'), look: 'primary' }
      : { action: 'sync.pause', id: sync.id, label: say.label('sync.pause') },
    { action: 'sync.change', id: sync.id, label: say.label('sync.change') },
    { action: 'sync.end', id: sync.id, label: say.label('sync.end'), look: 'danger' },
  ];
  const people = Map.groupBy(sync.members, ({ department }) => department ?? 'none');
  return {
    title: say('sync.title'),
    tone: paused ? 'warning' : 'good',
    elements: [
      textElement(
        say('sync.rule', {
          day: say.label(`weekday.${String(sync.weekday) as '1'}`),
          time: sync.localTime,
          zone: sync.zone,
        }),
      ),
      textElement(
        next === undefined || paused
          ? say('sync.paused')
          : say('sync.next', { date: time(next, 'date'), at: time(next) }),
      ),
      ...(skipped === undefined || paused
        ? []
        : [textElement(say('sync.left-out', { date: time(skipped, 'date'), at: time(skipped) }))]),
      {
        kind: 'facts',
        facts: [...people].map(([department, members]) => ({
          label: say.label(`department.${department}`),
          value: plain(members.map(({ name }) => name).join(', ')),
        })),
      },
      { kind: 'buttons', buttons },
    ],
  };
}

/** What somebody reads who has ended the series. */
export function endedCard(say: Say): Card {
  return { title: say('sync.title'), tone: 'neutral', elements: [textElement(say('sync.ended'))] };
}

function isOn({ sync, occurrence }: Meeting): boolean {
  return sync.state === 'active' && occurrence.state === 'planned';
}

function whyOff({ sync, occurrence }: Meeting): 'skipped' | 'paused' | 'ended' {
  if (occurrence.state === 'skipped' || sync.state === 'active') return 'skipped';
  return sync.state;
}

function answerButtons(occurrence: Occurrence, say: Say): Button[] {
  const id = occurrenceSubject(occurrence);
  return [
    { action: 'sync.yes', id, label: say.label('sync.yes'), look: 'primary' },
    { action: 'sync.no', id, label: say.label('sync.no') },
  ];
}

function answerElements(members: readonly Person[], answers: readonly Rsvp[], say: Say): Element[] {
  const named = (answer: Answer): Text =>
    join(answers.filter((each) => each.answer === answer).map((each) => each.person));
  const waiting = members.filter(({ id }) => !answers.some((answer) => answer.person.id === id));
  const facts = [
    { label: say.label('sync.coming'), value: named('yes') },
    { label: say.label('sync.absent'), value: named('no') },
    { label: say.label('sync.waiting'), value: plain(waiting.map(({ name }) => name).join(', ')) },
  ].filter(({ value }) => value.length > 0 && say.flat(value) !== '');
  return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

function join(people: readonly Person[]): Text {
  return people.flatMap((who, index): Text => (index === 0 ? [person(who)] : [...plain(', '), person(who)]));
}

function agendaElements({ arrived, free, longest, back, nearMisses }: Agenda, say: Say): Element[] {
  const total = arrived.reduce((sum, { leads }) => sum + leads.length, 0);
  const backTotal = back.reduce((sum, { leads }) => sum + leads.length, 0);
  const near = nearMisses.warned + nearMisses.unasked;
  return [
    textElement(say('agenda.arrived', { count: total })),
    ...lines(arrived, (what) => sourceName(what, say), say),
    textElement(
      longest
        ? say('agenda.free.longest', {
            count: free,
            number: String(longest.number),
            since: time(longest.since, 'since'),
          })
        : say('agenda.free'),
    ),
    textElement(say('agenda.back', { count: backTotal })),
    ...lines(back, (reason) => say(`reason.${reason as 'other'}`), say),
    textElement(
      say('agenda.near', { count: near, prevented: nearMisses.prevented, overridden: nearMisses.overridden }),
    ),
  ];
}

function sourceName(what: string, say: Say): Text {
  if (what === byColleague) return say('lead.source.colleague');
  return what === byList ? say('agenda.list') : plain(oneLine(what, 80));
}

function lines(all: readonly Counted[], name: (what: string) => Text, say: Say): Element[] {
  return all.slice(0, mostLines).map(({ what, leads }): Element => {
    const shown = leads.slice(-mostLeads).join(', ');
    const more = leads.length > mostLeads ? '…, ' : '';
    return {
      kind: 'note',
      text: say('agenda.line', { what: name(what), count: leads.length, leads: `${more}${shown}` }),
    };
  });
}
