import { expect, it } from 'vitest';
import { day, hour } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/refusal.ts';
import { setState, skipMeeting } from '../../src/meetings/change-sync.ts';
import { readNext } from '../../src/meetings/read-next.ts';
import { setSync } from '../../src/meetings/set-sync.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';

const settings = { weekday: 1, localTime: '10:00', zone: 'UTC', places: ['slack:T1/C1'], people: [] };
const now = Date.UTC(2026, 2, 26);
const monday = Date.UTC(2026, 2, 30, 10);

onBothEngines((engine) => {
  it('is one, however many set it up at once', async () => {
    const store = await engine.open();
    const team = await people(store, 'anna', 'boris', 'clara', 'dora');
    const set = await Promise.all(team.map((who) => store.write((tx) => setSync(tx, who, undefined, settings, now))));
    expect(set.filter((each) => !isRefusal(each))).toHaveLength(1);
  });

  it('holds a meeting after all that somebody left out, and stays paused when it is changed', async () => {
    const store = await engine.open();
    const [anna] = await people(store, 'anna');
    if (!anna) throw new Error('nobody');
    const set = await store.write((tx) => setSync(tx, anna, undefined, settings, now));
    if (isRefusal(set)) throw new Error('refused');
    const sync = set.sync.id;
    const skip = (skipped: boolean) =>
      store.write((tx) => skipMeeting(tx, anna, { sync, start: monday, skip: skipped }, now + hour));
    await skip(true);
    expect(await readNext(store.read, sync, now)).toEqual({ start: monday + 7 * day, skipped: monday });
    await skip(false);
    expect(await readNext(store.read, sync, now)).toEqual({ start: monday, skipped: undefined });
    await store.write((tx) => setState(tx, anna, sync, 'paused', now));
    const changed = await store.write((tx) => setSync(tx, anna, sync, { ...settings, localTime: '11:00' }, now));
    expect(isRefusal(changed) ? changed : [changed.sync.state, changed.next]).toEqual(['paused', undefined]);
  });
});
