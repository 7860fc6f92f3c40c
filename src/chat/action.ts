import type { z } from 'zod';
import type { Data } from '../../db/store.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Say, WordKey } from '../words/say.ts';
import type { Attached } from './attached.ts';
import type { WriteOnce } from './delivery.ts';
import type { Person } from './directory.ts';
import type { Reply } from './reply.ts';

/** What a handler is given: who asks, in which words to answer, and the seam, which this delivery passes once. */
export type Asked<Payload> = {
  readonly who: Person;
  readonly say: Say;
  readonly payload: Payload;
  readonly data: { readonly read: Data['read']; readonly write: WriteOnce };
  /** The channel in which they ask; undefined where they are alone with the bot. */
  readonly place: string | undefined;
  /** The address of the message in whose thread they ask, where a line can be said in one. */
  readonly under: string | undefined;
  /** What they attached, by input name; to a line, under `file`. */
  readonly files: Readonly<Record<string, Attached>>;
  readonly now: number;
};

/** Shared by buttons, forms and commands. `answers: 'form'` lets a platform open a window before the form is known. */
type Handler<Payload> = {
  readonly answers?: 'form';
  readonly run: (asked: Asked<Payload>) => Promise<Reply | Refusal>;
};

/** A button, or a form that is sent: its payload is the opaque id and what the person put into the inputs. */
export type Action = Handler<never> & { readonly payload: z.ZodType };

/** A command: `lead`, `lead new`. Its payload is the rest of the line. */
export type Command = Handler<string> & {
  readonly usage: WordKey;
  /** It has no short name of its own: `/baton rules`. */
  readonly under?: 'baton';
};

/** Ties an action's schema to its handler. */
export function action<Schema extends z.ZodType>(made: { payload: Schema } & Handler<z.output<Schema>>): Action {
  return made as Action;
}
