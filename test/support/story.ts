import type { Store } from '../../db/store.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';

const intake = { channels: ['slack:T1/C1'], country: 'DE' } as const;

/** A lead that has just come in by the website, and its client. */
export function newLead(store: Store, email = 'max@example.com', now = 1): Promise<{ number: number; client: string }> {
  const enquiry = { name: 'Max', email };
  return store.write((tx) => receiveLead(tx, enquiry, { actor: 'source:web', source: 'web' }, intake, now));
}
