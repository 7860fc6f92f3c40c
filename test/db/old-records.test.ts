import { expect, it } from 'vitest';
import { findClients } from '../../src/clients/find-clients.ts';
import { refileRecords } from '../../src/clients/refile-records.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { onBothEngines } from '../support/engines.ts';

onBothEngines((engine) => {
  it('finds clients again whom an older version had filed', async () => {
    const store = await engine.open();
    const intake = { channels: [], country: 'DE' } as const;
    const enquiry = { name: 'Jürgen Weiß', company: 'Weiß GmbH', email: 'j.weiss+x@googlemail.com' };
    const lead = await store.write((tx) => receiveLead(tx, enquiry, { actor: 'source:web', source: 'web' }, intake, 1));
    await store.write(async ({ db }) => {
      for (const table of ['record_block', 'record_word', 'word_near', 'account_key'] as const)
        await db.deleteFrom(table).execute();
      await db
        .updateTable('client_key')
        .set({ value: 'j.weiss+x@googlemail.com' })
        .where('kind', '=', 'email')
        .execute();
      await db.updateTable('client').set({ account_id: null }).execute();
      await db.deleteFrom('account').execute();
      await db.updateTable('record').set({ version: 0, traits: '{}' }).execute();
    });
    const found = async (line: string) => (await findClients(store.read, line, 'DE')).clients.map(({ id }) => id);
    expect(await found('jurgen weis')).toEqual([]);
    expect(await refileRecords(store, 'DE')).toBe(1);
    for (const line of ['jurgen weis', 'Weiß', 'jweiss@gmail.com'])
      expect([line, await found(line)]).toEqual([line, [lead.client]]);
    expect(await refileRecords(store, 'DE')).toBe(0);
  });
});
