import { type Button, type Card, type Element, type Fact, textElement } from '../chat/card.ts';
import type { Person } from '../chat/directory.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { person, plain, type Text, time } from '../words/text.ts';
import { type Client, type ClientView, type FoundClients, mostHits, type Open, type Standing } from './client.ts';
import { maskedKeys, mayReach } from './contact-rights.ts';
import { filters } from './history-filter.ts';
import { historyLine, momentOf } from './history-line.ts';
import type { Key } from './matching/keys.ts';

const mostInLine = 120;
/** Whoever enquires every week is known by the last leads. */
const mostLeads = 5;
/** Whoever has answered these is asked the next. */
const mostOpen = 3;

/** What both departments know of a client: how to reach them, who has them, and what happened, newest first. */
export function clientCard(client: ClientView, who: Person, say: Say): Card {
  const { standings, questions, merged, entries, names } = client;
  return {
    title: clientName(client),
    tone: 'neutral',
    elements: [
      { kind: 'facts', facts: keyFacts(keysFor(client, who), say) },
      ...questions.slice(0, mostOpen).map((open) => openLine(open, say)),
      ...merged.slice(0, mostOpen).map((open) => mergedLine(open, say)),
      ...standings.slice(0, mostLeads).map((standing) => textElement(standingLine(standing, say))),
      { kind: 'divider' },
      textElement(say(client.paged ? 'client.history.older' : 'client.history')),
      ...entries
        .toSorted((one, other) => momentOf(other) - momentOf(one))
        .map((entry) => textElement(historyLine(entry, names, say))),
      ...(entries.length === 0 ? [textElement(say('client.history.none'))] : []),
      ...row(pages(client, say)),
      ...row(otherFilters(client, say)),
      { kind: 'buttons', buttons: doings(client, say) },
    ],
  };
}

function keysFor({ keys, standings }: ClientView, who: Person): readonly Key[] {
  return mayReach(who, standings) ? keys : maskedKeys(keys);
}

/** Several clients that a line may mean, or the nearest where it means none; too many say so. */
export function clientListCard({ clients, resemble }: FoundClients, action: string, say: Say): Card {
  const shown = clients.slice(0, mostHits);
  return {
    title: say('client.list.title'),
    tone: 'neutral',
    elements: [
      textElement(say(resemble ? 'client.list.resemble' : 'client.list')),
      ...shown.map(
        (client): Element => ({
          kind: 'text',
          text: clientName(client),
          button: { action, id: client.id, label: say.label('client.list.pick') },
        }),
      ),
      ...(clients.length > shown.length ? [{ kind: 'note', text: say('client.list.more') } as const] : []),
    ],
  };
}

/** How to reach a client. */
export function keyFacts(keys: readonly Key[], say: Say): Fact[] {
  return keys.map(({ kind, value }) => ({
    label: say.label(`key.${kind}`),
    value: plain(oneLine(value, mostInLine)),
  }));
}

/** A client's name and company, in one line. */
export function clientName({ name, company }: Pick<Client, 'name' | 'company'>): Text {
  const short = oneLine(name, mostInLine);
  return plain(company && company !== name ? `${short}, ${oneLine(company, mostInLine)}` : short);
}

/** A line on a card that shows a client: whom it may be too, with the question behind a button. */
export function openLine({ id, other }: Open, say: Say): Element {
  return {
    kind: 'text',
    text: say('same.open', { other: clientName(other) }),
    button: { action: 'client.compare', id, label: say.label('same.compare') },
  };
}

/** Who else this client was, until somebody said that they are one: to be looked at, and taken apart, again. */
function mergedLine({ id, other }: Open, say: Say): Element {
  return {
    kind: 'text',
    text: say('client.merged', { other: clientName(other) }),
    button: { action: 'client.compare', id, label: say.label('same.compare') },
  };
}

/** One lead of a client: its stage, and who has it since when. */
export function standingLine({ lead, stage, owner, since }: Standing, say: Say): Text {
  const params = { lead: String(lead), stage: say.label(`stage.${stage as 'new'}`), since: time(since, 'since') };
  return owner ? say('client.held', { ...params, owner: person(owner) }) : say('client.free', params);
}

function row(buttons: readonly Button[]): Element[] {
  return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
}

function doings({ id }: Client, say: Say): Button[] {
  return [
    { action: 'client.profile', id, label: say.label('client.profile') },
    { action: 'contact.show', id, label: say.label('client.contact') },
    { action: 'contact.touch', id, label: say.label('contact.touch') },
    { action: 'client.merge', id, label: say.label('merge.title') },
  ];
}

/** What else of the history can be seen. */
function otherFilters({ id, filter }: ClientView, say: Say): Button[] {
  return filters
    .filter((each) => each !== filter)
    .map((each) => ({ action: 'client.page', id: `${id}/${each}`, label: say.label(`filter.${each}`) }));
}

function pages({ id, older, paged, filter }: ClientView, say: Say): Button[] {
  return [
    ...(older
      ? [
          {
            action: 'client.page',
            id: `${id}/${filter}/${older.at}/${older.id}`,
            label: say.label('client.page.older'),
          },
        ]
      : []),
    ...(paged ? [{ action: 'client.page', id: `${id}/${filter}`, label: say.label('client.page.newest') }] : []),
  ];
}
