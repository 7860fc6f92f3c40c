import { z } from 'zod';
import type { Db } from '../../db/schema.ts';
import { refuse } from '../kernel/refusal.ts';
import { oneLine } from '../kernel/text.ts';
import type { Say } from '../words/say.ts';
import { plain, time } from '../words/text.ts';
import { type Action, action, type Command } from './action.ts';
import { type Card, type Element, textElement } from './card.ts';
import { type Post, reviveFailed, revivePost } from './post-store.ts';
import { done, whisper } from './reply.ts';

const mostListed = 15;

/** Posts that a platform refused for good, and what was wrong; each can be sent again once that is mended. */
export function failedCard(
  posts: readonly Pick<Post, 'id' | 'place' | 'kind' | 'subject' | 'fault' | 'wanted_at'>[],
  say: Say,
): Card {
  return {
    title: say('failed.title'),
    tone: posts.length > 0 ? 'warning' : 'good',
    elements: [
      ...(posts.length === 0 ? [textElement(say('failed.none'))] : []),
      ...posts.slice(0, mostListed).map(
        ({ id, place, kind, subject, fault, wanted_at }): Element => ({
          kind: 'text',
          text: [
            time(wanted_at, 'since'),
            ...plain(` · ${kind} · ${oneLine(subject, 60)} → ${oneLine(place, 80)}: ${oneLine(fault ?? '', 120)}`),
          ],
          button: { action: 'post.again', id, label: say.label('failed.again') },
        }),
      ),
      ...(posts.length > 1
        ? [
            {
              kind: 'buttons',
              buttons: [{ action: 'post.all-again', id: 'all', label: say.label('failed.all') }],
            } as const,
          ]
        : []),
    ],
  };
}

function failedPosts(db: Db): Promise<Post[]> {
  return db
    .selectFrom('post')
    .selectAll()
    .where('state', '=', 'failed')
    .orderBy('wanted_at', 'desc')
    .limit(50)
    .execute();
}

/** `/baton posts`: what could not be posted. */
export const failedCommands: Record<string, Command> = {
  posts: {
    usage: 'failed.usage',
    under: 'baton',
    run: async ({ data, say }) => whisper(failedCard(await failedPosts(data.read), say)),
  },
};

/** Sends again what was refused; administrators and managers may. */
export const failedActions: Record<string, Action> = {
  'post.again': action({
    payload: z.object({ id: z.string().max(60) }),
    run: async ({ who, payload, data, now }) => {
      if (who.role === 'rep') return refuse('rules.not-yours');
      const no = await data.write(async (tx) => {
        await revivePost(tx.db, payload.id, now);
        tx.after('posts');
      });
      return no ?? done;
    },
  }),
  'post.all-again': action({
    payload: z.object({ id: z.string().max(60) }),
    run: async ({ who, data, now }) => {
      if (who.role === 'rep') return refuse('rules.not-yours');
      const no = await data.write(async (tx) => {
        await reviveFailed(tx.db, now);
        tx.after('posts');
      });
      return no ?? done;
    },
  }),
};
