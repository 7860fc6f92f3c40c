import { openStore } from '../../db/open.ts';
import { leadsChannel } from '../../sandbox/company.ts';
import { buttonsOf } from '../../sandbox/slack/block-kit.ts';
import type { Message, View } from '../../sandbox/slack/workspace.ts';
import { startBaton, type TestBaton } from './baton.ts';
import { textOf } from './hands.ts';
import type { Actor, Stage } from './stage.ts';
import { until } from './until.ts';

const users: Readonly<Record<Actor, string>> = { anna: 'U0ANNA', boris: 'U0BORIS', clara: 'U0CLARA' };

/** Slack, by its double. */
export async function slackStage(): Promise<Stage> {
  const baton = await startBaton();
  return stageOn(baton);
}

/** The hands of colleagues in Slack, on a Baton that runs already. */
export function stageOn(baton: TestBaton): Stage {
  const { workspace, hands } = baton.slack;
  const seenBy = (who: Actor): Message[] => {
    const user = users[who];
    const channels = [leadsChannel, `D${user.slice(1)}`];
    return channels.flatMap((channel) =>
      workspace.messagesIn(channel).filter(({ only }) => only === undefined || only === user),
    );
  };
  const find = (who: Actor, words: string, button?: string): Message | undefined =>
    seenBy(who).findLast(
      (message) =>
        textOf(message).includes(words) &&
        (button === undefined || buttonsOf(message.blocks).some((each) => each.button.text.text === button)),
    );
  const viewOf = (who: Actor): View | undefined =>
    [...workspace.views.values()].findLast(({ user, submit }) => user === users[who] && submit);

  /** A window that shows a card: what a form was answered with. */
  const windowOf = (who: Actor, words: string): View | undefined =>
    [...workspace.views.values()].findLast(
      ({ user, submit, blocks }) => user === users[who] && !submit && JSON.stringify(blocks).includes(words),
    );

  /** Files that were chosen in the open form. */
  const chosen: Partial<Record<Actor, string>> = {};

  return {
    lead: async (enquiry) => ((await (await baton.postLead(enquiry)).json()) as { lead: number }).lead,
    press: async (who, words, button) => {
      const place = await until(
        `[${button}] on "${words}" for ${who}`,
        () => find(who, words, button) ?? windowOf(who, words),
      );
      const found = buttonsOf(place.blocks).find((each) => each.button.text.text === button);
      if (!found) throw new Error(`no button ${button}`);
      const { block_id, button: drawn } = found;
      const seen = { block_id, action_id: drawn.action_id, value: drawn.value, text: button };
      if ('ts' in place) await hands.press(users[who], place.channel, place.ts, seen);
      else await hands.pressInWindow(users[who], place.id, seen);
    },
    fill: async (who, values) => {
      const view = await until(`a form for ${who}`, () => viewOf(who));
      // From Slack's own list colleagues are chosen by their user, from a list of ours by their name.
      const named = Object.entries(values).map(([name, value]) => {
        const block = view.blocks.find((each) => each.type === 'input' && each.block_id === name);
        const options = block?.type === 'input' && 'options' in block.element ? block.element.options : [];
        const listed = Object.hasOwn(users, value)
          ? options.find(({ text }) => text.text.toLowerCase().startsWith(value))
          : undefined;
        return [name, listed?.value ?? users[value as Actor] ?? value] as const;
      });
      const list = chosen[who] === undefined ? {} : { list: chosen[who] };
      delete chosen[who];
      await hands.submit(users[who], view.id, { ...standingIn(view), ...Object.fromEntries(named), ...list });
    },
    handList: async (who, name, csv) => {
      await hands.command(users[who], leadsChannel, '/contact mailing');
      const message = await until(`the way to a check for ${who}`, () => find(who, 'Mailing checks', 'Check a list'));
      const [found] = buttonsOf(message.blocks).filter((each) => each.button.text.text === 'Check a list');
      if (!found) throw new Error('no button');
      const { block_id, button } = found;
      const seen = { block_id, action_id: button.action_id, value: button.value, text: button.text.text };
      await hands.press(users[who], message.channel, message.ts, seen);
      chosen[who] = hands.attach(name, Buffer.from(csv));
    },
    type: async (who, line) => void (await hands.command(users[who], leadsChannel, line)),
    sees: async (who, words) => {
      await until(`"${words}" for ${who}`, () => find(who, words) ?? windowOf(who, words));
    },
    read: async (ask) => {
      await baton.pause();
      const store = await openStore(baton.databaseUrl, () => {});
      return ask(store.read).finally(() => store.close());
    },
    close: () => baton.stop(),
  };
}

/** What stands in a form's inputs already: it is sent along unless it is changed. */
function standingIn({ blocks }: View): Record<string, string> {
  const standing = blocks.flatMap((block): [string, string][] => {
    if (block.type !== 'input') return [];
    const { initial_value, initial_option, initial_date, initial_time } = block.element as {
      readonly initial_value?: string;
      readonly initial_option?: { readonly value: string };
      readonly initial_date?: string;
      readonly initial_time?: string;
    };
    const value = initial_value ?? initial_option?.value ?? initial_date ?? initial_time;
    return value === undefined ? [] : [[block.block_id ?? '', value]];
  });
  return Object.fromEntries(standing);
}
