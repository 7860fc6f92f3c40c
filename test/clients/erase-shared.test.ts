import { expect, it } from 'vitest';
import { eraseClient } from '../../src/clients/erase/erase-client.ts';
import { erasedAt, keyHasher } from '../../src/clients/erase/erased-keys.ts';
import { keysOf } from '../../src/clients/matching/keys.ts';
import { personName } from '../../src/clients/matching/person-name.ts';
import { allowContact } from '../../src/contacts/touches/allow-contact.ts';
import { eraseLeads } from '../../src/leads/erase-leads.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const intake = { channels: ['slack:T1/C1'], country: 'DE' } as const;
const from = { actor: 'source:web', source: 'web' };

onBothEngines((engine) => {
  it('leaves nothing of an enquiry that came while its client was erased', async () => {
    const store = await engine.open();
    const hash = keyHasher(Buffer.alloc(32, 5));
    for (let round = 0; round < 25; round += 1) {
      const typed = { name: 'Quentin Quill', email: `q${round}@quill.example` };
      const enquire = (more: object) =>
        store.write((tx) => receiveLead(tx, { ...typed, ...more }, from, intake, round));
      const { client } = await enquire({});
      const erase = store.write((tx) => eraseClient(tx, client, { actor: 'baton', hash, parts: [eraseLeads] }, round));
      await Promise.all([enquire({ phone: `+49 30 6000${String(round).padStart(2, '0')}` }), erase]);
      for (const table of ['client_key', 'record', 'standing'] as const) {
        const rows = await store.read.selectFrom(table).select('client_id').where('client_id', '=', client).execute();
        expect([round, table, rows]).toEqual([round, table, []]);
      }
    }
  });

  it('refuses an erased person in a list, but no colleague on a shared mailbox or number', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    const enquire = (typed: { name: string; email: string; phone: string }) =>
      store.write((tx) => receiveLead(tx, typed, from, intake, 1));
    const gone = await enquire({ name: 'Maria Lehmann', email: 'info@romashka.example', phone: '+49 30 333333' });
    await enquire({ name: 'Maria Lehmann', email: 'maria@gmail.com', phone: '+49 30 333333' });
    await enquire({ name: 'Peter Braun', email: 'peter@romashka.example', phone: '+49 30 333333' });
    const hash = keyHasher(Buffer.alloc(32, 5));
    await store.write((tx) => eraseClient(tx, gone.client, { actor: 'baton', hash, parts: [] }, 7));
    const refused = (contact: { email?: string; phone?: string }, name = 'Olga Neu') =>
      erasedAt(store.read, keysOf(contact, 'DE'), personName(name), hash).then((at) => at !== undefined);
    expect(await refused({ email: 'maria@gmail.com' })).toBe(true);
    expect(await refused({ email: 'info@romashka.example' })).toBe(false);
    expect(await refused({ phone: '030 333333' })).toBe(false);
    // But they themselves are, on whatever they shared.
    expect(await refused({ email: 'info@romashka.example' }, 'Lehmann, Maria')).toBe(true);
    expect(await refused({ phone: '030 333333' }, 'Maria Lehmann')).toBe(true);
    expect(
      anna &&
        (await store.write((tx) => allowContact(tx, anna, { client: gone.client, channel: 'any', why: 'why not' }, 8))),
    ).toMatchObject({
      refused: 'client.unknown',
    });
  });
});
