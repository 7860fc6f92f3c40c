import { expect, it } from 'vitest';
import type { Profile } from '../../src/chat/directory.ts';
import { meetPerson } from '../../src/team/meet-person.ts';
import { joinPeople } from '../../src/team/people/fix-identity.ts';
import { toPerson } from '../../src/team/store.ts';
import { readProfile } from '../../src/teams/people.ts';
import { onBothEngines } from '../support/engines.ts';
import { boris, olga, smallCompany } from '../support/small-company.ts';

const minute = 60_000;
const tuesday = Date.parse('2026-11-24T10:00:00Z');

onBothEngines((engine) => {
  it('has not left whoever does something again', async () => {
    const company = await smallCompany(await engine.open(), tuesday);
    await company.start();
    await company.hear(boris, { standing: 'deactivated' });
    company.now += minute;
    const number = await company.claimed(boris);
    company.now += minute;
    await company.fire();
    const lead = await company.leadOf(number);
    expect([await company.ownerOf(number), lead.clock?.kind]).toEqual(['boris', 'touch']);
    expect(await company.toldTo(olga, 'lead.leaver')).toEqual([]);
  });

  it('has not left who is only not in the conversation any more', async () => {
    const company = await smallCompany(await engine.open(), tuesday);
    const number = await company.claimed(boris);
    await company.start();
    await company.hear(boris, { standing: 'absent' });
    company.now += minute;
    await company.fire();
    expect((await company.leadOf(number)).clock?.kind).toBe('touch');
  });

  it('keeps the rights, the name and both addresses of a colleague of two', async () => {
    const store = await engine.open();
    const defaults = { language: 'en', zone: 'UTC', admins: new Set(['boss@co.example']) } as const;
    const meet = async (identity: string, profile: Omit<Profile, 'standing'>, now: number) => {
      const met = await store.write((tx) =>
        meetPerson(tx, identity, { standing: 'member', ...profile }, defaults, true, now),
      );
      if ('refused' in met) throw new Error(met.refused);
      return met;
    };
    const slack = { name: 'Boss', email: 'boss@co.example' };
    const teams = { name: 'B. Oss', email: 'boss@co.onmicrosoft.example' };
    const one = await meet('slack:T1/UB', slack, tuesday);
    const other = await meet('teams:t/UB', teams, tuesday);
    await store.write((tx) => joinPeople(tx, toPerson(one), { id: one.id, other: other.id }, tuesday));
    expect(await meet('teams:t/UB', teams, tuesday + 1)).toMatchObject({ id: one.id, ...slack, role: 'admin' });
    expect(await meet('slack:T1/UB', slack, tuesday + 2)).toMatchObject({ id: one.id, ...slack, role: 'admin' });
    // Whoever comes from a third place under either address is the same.
    expect((await meet('slack:T2/UB', slack, tuesday + 3)).id).toBe(one.id);
    expect((await meet('teams:u/UB', teams, tuesday + 4)).id).toBe(one.id);
  });
});

it('asks the chat with somebody alone when a channel does not know them any more', async () => {
  const asked: string[] = [];
  const connector = async (_url: string, _method: string, path: string) => {
    asked.push(decodeURIComponent(path));
    return {
      status: path.includes('19') ? 404 : asked.length > 2 ? 404 : 200,
      body: { name: 'Ann' },
      retryAfter: undefined,
    };
  };
  const reference = {
    serviceUrl: 'https://smba.example',
    bot: '28:b',
    user: '29:u',
    seenIn: '19:c@thread',
    personal: 'a:1',
  };
  expect((await readProfile(connector, [], 'teams:t/u', reference)).standing).toBe('member');
  expect((await readProfile(connector, [], 'teams:t/u', reference)).standing).toBe('deactivated');
  expect(asked[1]).toContain('a:1');
});

it.each([
  [404, '19:channel@thread.tacv2', 'absent'],
  [403, '19:channel@thread.tacv2', 'absent'],
  [403, 'a:1', 'absent'],
  [404, 'a:1', 'deactivated'],
])('takes %i of the roster of %s as %s', async (status, seenIn, standing) => {
  const reference = { serviceUrl: 'https://smba.example', bot: '28:b', user: '29:u', seenIn };
  const profile = await readProfile(
    async () => ({ status, body: {}, retryAfter: undefined }),
    [],
    'teams:t/u',
    reference as never,
  );
  expect(profile.standing).toBe(standing);
});
