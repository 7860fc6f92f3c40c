import type { CountryCode } from 'libphonenumber-js';
import type { Db } from '../../db/schema.ts';
import type { Command } from '../chat/action.ts';
import { subjectsAt } from '../chat/post-store.ts';
import { whisper } from '../chat/reply.ts';
import { refuse } from '../kernel/refusal.ts';
import { clientCard, clientListCard } from './cards.ts';
import { clientIn, type FoundClients } from './client.ts';
import { findClients } from './find-clients.ts';
import { readClient } from './read-client.ts';
import { clientById } from './store.ts';

async function theOne(db: Db, id: string): Promise<FoundClients> {
  const client = await clientById(db, id);
  return { clients: client ? [client] : [], resemble: false };
}

/** In a thread without a word: the client of the thread. `/client <e-mail, phone, name, company or lead number>`: its card, or a list to pick from; private to the asker. */
export function clientCommands(country: CountryCode | undefined): Record<string, Command> {
  return {
    client: {
      usage: 'client.usage',
      run: async ({ payload, under, data, who, say }) => {
        const here = payload === '' && under !== undefined ? clientIn(await subjectsAt(data.read, under)) : undefined;
        const { clients, resemble } = here
          ? await theOne(data.read, here)
          : await findClients(data.read, payload, country);
        const [first, ...others] = clients;
        if (!first) return refuse(payload === '' ? 'client.which' : 'client.none', { text: payload.slice(0, 80) });
        if (others.length > 0 || resemble) return whisper(clientListCard({ clients, resemble }, 'client.show', say));
        const client = await readClient(data.read, first.id);
        return client ? whisper(clientCard(client, who, say)) : refuse('client.unknown');
      },
    },
  };
}
