import { z } from 'zod';
import type { Profile } from '../chat/directory.ts';
import type { Connector } from './connector.ts';
import { channelOf, partsOf } from './lanes.ts';
import type { Reference } from './reference.ts';

const member = z.object({
  name: z.string().optional(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
});

/** What Teams knows of somebody who has spoken: from the roster of the conversation in which they did. */
export async function readProfile(
  connector: Connector,
  tenants: readonly string[],
  identity: string,
  known: Reference | undefined,
): Promise<Profile> {
  const { tenant, id } = partsOf(identity);
  if (tenants.length > 0 && !tenants.includes(tenant)) return { standing: 'outsider', name: id };
  if (!known?.user || !known.seenIn) throw new Error(`${identity} has never spoken to the bot`);
  const ask = async (conversation: string) => {
    const path = `conversations/${encodeURIComponent(channelOf(conversation))}/members/${encodeURIComponent(known.user ?? '')}`;
    return { conversation, ...(await connector(known.serviceUrl, 'GET', path)) };
  };
  const first = await ask(known.seenIn);
  // Whoever is not in a team any more, or in one that has removed the bot, may be here all the same: their own chat tells.
  const elsewhere = isAway(first.status) && known.personal && known.personal !== known.seenIn;
  const { conversation, status, body } = elsewhere ? await ask(known.personal ?? '') : first;
  if (status === 404 && !conversation.startsWith('19:')) return { standing: 'deactivated', name: id };
  if (isAway(status)) return { standing: 'absent', name: id };
  if (status !== 200) throw new Error(`the roster answered ${status}`);
  const { name, email, userPrincipalName, userRole, tenantId } = member.parse(body);
  // In a shared channel the conversation is the host's, and somebody in it may not be.
  if (tenantId && tenants.length > 0 && !tenants.includes(tenantId)) return { standing: 'outsider', name: id };
  const address = email ?? userPrincipalName ?? undefined;
  return {
    standing: standingOf(userRole, userPrincipalName),
    name: name ?? id,
    ...(address ? { email: address } : {}),
  };
}

function isAway(status: number): boolean {
  return status === 404 || status === 403;
}

/** Guests have an account of their own kind; people of other companies in a shared channel are anonymous. */
function standingOf(role: string | null | undefined, principal: string | null | undefined): Profile['standing'] {
  if (role === 'guest' || principal?.includes('#EXT#')) return 'guest';
  if (role === 'anonymous') return 'outsider';
  return role === 'bot' ? 'bot' : 'member';
}
