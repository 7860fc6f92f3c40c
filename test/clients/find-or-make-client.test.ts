import { expect, it } from 'vitest';
import { type Enquirer, findOrMakeClient } from '../../src/clients/find-or-make-client.ts';
import { type Contact, keysOf } from '../../src/clients/matching/keys.ts';
import { type Typed, traitsOf } from '../../src/clients/matching/traits.ts';
import { onBothEngines } from '../support/engines.ts';
import { inSize } from '../support/size.ts';

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

const enquirerOf = (typed: Typed): Enquirer => ({ typed, traits: traitsOf(typed, 'DE'), source: 'web' });

onBothEngines((engine) => {
  it('makes one client of two identical enquiries in the same instant', async () => {
    const store = await engine.open();
    const rounds = inSize({ small: 50, long: 1000 });
    for (let round = 0; round < rounds; round += 1) {
      const phone = `+49301234${String(round).padStart(3, '0')}`;
      const enquirer = enquirerOf({
        ...(round % 3 ? { name: 'Twin' } : {}),
        email: `${round % 2 ? 'twin' : 'info'}@firm${round}.example`,
        phone,
      });
      const both = await Promise.all([1, 2].map(() => store.write((tx) => findOrMakeClient(tx, enquirer, round))));
      expect(new Set(both.map(({ id }) => id)).size).toBe(1);
      expect(both.filter(({ made }) => made)).toHaveLength(1);
    }
    expect(await store.read.selectFrom('client').select('id').execute()).toHaveLength(rounds);
  });

  it('gives new keys to a known client, and asks where two are meant', async () => {
    const store = await engine.open();
    const meet = (email: string, phone?: string) =>
      store.write((tx) => findOrMakeClient(tx, enquirerOf({ email, phone }), 1));
    const anna = await meet('anna@example.com', '+4930111111');
    const bert = await meet('bert@example.com', '+4930222222');
    expect((await meet('anna@example.com', '+4930333333')).id).toBe(anna.id);
    expect((await meet('new@example.com', '+4930333333')).id).toBe(anna.id);
    const either = await meet('bert@example.com', '+4930111111');
    expect(either.made).toBe(true);
    expect(new Set(either.possible.map(({ client }) => client))).toEqual(new Set([anna.id, bert.id]));
  });
});
