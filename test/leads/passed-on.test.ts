import { expect, it } from 'vitest';
import { type Mode, openToAll, type Rule, routingName } from '../../src/leads/routing/rule.ts';
import { saveSetting } from '../../src/team/settings.ts';
import { onBothEngines } from '../support/engines.ts';
import { anna, boris, olga, smallCompany } from '../support/small-company.ts';

const minute = 60_000;
const tuesday = Date.parse('2026-11-24T10:00:00Z');

onBothEngines((engine) => {
  /** Anna is at work, Boris takes no leads today. */
  const ruled = async (mode: Mode) => {
    const company = await smallCompany(await engine.open(), tuesday);
    const rule: Rule = { ...openToAll, name: 'all', mode, people: [company.idOf(anna), company.idOf(boris)] };
    const value = { rules: [rule], capsLiftedUntil: 0 };
    await company.store.write((tx) => saveSetting(tx.db, { name: routingName, version: 0, value, actor: 't', at: 1 }));
    await pauseUntil(company, tuesday * 2);
    await company.start();
    return company;
  };
  const pauseUntil = (company: Awaited<ReturnType<typeof smallCompany>>, until: number) =>
    company.store.write((tx) =>
      tx.db.updateTable('person').set({ paused_until: until }).where('id', '=', company.idOf(boris)).execute(),
    );

  it('gives no lead again to whoever has just given it back, and tells once that nobody else is there', async () => {
    const company = await ruled('automatic');
    const number = await company.free();
    expect(await company.ownerOf(number)).toBe('anna');
    await company.press(anna, 'lead.release.send', String(number), { reason: 'wrong-language' });
    for (let passed = 0; passed < 15; passed += 5) {
      company.now += 5 * minute;
      await company.fire();
      expect(await company.ownerOf(number)).toBeUndefined();
    }
    const alarms = (await company.toldTo(olga, 'lead.alert')).filter((card) => card.includes('Nobody is there'));
    expect(alarms).toHaveLength(1);
    await pauseUntil(company, 0);
    company.now += 5 * minute;
    await company.fire();
    expect(await company.ownerOf(number)).toBe('boris');
  });

  it('offers a lead once to each while it waits, and leaves it to everybody once it is late', async () => {
    const company = await ruled('in-turn');
    const number = await company.free();
    const seen: string[] = [];
    for (let passed = 0; passed < 60; passed += 1) {
      const { hold } = await company.leadOf(number);
      const now = hold.hold === 'offered' ? `offered to ${hold.to.name}` : hold.hold;
      if (now !== seen.at(-1)) seen.push(now);
      company.now += minute;
      await company.fire();
    }
    expect(seen).toEqual(['offered to anna', 'free']);
    expect((await company.press(olga, 'lead.claim', String(number))).refused).toBeUndefined();
  });

  it('takes no rule without a name, and no words for codes', async () => {
    const company = await ruled('open');
    const form = { mode: 'open', department: 'sales', coolOff: '0', offerFor: '10' };
    const wrong = { name: '', languages: 'russisch', countries: 'UK' };
    const { reply } = await company.press(olga, 'routing.rule.send', '1/1', { ...form, ...wrong });
    expect(reply).toMatchObject({
      kind: 'errors',
      errors: { name: expect.any(String), languages: expect.any(String), countries: expect.any(String) },
    });
    const right = { name: 'Codes', languages: 'ru, DE', countries: 'de, us' };
    expect((await company.press(olga, 'routing.rule.send', '1/1', { ...form, ...right })).reply.kind).toBe('whisper');
  });

  it('has one rule of a name', async () => {
    const company = await ruled('open');
    const form = { mode: 'open', department: 'sales', coolOff: '0', offerFor: '10' };
    const named = async (name: string, at: number) =>
      (await company.press(olga, 'routing.rule.send', `1/${at}`, { ...form, name })).reply;
    for (const name of ['All ', 'open'])
      expect(await named(name, 1)).toMatchObject({ kind: 'errors', errors: { name: expect.any(String) } });
    expect(await named('All', 0)).toMatchObject({ kind: 'whisper' });
    expect(await named('Other', 1)).toMatchObject({ kind: 'whisper' });
  });
});
