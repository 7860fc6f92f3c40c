import type { WebClient } from '@slack/web-api';
import type { Profile } from '../chat/directory.ts';

/** What Slack knows of a user. Whoever belongs to another workspace than the allowed ones is an outsider. */
export async function readProfile(
  client: WebClient,
  userId: string,
  isOurs: (team: string) => Promise<boolean>,
): Promise<Profile> {
  const { user } = await client.users.info({ user: userId, include_locale: true });
  if (!user) throw new Error(`Slack knows no user ${userId}`);
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
