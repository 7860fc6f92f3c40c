import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import type { Person } from '../../src/chat/directory.ts';
import { day, hour, minute } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { answerMeeting, setState, skipMeeting } from '../../src/meetings/change-sync.ts';
import { meetings } from '../../src/meetings/index.ts';
import { setSync } from '../../src/meetings/set-sync.ts';
import { plannedAfter } from '../../src/meetings/store.ts';
import { fireDue } from '../../src/schedule/fire.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const log = pino({ level: 'silent' });
const kinds = meetings({ leadsChannels: ['slack:T1/C1'] }).due ?? {};
/** A Thursday noon in Berlin; the clocks go forward on Sunday, and the first meeting is the Monday after. */
const thursday = Date.UTC(2026, 2, 26, 11);
const monday = Date.UTC(2026, 2, 30, 8);
const week = 7 * day;

/** Lets time go by, looking every ten minutes, and gives the posts that were asked for: how long before the meeting. */
async function live(store: Store, from: number, to: number, down: readonly [number, number] = [0, 0]) {
  for (let now = from; now <= to; now += 10 * minute) {
    if (now >= down[0] && now < down[1]) continue;
    while ((await fireDue(store, kinds, now, log)) > 0);
  }
  const posts = await store.read
    .selectFrom('post')
    .select(['kind', 'place', 'subject', 'wanted_at'])
    .orderBy('wanted_at')
    .execute();
  return posts
    .filter(({ kind }) => kind.startsWith('sync.'))
    .map(({ kind, place, subject, wanted_at }) => {
      const start = Number(subject.split('/')[1]);
      return { kind, place, start, before: start - wanted_at };
    });
}

async function series(store: Store, now = thursday): Promise<{ sync: string; team: Person[] }> {
  const team = await people(store, 'anna', 'clara');
  const [anna] = team;
  if (!anna) throw new Error('nobody');
  const settings = {
    weekday: 1,
    localTime: '10:00',
    zone: 'Europe/Berlin',
    places: ['slack:T1/C1'],
    people: team.map(({ id }) => id),
  };
  const set = await store.write((tx) => setSync(tx, anna, undefined, settings, now));
  if (isRefusal(set)) throw new Error('refused');
  expect(set.next).toBe(monday);
  return { sync: set.sync.id, team };
}

onBothEngines((engine) => {
  it('reminds a day and ten minutes before, in the channel, and directly whoever has not answered', async () => {
    const store = await engine.open();
    const { sync, team } = await series(store);
    const [anna, clara] = team as [Person, Person];
    const first = await live(store, thursday, monday - hour);
    expect(first.map(({ kind, place, before }) => [kind, place, before])).toEqual([
      ['sync.reminder', 'slack:T1/C1', day],
      ['sync.ask', `direct:${anna.id}`, day],
      ['sync.ask', `direct:${clara.id}`, day],
    ]);
    await store.write((tx) => answerMeeting(tx, clara, { sync, start: monday, answer: 'yes' }, monday - hour));
    const all = await live(store, monday - hour, monday + week - 2 * day);
    expect(all.slice(3).map(({ kind, place, before }) => [kind, place, before])).toEqual([
      ['sync.soon', 'slack:T1/C1', 10 * minute],
      ['sync.ask-soon', `direct:${anna.id}`, 10 * minute],
    ]);
    expect(await plannedAfter(store.read, sync, monday)).toEqual([monday + week]);
    expect(
      await store.write((tx) => answerMeeting(tx, anna, { sync, start: monday, answer: 'no' }, monday + 1)),
    ).toMatchObject({
      refused: 'sync.over',
    });
  });

  it('reminds of nothing twice and of nothing late after three days away', async () => {
    const store = await engine.open();
    const { sync } = await series(store);
    // Away from before the first reminder until after the meeting; then a week as usual.
    const posts = await live(store, thursday, monday + week + hour, [monday - 2 * day, monday + day]);
    expect(new Set(posts.map(({ start }) => start))).toEqual(new Set([monday + week]));
    expect(posts.map(({ before }) => before)).toEqual([day, day, day, 10 * minute, 10 * minute, 10 * minute]);
    expect(await plannedAfter(store.read, sync, monday + week)).toEqual([monday + 2 * week]);
    const skipped = await store.read.selectFrom('due').select('kind').where('outcome', '=', 'skipped').execute();
    expect(skipped.map(({ kind }) => kind).sort()).toEqual(['sync.remind-day', 'sync.remind-soon']);
  });

  it('still invites when it comes back hours before the meeting, and once', async () => {
    const store = await engine.open();
    await series(store);
    const posts = await live(store, thursday, monday + hour, [monday - 2 * day, monday - 5 * hour]);
    expect(posts.map(({ kind, before }) => [kind, before]).slice(0, 4)).toEqual([
      ['sync.reminder', 5 * hour],
      ['sync.ask', 5 * hour],
      ['sync.ask', 5 * hour],
      ['sync.soon', 10 * minute],
    ]);
  });

  it('leaves out a meeting that is skipped, and shows the next date', async () => {
    const store = await engine.open();
    const { sync, team } = await series(store);
    const [anna] = team as [Person];
    await store.write((tx) => skipMeeting(tx, anna, { sync, start: monday, skip: true }, thursday));
    expect(await plannedAfter(store.read, sync, thursday)).toEqual([monday + week]);
    const posts = await live(store, thursday, monday + week + hour);
    expect(new Set(posts.map(({ start }) => start))).toEqual(new Set([monday + week]));
    expect(posts).toHaveLength(6);
  });

  it('is silent while it is paused and after it has ended', async () => {
    const store = await engine.open();
    const { sync, team } = await series(store);
    const [anna] = team as [Person];
    await store.write((tx) => setState(tx, anna, sync, 'paused', thursday));
    expect(await live(store, thursday, monday + hour)).toEqual([]);
    await store.write((tx) => setState(tx, anna, sync, 'active', monday + hour));
    expect((await live(store, monday + hour, monday + week + hour)).length).toBe(6);
    await store.write((tx) => setState(tx, anna, sync, 'ended', monday + week + hour));
    expect((await live(store, monday + week + hour, monday + 3 * week)).length).toBe(6);
    expect(await store.write((tx) => setState(tx, anna, sync, 'active', monday + 3 * week))).toMatchObject({
      refused: 'sync.changed',
    });
  });

  it('keeps to the new time from the moment it is changed', async () => {
    const store = await engine.open();
    const { sync, team } = await series(store);
    const [anna] = team as [Person];
    const settings = {
      weekday: 3,
      localTime: '15:00',
      zone: 'America/New_York',
      places: ['slack:T1/C2'],
      people: [anna.id],
    };
    const changed = await store.write((tx) => setSync(tx, anna, sync, settings, thursday));
    expect('next' in changed && changed.next).toBe(Date.UTC(2026, 3, 1, 19));
    const posts = await live(store, thursday, Date.UTC(2026, 3, 1, 20));
    expect(posts.map(({ kind, place, before }) => [kind, place, before])).toEqual([
      ['sync.reminder', 'slack:T1/C2', day],
      ['sync.ask', `direct:${anna.id}`, day],
      ['sync.soon', 'slack:T1/C2', 10 * minute],
      ['sync.ask-soon', `direct:${anna.id}`, 10 * minute],
    ]);
  });
});
