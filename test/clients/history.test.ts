import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { findClients } from '../../src/clients/find-clients.ts';
import { readClient } from '../../src/clients/read-client.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { receiveLead } from '../../src/leads/receive-lead.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const enquire = (store: Store, enquiry: Record<string, string>, now = 1) =>
  store.write((tx) =>
    receiveLead(tx, enquiry, { actor: 'source:web', source: 'web' }, { channels: [], country: 'DE' }, now),
  );

onBothEngines((engine) => {
  it('finds a client by lead number, e-mail, phone, handle, and any part of name or company in any case', async () => {
    const store = await engine.open();
    const julia = await enquire(store, {
      name: 'Júlia Hartmann',
      company: 'Hartmann Logistik',
      email: 'j@h.example',
      phone: '030 5557812',
    });
    const oleg = await enquire(store, {
      name: 'Олег Кузнецов',
      company: 'ООО «Ромашка»',
      handle: '@oleg',
      email: 'o@r.example',
    });
    const found = async (line: string) => (await findClients(store.read, line, 'DE')).clients.map(({ id }) => id);
    for (const line of [
      `${julia.number}`,
      `#${julia.number}`,
      'J@H.example',
      '+49 30 5557812',
      '030/5557812',
      'julia',
      'HART logi',
    ])
      expect([line, await found(line)]).toEqual([line, [julia.client]]);
    for (const line of ['@Oleg', 'ромашка', 'КУЗНЕЦОВ олег'])
      expect([line, await found(line)]).toEqual([line, [oleg.client]]);
    for (const line of ['', '%', 'x%y', '_', '999999', 'nobody']) expect([line, await found(line)]).toEqual([line, []]);
    expect(new Set(await found('example'))).toEqual(new Set());
  });

  it('learns what a client is called from a later enquiry', async () => {
    const store = await engine.open();
    const first = await enquire(store, { email: 'Petra@big.example' });
    const second = await enquire(store, { email: 'petra@big.example', name: 'Petra Novak', company: 'BigCo' });
    await enquire(store, { email: 'petra@big.example', name: 'P. N.', company: 'Elsewhere' });
    expect(second.client).toBe(first.client);
    expect((await findClients(store.read, 'petra bigco', 'DE')).clients).toEqual([
      { id: first.client, name: 'Petra Novak', company: 'BigCo' },
    ]);
  });

  it('pages through a history, every row once, newest first', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    const { client } = await enquire(store, { name: 'Max', email: 'max@example.com' });
    const touch = {
      client,
      lead: undefined,
      person: anna.id,
      actor: anna.id,
      channel: 'call',
      direction: 'in',
    } as const;
    for (let index = 0; index < 45; index += 1)
      await store.write((tx) =>
        logTouch(
          tx,
          { ...touch, outcome: undefined, about: String(index), note: undefined, at: 5 },
          5 + Math.floor(index / 7),
        ),
      );
    const seen: string[] = [];
    let cursor: { at: number; id: string } | undefined;
    const sizes: number[] = [];
    do {
      const view = await readClient(store.read, client, { before: cursor });
      seen.push(...(view?.entries ?? []).map(({ words }) => words.about ?? 'arrived'));
      sizes.push(view?.entries.length ?? 0);
      cursor = view?.older;
    } while (cursor);
    expect(sizes).toEqual([20, 20, 6]);
    expect(seen).toEqual([...Array.from({ length: 45 }, (_, index) => String(44 - index)), 'arrived']);
  });
});
