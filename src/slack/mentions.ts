import type { Card } from '../chat/card.ts';
import type { Directory } from '../chat/directory.ts';
import type { Text } from '../words/text.ts';
import type { Mention } from './spans.ts';

/** The Slack users of everybody whom a card names, in one workspace. */
export async function mentionsIn(card: Card, directory: Directory, team: string): Promise<Mention> {
  const prefix = `slack:${team}/`;
  const people = textsOf(card).flatMap((text) => text.flatMap((span) => (span.kind === 'person' ? [span.id] : [])));
  const identities =
    people.length === 0 ? new Map<string, string>() : await directory.identitiesOf([...new Set(people)], prefix);
  return (personId) => identities.get(personId)?.slice(prefix.length);
}

function textsOf({ title, elements }: Card): Text[] {
  const texts = elements.flatMap((element): Text[] => {
    if (element.kind === 'facts') return element.facts.map(({ value }) => value);
    return 'text' in element ? [element.text] : [];
  });
  return [title, ...texts];
}
