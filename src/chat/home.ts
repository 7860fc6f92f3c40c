import type { Db } from '../../db/schema.ts';
import type { Say } from '../words/say.ts';
import { type Card, type Element, textElement } from './card.ts';
import type { PostKind } from './post-kind.ts';
import { placeKind } from './want.ts';

/** The kind of a person's own page, made of what features have for them. */
export const homeKind = 'chat.home';

/** What one feature has for somebody: the subjects that change it, and its part of the page. */
export type HomePart = {
  readonly subjects: readonly string[];
  elements(say: Say): readonly Element[];
};
export type HomeSection = (db: Db, person: string, now: number) => Promise<HomePart>;

/** The subject of somebody's own page: whatever changes for them marks it behind. */
export function homeSubject(person: string): string {
  return `home:${person}`;
}

/** Somebody's own page, from the sections of all features. */
export function homePost(sections: readonly HomeSection[]): PostKind {
  return async (db, subject, now, place) => {
    const person = placeKind(place).id;
    const { card, subjects } = await readHome(sections, db, person, now);
    return { subjects: [subject, ...subjects], alone: true, card };
  };
}

/** What somebody's own page shows now. */
export async function readHome(
  sections: readonly HomeSection[],
  db: Db,
  person: string,
  now: number,
): Promise<{ readonly subjects: readonly string[]; card(say: Say): Card }> {
  const parts = await Promise.all(sections.map((section) => section(db, person, now)));
  return {
    subjects: parts.flatMap(({ subjects }) => subjects),
    card: (say) =>
      homeCard(
        parts.map((part) => part.elements(say)),
        say,
      ),
  };
}

/** The page: one section after the other. */
export function homeCard(sections: readonly (readonly Element[])[], say: Say): Card {
  const filled = sections.filter((each) => each.length > 0);
  return {
    title: say('home.title'),
    tone: 'neutral',
    elements: [
      ...(filled.length === 0 ? [textElement(say('home.empty'))] : []),
      ...filled.flatMap((each, index): Element[] => [...(index > 0 ? [{ kind: 'divider' } as const] : []), ...each]),
    ],
  };
}
