import type { Lane, Method } from '../chat/platform.ts';
import { minute, second } from '../kernel/clock.ts';

/** `slack:T1/C1` as its parts; a thread or a message has a time stamp behind. */
export function partsOf(place: string): { team: string; id: string; ts: string | undefined } {
  const [team = '', id = '', ts] = place.slice('slack:'.length).split('/');
  return { team, id, ts };
}

/** Behind a user: their own page, the app's Home. */
export const homeMark = 'home';

/**
 * Slack's rates: one post a second a channel, fifty updates, removals and look-ups a minute a workspace each, more for pages
 * (docs.slack.dev/apis/web-api/rate-limits). `scale` raises them for a workspace that has been granted more.
 */
export function slackLanes(place: string, method: Method, scale: number): Lane[] {
  const { team, id, ts } = partsOf(place);
  if (ts === homeMark) return [{ key: `slack:${team} home`, most: Math.floor(90 * scale), windowMs: minute }];
  if (method === 'post') return [{ key: `slack:${team}/${id} post`, most: Math.floor(scale), windowMs: second }];
  return [{ key: `slack:${team} ${method}`, most: Math.floor(50 * scale), windowMs: minute }];
}
