import { expect, it } from 'vitest';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { createDirectory } from '../../src/team/directory.ts';
import { meetPerson } from '../../src/team/meet-person.ts';
import { onBothEngines } from '../support/engines.ts';

const defaults = { language: 'en', zone: 'UTC' } as const;
const profile = { standing: 'member', name: 'Anna', email: 'Anna@company.example' } as const;

onBothEngines((engine) => {
  it('is one person for two chats that meet somebody in the same instant', async () => {
    const store = await engine.open();
    const chats = ['slack:T1/U1', 'teams:t1/a1', 'slack:T2/U1', 'teams:t2/a1'];
    const met = await Promise.all(
      chats.map((each) => store.write((tx) => meetPerson(tx, each, profile, defaults, true, 5))),
    );
    expect(new Set(met.map((row) => (isRefusal(row) ? 'refused' : row.id))).size).toBe(1);
  });

  it('keeps what one chat knows where the other says nothing', async () => {
    const store = await engine.open();
    const meet = (identity: string, told: Partial<Record<'zone' | 'locale' | 'email', string>>) =>
      store.write((tx) => meetPerson(tx, identity, { standing: 'member', name: 'Anna', ...told }, defaults, true, 5));
    const email = 'anna@company.example';
    await meet('slack:T1/U1', { email, zone: 'Europe/Berlin', locale: 'ru-RU' });
    await meet('teams:t1/a1', { email });
    expect(await meet('teams:t1/a1', {})).toMatchObject({ zone: 'Europe/Berlin', language: 'ru', email });
  });

  it('reaches somebody where they spoke last, and elsewhere when they cannot be reached there', async () => {
    const store = await engine.open();
    let now = 1_000_000;
    const directory = createDirectory(store, defaults, () => now);
    const who = (identity: string) => directory.who(identity, async () => profile);
    const anna = await who('slack:T1/U1');
    if (isRefusal(anna)) throw new Error('refused');
    const reached = async () => (await directory.reach(anna.id))?.identity;
    now += 120_000;
    await who('teams:t1/a1');
    expect(await reached()).toBe('teams:t1/a1');
    now += 120_000;
    // Somebody names Anna in Slack; she herself is still in Teams.
    await directory.named('slack:T1/U1', async () => profile);
    expect(await reached()).toBe('teams:t1/a1');
    await directory.unreachable('teams:t1/a1');
    expect(await reached()).toBe('slack:T1/U1');
    now += 1;
    await who('teams:t1/a1');
    expect(await reached()).toBe('teams:t1/a1');
  });
});
