import { expect, it } from 'vitest';
import { findOrMakeClient } from '../../src/clients/find-or-make-client.ts';
import { type Contact, keysOf } from '../../src/clients/keys.ts';
import { onBothEngines } from '../support/engines.ts';

it('reads keys from what people type', () => {
  const read = (contact: Contact) => keysOf(contact, 'DE').map(({ kind, value }) => `${kind}:${value}`);
  expect(read({ email: '  Max.Muster@Example.COM ', phone: '030 123456', handle: '@Max' })).toEqual([
    'email:max.muster@example.com',
    'handle:max',
    'phone:+4930123456',
  ]);
  expect(read({ phone: '+7 (495) 123-45-67' })).toEqual(['phone:+74951234567']);
  expect(read({ email: 'no address', phone: 'call me', handle: ' ' })).toEqual([]);
  for (const junk of ['0', '000', '12', 'n/a 12', '+', '-'])
    expect([junk, read({ phone: junk, handle: '-' })]).toEqual([junk, []]);
});

onBothEngines((engine) => {
  it('makes one client of two identical enquiries in the same instant', async () => {
    const store = await engine.open();
    for (let round = 0; round < 50; round += 1) {
      const keys = keysOf(
        { email: `twin${round}@example.com`, phone: `+49301234${String(round).padStart(3, '0')}` },
        'DE',
      );
      const enquirer = { keys, name: 'Twin', company: null };
      const both = await Promise.all([1, 2].map(() => store.write((tx) => findOrMakeClient(tx, enquirer, round))));
      expect(new Set(both.map(({ id }) => id)).size).toBe(1);
      expect(both.filter(({ made }) => made)).toHaveLength(1);
    }
    expect(await store.read.selectFrom('client').select('id').execute()).toHaveLength(50);
  });

  it('gives new keys to a known client, and leaves a key with whom it belongs to', async () => {
    const store = await engine.open();
    const meet = (email: string, phone?: string) =>
      store.write((tx) =>
        findOrMakeClient(tx, { keys: keysOf({ email, phone }, 'DE'), name: email, company: null }, 1),
      );
    const anna = await meet('anna@example.com', '+4930111111');
    const bert = await meet('bert@example.com', '+4930222222');
    expect((await meet('anna@example.com', '+4930333333')).id).toBe(anna.id);
    expect((await meet('new@example.com', '+4930333333')).id).toBe(anna.id);
    expect((await meet('bert@example.com', '+4930111111')).id).toBe(bert.id);
    expect((await meet('other@example.com', '+4930111111')).id).toBe(anna.id);
  });
});
