import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { leadsChannel } from '../../sandbox/company.ts';
import { servePage } from '../../sandbox/page/routes.ts';
import { startBaton, type TestBaton } from '../support/baton.ts';
import { openBrowser } from '../support/browser.ts';
import { buttonOn, cardsOf, textOf } from '../support/hands.ts';
import { picture, wanted } from '../support/pictures.ts';
import { seenLeads } from '../support/seen-leads.ts';
import { inSize } from '../support/size.ts';
import { until } from '../support/until.ts';

const names = ['Julia Hartmann', 'Tom Fischer', 'Оксана Белова', 'Marek Zielony', 'Ines Prado'];
const wishes = ['Please send me a price for this month', 'Can somebody call me?', 'Нужен счёт на 40 мест'];

/** Leads come in evenly over a while, each by the API. */
async function flood(baton: TestBaton, count: number, seconds: number): Promise<number[]> {
  const started = Date.now();
  const numbers: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const late = started + (index * seconds * 1_000) / count - Date.now();
    if (late > 0) await sleep(late);
    const enquiry = {
      name: names[index % names.length],
      email: `office@client${index}.example`,
      message: wishes[index % wishes.length],
    };
    const answer = (await (await baton.postLead(enquiry)).json()) as { lead: number };
    numbers.push(answer.lead);
  }
  return numbers;
}

it('shows every lead of a flood exactly once, keeps to Slack’s rates, and answers claims meanwhile', async () => {
  // At length with Slack's real rates: four posts in four seconds, fifty updates a minute.
  const baton = await startBaton({ rateScale: inSize({ small: 4, long: 1 }) });
  try {
    const count = inSize({ small: 120, long: 2_000 });
    const flooding = flood(baton, count, inSize({ small: 3, long: 60 }));
    const claimed: number[] = [];
    const answers: number[] = [];
    for (let round = 0; round < inSize({ small: 2, long: 10 }); round += 1) {
      await sleep(inSize({ small: 1_500, long: 6_000 }));
      const card = await until('a card with a claim on it', () =>
        cardsOf(baton).findLast(
          ({ text, blocks }) => /^Lead \d+ ·/.test(text) && JSON.stringify(blocks).includes('"Claim"'),
        ),
      );
      const pressed = Date.now();
      await baton.slack.hands.press('U0ANNA', leadsChannel, card.ts, buttonOn(card, 'Claim'));
      answers.push(Date.now() - pressed);
      claimed.push(Number(/^Lead (\d+)/.exec(card.text)?.[1]));
    }
    const numbers = await flooding;
    await until(
      'every lead to be seen',
      () => seenLeads(cardsOf(baton)).size >= count,
      inSize({ small: 90_000, long: 600_000 }),
    );
    // Somebody claims one out of a digest: it gets a card of its own, and is a line no more.
    const digest = cardsOf(baton).findLast(({ text }) => /more lead/.test(text));
    if (!digest) throw new Error('nothing was folded');
    const line = buttonOn(digest, 'Claim');
    await baton.slack.hands.press('U0BORIS', leadsChannel, digest.ts, line);
    const taken = Number(line.value);
    await until('its own card', () => cardsOf(baton).some(({ text }) => text.startsWith(`Lead ${taken} ·`)), 120_000);
    await until('the digest without it', () => seenLeads(cardsOf(baton)).get(taken) === 1, 120_000);
    const seen = seenLeads(cardsOf(baton));
    expect(numbers.filter((number) => seen.get(number) !== 1)).toEqual([]);
    expect(baton.slack.rates.disobeyed()).toEqual([]);
    for (const number of claimed) expect(textOf(cardOf(baton, number))).toContain('With ');
    const posts = cardsOf(baton).filter(({ thread_ts, ts }) => !thread_ts || thread_ts === ts).length;
    // The channel can be read: twenty lines a post, where everybody would have had a card.
    expect(posts).toBeLessThan(count / 2);
    if (wanted) await pictureOf(baton);
    console.log(`${count} leads, ${posts} posts in the channel, claims answered in at most ${Math.max(...answers)} ms`);
  } finally {
    await baton.stop();
  }
}, 1_200_000);

/** What the flooded channel looks like to somebody who opens it. */
async function pictureOf({ slack }: TestBaton): Promise<void> {
  const server = createServer((request, response) => void servePage(request, response, slack));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { browser, close } = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, deviceScaleFactor: 2 });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/as/U0ANNA`);
    // The page is drawn anew as long as cards come.
    const digest = page.locator('.message').filter({ hasText: 'more leads' }).last();
    const shown = () =>
      digest.scrollIntoViewIfNeeded({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    await until('a digest to stand still', shown, 60_000);
    await picture(page, 'flood');
  } finally {
    await close();
    server.closeAllConnections();
    server.close();
  }
}

function cardOf(baton: TestBaton, number: number) {
  const card = cardsOf(baton).find(({ text }) => text.startsWith(`Lead ${number} ·`));
  if (!card) throw new Error(`no card of lead ${number}`);
  return card;
}
