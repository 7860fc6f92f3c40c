import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { defaults } from '../../src/contacts/clearance/values.ts';
import { clearClient } from '../../src/contacts/read-facts.ts';
import { reserveClient } from '../../src/contacts/reservations/reserve-client.ts';
import { changeRules } from '../../src/contacts/rules/change-rules.ts';
import { packed, packedSchema, readNumbers } from '../../src/contacts/rules/numbers.ts';
import { readRules, tryRules } from '../../src/contacts/rules/read-rules.ts';
import { rulesBefore, rulesInForce } from '../../src/contacts/rules/store.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { day } from '../../src/kernel/clock.ts';
import { firstBrokenRow } from '../../src/ledger/verify.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

const now = 100 * day;

async function colleagues(store: Store): Promise<{ admin: Person; boris: Person }> {
  const [anna, boris] = await people(store, 'anna', 'boris');
  if (!anna || !boris) throw new Error('nobody');
  return { admin: { ...anna, role: 'admin' }, boris };
}

const called = (store: Store, who: Person, client: string, ago: number) =>
  store.write((tx) =>
    logTouch(
      tx,
      {
        client,
        lead: undefined,
        person: who.id,
        actor: who.id,
        channel: 'call',
        direction: 'out',
        outcome: 'reached',
        about: undefined,
        note: undefined,
        at: now - ago,
      },
      now - ago,
    ),
  );

it('packs the numbers into a button, and reads no others', () => {
  expect(packedSchema.parse(packed(defaults))).toEqual(defaults);
  for (const forged of ['3-7-30', '3-7-30-14-2-3-x', '3-7-30-14-2-3-999', '999-7-30-14-2-3-8'])
    expect(packedSchema.safeParse(forged).success).toBe(false);
  const typed = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, ` ${value} `]));
  expect(readNumbers(typed as never)).toEqual({ values: defaults });
  expect(readNumbers({ ...typed, mostInDay: '-1', sameOffer: '2.5' } as never)).toEqual({
    wrong: { sameOffer: 'rules.wrong', mostInDay: 'rules.wrong' },
  });
  const caps = { mostInDay: '9', mostInWeek: '3', mostInMonth: '0' };
  expect(readNumbers({ ...typed, ...caps } as never)).toEqual({ wrong: { mostInWeek: 'rules.wrong.below' } });
  expect(readNumbers({ ...typed, ...caps, mostInWeek: '0', mostInMonth: '8' } as never)).toEqual({
    wrong: { mostInMonth: 'rules.wrong.below' },
  });
});

onBothEngines((engine) => {
  it('changes the rules for everybody at once, by an administrator alone, and goes back', async () => {
    const store = await engine.open();
    const { admin, boris } = await colleagues(store);
    const { client } = await newLead(store);
    await called(store, admin, client, 2 * day);
    const light = async () => (await clearClient(store.read, client, { channel: 'call', actor: boris.id }, now)).light;
    expect(await light()).toBe('red');
    const shorter = { version: 0, values: { ...defaults, coolOffVoice: 1 } };
    const change = (who: Person, to: typeof shorter) => store.write((tx) => changeRules(tx, who, to, now));
    expect(await change(boris, shorter)).toMatchObject({ refused: 'rules.not-yours' });
    expect(await light()).toBe('red');
    expect(await change(admin, shorter)).toBeUndefined();
    expect(await light()).toBe('green');
    // Whoever still looks at the rules before these changes nothing.
    expect(await change(admin, shorter)).toMatchObject({ refused: 'rules.changed' });
    const { version } = await rulesInForce(store.read);
    const before = await rulesBefore(store.read, version);
    expect(await change(admin, { version, values: before?.values ?? defaults })).toBeUndefined();
    expect(await light()).toBe('red');
    expect(await rulesInForce(store.read)).toMatchObject({ version: 2, values: defaults, by: { actor: admin.id } });
    expect(await firstBrokenRow(store.read, 'org')).toBeUndefined();
  });

  it('lets one of two administrators who change them at once win', async () => {
    const store = await engine.open();
    const { admin } = await colleagues(store);
    const ends = await Promise.all(
      [1, 2].map((coolOffVoice) =>
        store.write((tx) => changeRules(tx, admin, { version: 0, values: { ...defaults, coolOffVoice } }, now)),
      ),
    );
    expect(ends.filter((end) => end === undefined)).toHaveLength(1);
  });

  it('says what other rules would have meant last month', async () => {
    const store = await engine.open();
    const { admin, boris } = await colleagues(store);
    for (let each = 0; each < 5; each += 1) {
      const { client } = await newLead(store, `c${each}@example.com`);
      await called(store, admin, client, 6 * day);
      await called(store, boris, client, 4 * day);
    }
    const of = (values: typeof defaults) => tryRules(store.read, values, now);
    expect(await of(defaults)).toEqual({ today: 5, tried: 5 });
    expect(await of({ ...defaults, coolOffVoice: 1 })).toEqual({ today: 5, tried: 0 });
    expect(await of({ ...defaults, mostInWeek: 1 })).toEqual({ today: 5, tried: 5 });
    // Two months ago counts for nothing, and so does what has yet to come.
    expect((await tryRules(store.read, defaults, now + 40 * day)).today).toBe(0);
  });

  it('counts what was shown and what was gone on over, by reason', async () => {
    const store = await engine.open();
    const { admin, boris } = await colleagues(store);
    for (let each = 0; each < 3; each += 1) {
      const { client } = await newLead(store, `c${each}@example.com`);
      await called(store, admin, client, day);
      const contact = { client, lead: undefined, channel: 'call' } as const;
      await store.write((tx) => reserveClient(tx, boris, contact, {}, now));
      if (each === 0) await store.write((tx) => reserveClient(tx, boris, contact, { why: 'They rang' }, now));
    }
    const { tallies } = await readRules(store.read, now + 1);
    expect(tallies).toEqual([{ code: 'touched', warned: 3, overridden: 1 }]);
  });
});
