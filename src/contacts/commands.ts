import type { CountryCode } from 'libphonenumber-js';
import type { Command } from '../chat/action.ts';
import { whisper } from '../chat/reply.ts';
import { clientListCard } from '../clients/cards.ts';
import { findClients } from '../clients/find-clients.ts';
import { refuse } from '../kernel/refusal.ts';
import { contactCardOf } from './read-contact.ts';

/** `/contact <client>`: may I contact them, and the buttons that say that I do. */
export function contactCommands(country: CountryCode | undefined): Record<string, Command> {
  return {
    contact: {
      usage: 'contact.usage',
      run: async ({ payload, data, who, now, say }) => {
        const { clients, resemble } = await findClients(data.read, payload, country);
        const [first, ...others] = clients;
        if (!first) return refuse(payload === '' ? 'client.which' : 'client.none', { text: payload.slice(0, 80) });
        if (others.length > 0 || resemble) return whisper(clientListCard({ clients, resemble }, 'contact.show', say));
        const card = await contactCardOf(data.read, first.id, who, now, say);
        return card ? whisper(card) : refuse('client.unknown');
      },
    },
  };
}
