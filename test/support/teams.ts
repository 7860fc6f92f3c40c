import { pino } from 'pino';
import { teamsBot, tenant, tenantSeed } from '../../sandbox/company.ts';
import { createTeamsDouble, type TeamsDouble } from '../../sandbox/teams/server.ts';
import type { Conversations } from '../../src/chat/conversations.ts';
import type { Registration } from '../../src/teams/adapter.ts';
import { openTeams, type Teams } from '../../src/teams/app.ts';

export const registration: Registration = {
  id: teamsBot.slice('28:'.length),
  password: 'sandbox-password',
  tenant,
  type: 'SingleTenant',
};

/** What conversations are remembered in a test that has no database. */
export function memoryConversations(): Conversations {
  const kept = new Map<string, string>();
  return {
    recall: async (place) => kept.get(place),
    remember: async (place, reference) => void kept.set(place, reference),
  };
}

/** Teams' edge alone, in front of a Teams of its own. */
export async function openTeamsEdge(): Promise<{ teams: Teams; double: TeamsDouble; conversations: Conversations }> {
  const double = createTeamsDouble({ seed: tenantSeed(), endpoint: () => '', rateScale: 100 });
  const serviceUrl = await double.listen();
  const conversations = memoryConversations();
  const settings = { app: undefined, tenants: [tenant], serviceUrl, rateScale: 100 };
  return { teams: openTeams(settings, conversations, pino({ level: 'silent' })), double, conversations };
}
