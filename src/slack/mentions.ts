import type { Card } from '../chat/card.ts';
import type { Directory } from '../chat/directory.ts';
import type { Form } from '../chat/form.ts';
import type { Text } from '../words/text.ts';
import type { Mention } from './spans.ts';

/** The Slack users of everybody whom a card names, in one workspace. */
export function mentionsIn({ title, elements }: Card, directory: Directory, team: string): Promise<Mention> {
  const texts = elements.flatMap((element): Text[] => {
    if (element.kind === 'facts') return element.facts.map(({ value }) => value);
    return 'text' in element ? [element.text] : [];
  });
  const people = [title, ...texts].flatMap((text) => text.flatMap((span) => (span.kind === 'person' ? [span.id] : [])));
  return mentionsOf(people, directory, team);
}

/** The Slack users of everybody whom a form may choose. */
export function mentionsOnForm({ inputs }: Form, directory: Directory, team: string): Promise<Mention> {
  const people = inputs.flatMap((input) =>
    input.kind === 'person' || input.kind === 'people' ? input.known.map(({ value }) => value) : [],
  );
  return mentionsOf(people, directory, team);
}

async function mentionsOf(people: readonly string[], directory: Directory, team: string): Promise<Mention> {
  const prefix = `slack:${team}/`;
  const identities =
    people.length === 0 ? new Map<string, string>() : await directory.identitiesOf([...new Set(people)], prefix);
  return (personId) => identities.get(personId)?.slice(prefix.length);
}
