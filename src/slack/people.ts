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
