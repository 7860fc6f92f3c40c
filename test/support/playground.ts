import type { Page } from 'playwright-core';
import { aadOf } from '../../sandbox/company.ts';
import { type AdaptiveCard, actionsOf, wordsOf } from '../../sandbox/teams/adaptive-card.ts';
import type { Demo } from './demo.ts';
import { until } from './until.ts';

/** What somebody without a page sees in the Playground, and how they press on it: by its own interface. */
export type Second = {
  /** The newest card that says some words, wherever it was sent. */
  sees(words: string): Promise<Seen>;
  /** Presses a button of it; gives what the bot answers, in words. */
  press(words: string, button: string, typed?: Record<string, string>): Promise<string>;
};
type Seen = { readonly card: AdaptiveCard; readonly message: string; readonly conversation: string };

type Logged = {
  log?: {
    messageId?: string;
    request?: { body?: { activity?: Sent; members?: { id: string }[] } & Sent };
  };
};
type Sent = { attachments?: { content?: AdaptiveCard }[] };

/** Opens the Playground's page in the leads channel; it shows what is posted from then on. */
export async function openPlayground(page: Page, { teams }: Demo): Promise<void> {
  // Its fonts lie elsewhere; nothing here needs the outside.
  await page.route('**/*', (route) => {
    const { hostname } = new URL(route.request().url());
    return hostname === '127.0.0.1' || hostname === 'localhost' ? route.continue() : route.abort();
  });
  await page.goto(teams, { waitUntil: 'domcontentloaded' });
  await page.getByRole('treeitem', { name: 'Company - leads' }).click();
  await page.getByText('Start a new post').first().waitFor();
  await page.locator('button[title="Hide log panel"]').click();
}

/** Follows everything that the bot sends, and presses as a colleague who has no page. */
export async function secondPerson(slackId: string, { teams }: Demo): Promise<Second> {
  const seen: Seen[] = [];
  const user = `29:${slackId.slice(2).toLowerCase()}`;
  let direct = '';
  const feed = new WebSocket(`${teams.replace('http', 'ws')}/_ws/log/stream`);
  await new Promise((resolve, reject) => {
    feed.addEventListener('open', resolve);
    feed.addEventListener('error', reject);
  });
  feed.addEventListener('message', ({ data }) => {
    const logged = JSON.parse(String(data)) as Logged;
    const opened = logged.log?.request?.body?.members?.[0]?.id === user ? logged.log?.messageId : undefined;
    direct = opened ?? direct;
    const read = seenIn(logged);
    // The log of a message does not say where it stands: where it stood before, or in the chat with this person.
    const before = seen.find(({ message }) => message === read?.message);
    if (read) seen.push({ ...read, conversation: before?.conversation ?? read.conversation ?? direct });
  });
  const sees = (words: string): Promise<Seen> =>
    until(`"${words}" in the Playground`, () => seen.findLast(({ card }) => wordsOf(card).includes(words)));
  const offers = ({ card }: Seen, words: string, button: string): boolean =>
    wordsOf(card).includes(words) && actionsOf(card).some(({ title }) => title === button);
  return {
    sees,
    press: async (words, button, typed = {}) => {
      const { card, message, conversation } = await until(`[${button}] on "${words}" in the Playground`, () =>
        seen.findLast((each) => offers(each, words, button)),
      );
      const action = actionsOf(card).find(({ title }) => title === button);
      if (!action) throw new Error(`no button ${button}`);
      const answer = await fetch(`${teams}/_conversation/v1/invoke`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          name: 'adaptiveCard/action',
          from: { id: user, aadObjectId: aadOf(slackId) },
          conversation: { id: conversation },
          replyToId: message,
          value: {
            action: { type: 'Action.Execute', verb: action.verb, data: { ...action.data, ...typed } },
            trigger: 'manual',
          },
        }),
      });
      const { value } = (await answer.clone().json()) as { value?: unknown };
      if (value === undefined)
        throw new Error(
          `the Playground answered ${answer.status} ${await answer.text()} ${message} in ${conversation}`,
        );
      if (typeof value === 'object' && value !== null && 'body' in value) {
        const form = value as AdaptiveCard;
        seen.push({ card: form, message, conversation });
        return wordsOf(form);
      }
      return String(value);
    },
  };
}

/** The card in a request of the bot, and where it came to stand: a new post begins a thread of its own. */
function seenIn({ log }: Logged): (Omit<Seen, 'conversation'> & { conversation: string | undefined }) | undefined {
  const sent = log?.request?.body;
  const card = (sent?.activity ?? sent)?.attachments?.[0]?.content;
  if (!card || !log?.messageId) return undefined;
  const [, root] = log.messageId.split('messageid=');
  if (sent?.activity) return { card, conversation: log.messageId, message: root ?? '' };
  return { card, conversation: undefined, message: log.messageId };
}
