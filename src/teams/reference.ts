import { z } from 'zod';
import type { Conversations } from '../chat/conversations.ts';

/** What Baton keeps to reach a channel or a person of Teams again; ours, not the SDK's. */
const schema = z.object({
  serviceUrl: z.string(),
  bot: z.string(),
  /** The user's id for this bot, `29:…`. */
  user: z.string().optional(),
  /** The conversation with the bot alone. */
  personal: z.string().optional(),
  /** A conversation in which the user was last seen; the roster is asked there. */
  seenIn: z.string().optional(),
});
export type Reference = z.infer<typeof schema>;

/** Reads and keeps references by place or identity. */
export type References = {
  of(place: string): Promise<Reference | undefined>;
  /** Adds to what is known. */
  learn(place: string, news: Reference): Promise<void>;
};

/** References over the store of conversations that every platform may use. */
export function openReferences(conversations: Conversations): References {
  const of = async (place: string): Promise<Reference | undefined> => {
    const kept = await conversations.recall(place);
    return kept === undefined ? undefined : schema.parse(JSON.parse(kept));
  };
  return {
    of,
    learn: async (place, news) => conversations.remember(place, JSON.stringify({ ...(await of(place)), ...news })),
  };
}
