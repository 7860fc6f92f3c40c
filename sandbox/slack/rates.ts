/** Calls a minute of Slack's tiers, by method (docs.slack.dev/apis/web-api/rate-limits). */
const perMinute: Readonly<Record<string, number>> = {
  'users.info': 100,
  'views.open': 100,
  'views.update': 100,
  'views.publish': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'chat.update': 50,
  'chat.delete': 50,
  'conversations.open': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
};

/** What the double counts calls by: refuses with the seconds to wait. What a call inside the wait asked for is remembered. */
export type Rates = {
  take(method: string, channel: string | undefined): { retryAfter: number } | undefined;
  /** Calls that came although the wait they had been told was not over. */
  readonly disobeyed: () => readonly string[];
};

/** Slack's rates times `scale`; posts are one a second a channel, with a short burst. */
export function createRates(scale: number): Rates {
  const calls = new Map<string, number[]>();
  const bans = new Map<string, number>();
  const disobeyed: string[] = [];
  return {
    disobeyed: () => disobeyed,
    take: (method, channel) => {
      const isPost = method === 'chat.postMessage';
      const lane = isPost ? `${method} ${channel}` : method;
      const [most, windowMs] = isPost ? [4 * scale, 4_000] : [(perMinute[method] ?? 600) * scale, 60_000];
      const now = Date.now();
      if (now < (bans.get(lane) ?? 0)) disobeyed.push(lane);
      const recent = (calls.get(lane) ?? []).filter((at) => at > now - windowMs);
      if (recent.length < most) {
        calls.set(lane, [...recent, now]);
        return undefined;
      }
      const retryAfter = Math.max(1, Math.ceil(((recent[0] ?? now) + windowMs - now) / 1000));
      bans.set(lane, now + retryAfter * 1000);
      return { retryAfter };
    },
  };
}
