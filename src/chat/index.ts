import { z } from 'zod';
import { day } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import type { DueKinds } from '../schedule/fire.ts';
import { type Action, action, type Command } from './action.ts';
import { forgetDeliveries } from './delivery.ts';
import { failedActions, failedCommands } from './failed-posts.ts';
import { type HomeSection, homePost, homeSubject, readHome } from './home.ts';
import type { PostKinds } from './post-kind.ts';
import { done, whisper } from './reply.ts';
import { behind, home, want } from './want.ts';

/** Platforms repeat within minutes; a replay with a valid signature is refused after five. */
const deliveriesKeptFor = 2 * day;

type Chat = {
  readonly name: string;
  readonly posts: PostKinds;
  readonly commands: Readonly<Record<string, Command>>;
  readonly actions: Readonly<Record<string, Action>>;
  readonly due: DueKinds;
};

/** The ground floor of chat: everybody's own page, and what deliveries left behind, forgotten after two days. */
export function chat(sections: readonly HomeSection[]): Chat {
  return {
    name: 'chat',
    posts: { 'chat.home': homePost(sections) },
    commands: {
      ...failedCommands,
      home: {
        usage: 'home.usage',
        under: 'baton',
        run: async ({ who, data, now, say }) => whisper((await readHome(sections, data.read, who.id, now)).card(say)),
      },
    },
    actions: {
      ...failedActions,
      // The way out of a form where forms stand in the conversation: nothing happens, and the card comes back.
      'form.cancel': action({ payload: z.object({ id: z.string() }), run: async () => done }),
      // Somebody opens their own page: from then on it is kept in step.
      'home.open': action({
        payload: z.object({ id: z.string() }),
        run: async ({ who, data, now }) => {
          const no = await data.write(async (tx) => {
            await want(tx, { place: home(who.id), kind: 'chat.home', subject: homeSubject(who.id) }, now);
            await behind(tx, homeSubject(who.id));
          });
          return no ?? done;
        },
      }),
    },
    due: {
      'chat.forget-deliveries': {
        run: (tx, _due, now) => forgetDeliveries(tx.db, now - deliveriesKeptFor),
        missed: 'once',
        next: every(day),
      },
    },
  };
}
