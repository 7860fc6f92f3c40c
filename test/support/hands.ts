import { leadsChannel } from '../../sandbox/company.ts';
import { buttonsOf } from '../../sandbox/slack/block-kit.ts';
import type { Seen } from '../../sandbox/slack/person.ts';
import type { Message } from '../../sandbox/slack/workspace.ts';
import type { TestBaton } from './baton.ts';
import { until } from './until.ts';

/** The cards that everybody sees in the leads channel. */
export function cardsOf({ slack }: TestBaton): Message[] {
  return slack.workspace.messagesIn(leadsChannel).filter(({ only }) => only === undefined);
}

/** What only one colleague sees there. */
export function whispersTo({ slack }: TestBaton, user: string): Message[] {
  return slack.workspace.messagesIn(leadsChannel).filter(({ only }) => only === user);
}

/** A button as a screen shows it, by its words. */
export function buttonOn(message: Message, words: string): Seen {
  const found = buttonsOf(message.blocks).find(({ button }) => button.text.text === words);
  if (!found) throw new Error(`no button ${words} on: ${message.text}`);
  const { block_id, button } = found;
  return { block_id, action_id: button.action_id, value: button.value, text: words };
}

/** Posts a lead and waits for its card. */
export async function leadCardOf(baton: TestBaton, enquiry: object): Promise<{ number: number; card: Message }> {
  const { lead } = (await (await baton.postLead(enquiry)).json()) as { lead: number };
  const card = await until(`the card of lead ${lead}`, () =>
    cardsOf(baton).find(({ text }) => text.includes(`Lead ${lead} `)),
  );
  return { number: lead, card };
}

/** Waits for something private that contains some words. */
export function whisper(baton: TestBaton, user: string, words: string): Promise<Message> {
  return until(`"${words}" for ${user}`, () =>
    whispersTo(baton, user).find((message) => textOf(message).includes(words)),
  );
}

/** All that a message says, as one string. */
export function textOf(message: Message): string {
  return `${message.text} ${JSON.stringify(message.blocks)}`;
}
