import type { Lane, Method } from '../chat/platform.ts';
import { hour, second } from '../kernel/clock.ts';

/** `teams:<tenant>/<conversation or user>`, perhaps with a message behind, as its parts. */
export function partsOf(place: string): { tenant: string; id: string; activity: string | undefined } {
  const [tenant = '', id = '', activity] = place.slice('teams:'.length).split('/');
  return { tenant, id, activity };
}

/** The channel of a conversation: its threads are conversations of their own. */
export function channelOf(conversation: string): string {
  return conversation.split(';', 1)[0] ?? '';
}

/** A place, person or message of Teams as Baton names it. */
export function placeOf(tenant: string, id: string, activity?: string): string {
  return `teams:${tenant}/${id}${activity === undefined ? '' : `/${activity}`}`;
}

/** Teams' rates for a bot in a conversation (learn.microsoft.com, bots/how-to/rate-limit). */
const perConversation = [
  { most: 7, windowMs: second },
  { most: 8, windowMs: 2 * second },
  { most: 60, windowMs: 30 * second },
  { most: 1_800, windowMs: hour },
] as const;
const perTenant = { most: 50, windowMs: second } as const;

/** The rates to obey; the threads of a channel share its rates. A look-up is not a request. */
export function teamsLanes(place: string, method: Method, scale: number): Lane[] {
  if (method === 'find') return [];
  const { tenant, id } = partsOf(place);
  const lane = (key: string, most: number, windowMs: number): Lane => ({
    key,
    most: Math.floor(most * scale),
    windowMs,
  });
  return [
    ...perConversation.map(({ most, windowMs }) =>
      lane(`${placeOf(tenant, channelOf(id))} ${windowMs}`, most, windowMs),
    ),
    lane(`teams:${tenant}`, perTenant.most, perTenant.windowMs),
  ];
}
