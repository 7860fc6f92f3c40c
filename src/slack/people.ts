import { type UsersInfoResponse, WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Profile } from '../chat/directory.ts';

/** What Slack knows of a user. Whoever belongs to another workspace than the allowed ones is an outsider. */
export async function readProfile(
  client: WebClient,
  userId: string,
  isOurs: (team: string) => Promise<boolean>,
): Promise<Profile> {
  const user = await userOf(client, userId);
  if (!user) return { name: userId, standing: 'outsider' };
  const known = {
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || userId,
    ...(user.profile?.email ? { email: user.profile.email } : {}),
    ...(user.locale ? { locale: user.locale } : {}),
    ...(user.tz ? { zone: user.tz } : {}),
    awayUntil: awayUntil(user.profile),
  };
  if (user.deleted) return { ...known, standing: 'deactivated' };
  if (user.is_bot) return { ...known, standing: 'bot' };
  if (user.is_stranger || !(await isOurs(user.team_id ?? ''))) return { ...known, standing: 'outsider' };
  return { ...known, standing: user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member' };
}

/** Users of other companies may be hidden from us altogether. */
async function userOf(client: WebClient, userId: string): Promise<UsersInfoResponse['user']> {
  try {
    return (await client.users.info({ user: userId, include_locale: true })).user;
  } catch (fault) {
    if (fault instanceof WebAPIPlatformError && /^user_not_(found|visible)$/.test(fault.data.error)) return undefined;
    throw fault;
  }
}

/** Statuses by which people say that they are not at work. */
const away = new Set([
  ':palm_tree:',
  ':desert_island:',
  ':beach_with_umbrella:',
  ':airplane:',
  ':face_with_thermometer:',
  ':hospital:',
  ':no_entry:',
  ':baby:',
]);
const untilTomorrow = 24 * 3_600_000;

/** Until when (epoch ms) a status says that somebody is away; a status without an end is looked at anew each day. */
function awayUntil(
  profile: { readonly status_emoji?: string; readonly status_expiration?: number } = {},
): number | null {
  if (!away.has(profile.status_emoji ?? '')) return null;
  return profile.status_expiration ? profile.status_expiration * 1_000 : Date.now() + untilTomorrow;
}
