import type { CountryCode } from 'libphonenumber-js';
import type { Command } from '../chat/action.ts';
import { whisper } from '../chat/reply.ts';
import { clientListCard } from '../clients/cards.ts';
import { findClients } from '../clients/find-clients.ts';
import { refuse } from '../kernel/refusal.ts';
import { foldOffer } from './clearance/offer.ts';
import { offersNamed } from './offers/store.ts';
import { contactCardOf } from './read-contact.ts';

/** `/contact <client>`: may I contact them, and the buttons that say that I do. */
export function contactCommands(country: CountryCode | undefined): Record<string, Command> {
  return {
    contact: {
      usage: 'contact.usage',
      run: async ({ payload, data, who, now, say }) => {
        const [line, named] = aboutOffer(payload);
        const offer = named === undefined ? undefined : (await offersNamed(data.read, [foldOffer(named)]))[0];
        if (named !== undefined && !offer) return refuse('offer.unknown', { text: named.slice(0, 80) });
        const { clients, resemble } = await findClients(data.read, line, country);
        const [first, ...others] = clients;
        if (!first) return refuse(line === '' ? 'client.which' : 'client.none', { text: line.slice(0, 80) });
        if (others.length > 0 || resemble) return whisper(clientListCard({ clients, resemble }, 'contact.show', say));
        const card = await contactCardOf(data.read, first.id, { who, offer }, now, say);
        return card ? whisper(card) : refuse('client.unknown');
      },
    },
  };
}

/** `julia@example.com about Pro plan`: whom, and the offer that is meant. */
function aboutOffer(line: string): readonly [string, string | undefined] {
  const [, whom, named] = /^(.+?)\s+(?:about|про|насчёт|насчет)\s+(.+)$/i.exec(line) ?? [];
  return whom === undefined ? [line, undefined] : [whom, named];
}
