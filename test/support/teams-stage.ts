import { openStore } from '../../db/open.ts';
import { aadOf, teamsChannel } from '../../sandbox/company.ts';
import { actionsOf, inputsOf, wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import type { Activity } from '../../sandbox/teams/tenant.ts';
import { startBaton, type TestBaton } from './baton.ts';
import type { Actor, Stage } from './stage.ts';
import { until } from './until.ts';

const users: Readonly<Record<Actor, string>> = {
  anna: aadOf('U0ANNA'),
  boris: aadOf('U0BORIS'),
  clara: aadOf('U0CLARA'),
};
const names: Readonly<Record<Actor, string>> = { anna: 'Anna Weber', boris: 'Boris Novak', clara: 'Clara Jensen' };

/** Teams, by its double. */
export async function teamsStage(): Promise<Stage> {
  const baton = await startBaton({ chats: ['teams'] });
  // Whoever uses the bot has it among their apps.
  for (const user of Object.values(users)) await baton.teams.hands.install(user);
  return teamsStageOn(baton);
}

/** The hands of colleagues in Teams, on a Baton that runs already. */
export function teamsStageOn(baton: TestBaton): Stage {
  const { tenant, hands } = baton.teams;
  const cardFor = (who: Actor, activity: Activity) => activity.seenBy.get(users[who]) ?? activity.card;
  const seenBy = (who: Actor): Activity[] =>
    [teamsChannel, `a:${users[who]}`].flatMap((place) => tenant.messagesIn(place));
  const find = (who: Actor, words: string, button?: string): Activity | undefined =>
    seenBy(who).findLast((activity) => {
      const card = cardFor(who, activity);
      if (!card || !`${activity.summary}\n${wordsOf(card)}`.includes(words)) return false;
      return button === undefined || actionsOf(card).some(({ title }) => title === button);
    });

  return {
    lead: async (enquiry) => ((await (await baton.postLead(enquiry)).json()) as { lead: number }).lead,
    press: async (who, words, button) => {
      const activity = await until(`[${button}] on "${words}" for ${who}`, () => find(who, words, button));
      await hands.press(users[who], activity, button);
    },
    fill: async (who, values) => {
      const form = await until(`a form for ${who}`, () =>
        seenBy(who).findLast((activity) => {
          const card = cardFor(who, activity);
          return card && inputsOf(card).length > 0;
        }),
      );
      const card = cardFor(who, form);
      const [submit] = card ? actionsOf(card) : [];
      const typed = Object.entries(values).map(([name, value]) => {
        const input = card && inputsOf(card).find(({ id }) => id === name);
        const choices = input?.type === 'Input.ChoiceSet' ? input.choices : [];
        const named = choices.find(({ title }) => title.startsWith(names[value as Actor] ?? '\u0000'));
        return [name, named?.value ?? value] as const;
      });
      await hands.press(users[who], form, submit?.title ?? '', Object.fromEntries(typed));
    },
    handList: async (who, name, csv) =>
      void (await hands.attach(users[who], 'contact mailing', name, Buffer.from(csv))),
    type: async (who, line) => void (await hands.say(users[who], line)),
    sees: async (who, words) => {
      await until(
        `"${words}" for ${who}`,
        () => find(who, words) ?? tenant.notes.find(({ user, text }) => user === users[who] && text.includes(words)),
      );
    },
    read: async (ask) => {
      await baton.pause();
      const store = await openStore(baton.databaseUrl, () => {});
      return ask(store.read).finally(() => store.close());
    },
    close: () => baton.stop(),
  };
}
