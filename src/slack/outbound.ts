import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Directory } from '../chat/directory.ts';
import type { Found, Platform, Posting, Sent } from '../chat/platform.ts';
import { second } from '../kernel/clock.ts';
import { drawCard, inert } from './cards.ts';
import { type Failed, failureOf } from './faults.ts';
import { homeMark, partsOf, slackLanes } from './lanes.ts';
import { mentionsIn } from './mentions.ts';
import { readProfile } from './people.ts';

/** The longest that one request may take. */
export const timeoutMs = 8 * second;

/** A direct message takes two requests, and the last can arrive a little after it was given up. */
const settleMs = 2 * timeoutMs + 2 * second;

/** Marks our posts, so that one whose answer was lost can be found again. It carries the post's opaque key only. */
const metadataType = 'baton_post';

export type OutboundParts = {
  readonly client: WebClient;
  readonly directory: Directory;
  readonly isOurs: (team: string) => Promise<boolean>;
  /** How many times Slack's published rates this workspace may use. */
  readonly rateScale: number;
  readonly log: Logger;
};

/** Slack as a platform: posts, updates, finds again, and reads profiles. */
export function slackPlatform({ client, directory, isOurs, rateScale, log }: OutboundParts): Platform {
  const lanes: Platform['lanes'] = (place, method) => slackLanes(place, method, rateScale);
  const laneOf = (place: string, method: Parameters<typeof lanes>[1]) => lanes(place, method)[0]?.key ?? place;

  async function draw({ card, say, key }: Posting, team: string) {
    const { blocks, text, cuts } = drawCard(card, say, await mentionsIn(card, directory, team));
    if (cuts.length > 0) log.warn({ post: key, cuts }, 'a card did not fit and was cut');
    return { blocks, text, ...inert };
  }

  /** Somebody's own page: showing it again is harmless, so what went unanswered is simply sent once more. */
  const publish = async (place: string, posting: Posting): Promise<Sent> => {
    const sent = await attempt(laneOf(place, 'post'), async () => {
      const { team, id } = partsOf(place);
      const { blocks } = await draw(posting, team);
      await client.views.publish({ user_id: id, view: { type: 'home', blocks } });
      return { is: 'sent', remote: place };
    });
    return sent.is === 'unknown' ? { is: 'again', why: sent.why } : sent;
  };

  return {
    name: 'slack',
    lanes,
    homeOf: (identity) => `${identity}/${homeMark}`,
    settleMs,
    profile: (identity) => readProfile(client, partsOf(identity).id, isOurs),

    post: (place, posting) => {
      if (isHome(place)) return publish(place, posting);
      return attempt(laneOf(place, 'post'), async () => {
        const { team, ts: thread } = partsOf(place);
        const channel = await channelOf(client, place);
        const message = await draw(posting, team);
        const metadata = { event_type: metadataType, event_payload: { k: posting.key } };
        const under = thread === undefined ? {} : { thread_ts: thread };
        const { ts } = await client.chat.postMessage({ channel, ...message, metadata, ...under });
        return { is: 'sent', remote: remoteOf(team, channel, ts ?? '') };
      });
    },

    update: (remote, posting) => {
      if (isHome(remote)) return publish(remote, posting);
      return attempt(laneOf(remote, 'update'), async () => {
        const { team, id: channel, ts = '' } = partsOf(remote);
        await client.chat.update({ channel, ts, ...(await draw(posting, team)) });
        return { is: 'sent', remote };
      });
    },

    remove: (remote) =>
      attempt(laneOf(remote, 'remove'), async () => {
        const { id: channel, ts = '' } = partsOf(remote);
        await client.chat.delete({ channel, ts });
        return { is: 'sent', remote };
      }),

    find: async (place, keys, since) => {
      const found = new Map<string, string>();
      const { team, ts: thread } = partsOf(place);
      const sent = await attempt(laneOf(place, 'find'), async () => {
        const channel = await channelOf(client, place);
        for await (const { ts, key } of postsSince(client, channel, thread, since)) {
          if (keys.includes(key)) found.set(key, remoteOf(team, channel, ts));
          if (found.size === keys.length) break;
        }
        return { is: 'sent', remote: '' };
      });
      return sent.is === 'sent' ? found : (sent as Exclude<Found, ReadonlyMap<string, string>>);
    },
  };
}

function isHome(place: string): boolean {
  return partsOf(place).ts === homeMark;
}

async function attempt(lane: string, call: () => Promise<Sent>): Promise<Sent> {
  try {
    return await call();
  } catch (fault) {
    return failureOf(fault, lane) satisfies Failed;
  }
}

/** A place is a channel, or a user to write to directly. */
async function channelOf(client: WebClient, place: string): Promise<string> {
  const { id } = partsOf(place);
  if (!/^[UW]/.test(id)) return id;
  const { channel } = await client.conversations.open({ users: id });
  return channel?.id ?? id;
}

async function* postsSince(
  client: WebClient,
  channel: string,
  thread: string | undefined,
  since: number,
): AsyncGenerator<{ ts: string; key: string }> {
  let cursor: string | undefined;
  do {
    const asked = {
      channel,
      oldest: (since / 1000).toFixed(6),
      limit: 200,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    };
    const page =
      thread === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: thread });
    for (const { ts, metadata } of page.messages ?? []) {
      const key = (metadata?.event_payload as { k?: string } | undefined)?.k;
      if (metadata?.event_type === metadataType && ts && key) yield { ts, key };
    }
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
}

function remoteOf(team: string, channel: string, ts: string): string {
  return `slack:${team}/${channel}/${ts}`;
}
