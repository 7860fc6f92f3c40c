import type { Message } from '../../sandbox/slack/workspace.ts';

/** How often each lead is visible in a channel: as a card of its own, or as a line of a digest. */
export function seenLeads(messages: readonly Message[]): Map<number, number> {
  const seen = new Map<number, number>();
  const see = (number: number): void => void seen.set(number, (seen.get(number) ?? 0) + 1);
  for (const { text, blocks, thread_ts, ts } of messages) {
    if (thread_ts && thread_ts !== ts) continue;
    const own = /^Lead (\d+) ·/.exec(text);
    if (own) see(Number(own[1]));
    else for (const [, number] of JSON.stringify(blocks).matchAll(/"(\d+) · /g)) see(Number(number));
  }
  return seen;
}
