import type { Db } from '../../db/schema.ts';
import type { Say } from '../words/say.ts';
import type { Card, Element } from './card.ts';

/** A card that is kept in step: what it shows now, and the subjects whose changes put it behind. */
export type Showing = {
  readonly subjects: readonly [string, ...string[]];
  /** For its reader alone: it waits until they can be written to, and stands in no channel instead. */
  readonly alone?: true;
  /** Where many wait for one place, it can be a line of one post instead, unless it has to have its `own` card. */
  readonly fold?: { readonly own: boolean; line(say: Say): Element };
  card(say: Say): Card;
};

/** A kind of post: loads what it shows of a subject in a place; undefined when it is to be taken down. */
export type PostKind = (db: Db, subject: string, now: number, place: string) => Promise<Showing | undefined>;
export type PostKinds = Readonly<Record<string, PostKind>>;
