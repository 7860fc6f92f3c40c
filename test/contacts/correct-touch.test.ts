import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { posts } from '../../src/contacts/posts.ts';
import { clearClient } from '../../src/contacts/read-facts.ts';
import { type Corrected, correctTouch } from '../../src/contacts/touches/correct-touch.ts';
import { correctForm } from '../../src/contacts/touches/forms.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { keepNextStep, nextOn, remindOfStep } from '../../src/contacts/touches/next-step.ts';
import { stopsOf } from '../../src/contacts/touches/stop-store.ts';
import { lastToldBy } from '../../src/contacts/touches/store.ts';
import { day, hour } from '../../src/kernel/clock.ts';
import { historyOfStreams } from '../../src/ledger/read.ts';
import { sayer } from '../../src/words/say.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

const start = Date.parse('2026-11-25T09:00:00Z');
const lightOf = async (store: Store, client: string, actor: string, now: number) =>
  (await clearClient(store.read, client, { channel: 'call', actor }, now)).reasons.map(({ code }) => code);

onBothEngines((engine) => {
  const told = async (outcome = 'reached') => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const { client } = await newLead(store);
    const by = { client, lead: undefined, person: anna.id, actor: anna.id, direction: 'out', channel: 'call' } as const;
    const touch = { ...by, outcome, about: 'Pro', note: undefined, at: start };
    const { id } = await store.write((tx) => logTouch(tx, touch, start));
    const better: Corrected = { id, channel: 'call', outcome: 'wrong-number', about: 'Pro', note: 'Another Max' };
    return { store, anna, boris, client, id, better };
  };

  it('changes a contact where it stands within an hour, for whoever told it alone', async () => {
    const { store, anna, boris, client, id, better } = await told();
    expect(await lightOf(store, client, boris.id, start + 1)).toEqual(['touched']);
    expect(await store.write((tx) => correctTouch(tx, boris, better, start + hour))).toMatchObject({
      refused: 'touch.not-yours',
    });
    expect(await store.write((tx) => correctTouch(tx, anna, better, start + hour))).toBeUndefined();
    const rows = await store.read.selectFrom('touch').select(['id', 'outcome', 'corrects']).execute();
    expect(rows).toEqual([{ id, outcome: 'wrong-number', corrects: null }]);
    // Nobody has reached the client at all.
    expect(await lightOf(store, client, boris.id, start + hour)).toEqual([]);
    const [row] = await historyOfStreams(store.read, [client], 1);
    expect([row?.kind, row?.detail.outcome, row?.words]).toEqual([
      'contact.corrected',
      'wrong-number',
      { about: 'Pro', note: 'Another Max' },
    ]);
  });

  it('lets a new row stand for it later, keeps the old one, and counts one', async () => {
    const { store, anna, boris, client, id, better } = await told();
    const later = start + hour + 1;
    await store.write((tx) => correctTouch(tx, anna, { ...better, outcome: 'booked' }, later));
    const rows = await store.read.selectFrom('touch').selectAll().orderBy('told_at').execute();
    expect(
      rows.map(({ outcome, corrects, replaced_by, at }) => [outcome, corrects, replaced_by === rows[1]?.id, at]),
    ).toEqual([
      ['reached', null, true, start],
      ['booked', id, false, start],
    ]);
    expect(await lightOf(store, client, boris.id, later)).toEqual(['touched']);
    // The old one has been corrected; what is shown to be corrected next is the new one.
    expect(await store.write((tx) => correctTouch(tx, anna, better, later))).toMatchObject({
      refused: 'touch.corrected',
    });
    expect((await lastToldBy(store.read, [client], anna.id))?.id).toBe(rows[1]?.id);
    expect(await store.write((tx) => correctTouch(tx, anna, { ...better, id: 'nothing' }, later))).toMatchObject({
      refused: 'touch.unknown',
    });
  });

  it('takes back a stop that was heard wrongly, and notes one that was not heard', async () => {
    const { store, anna, boris, client, better } = await told('stop');
    expect(await lightOf(store, client, boris.id, start + 4 * day)).toEqual(['stopped']);
    await store.write((tx) => correctTouch(tx, anna, { ...better, outcome: 'reached' }, start + 1));
    expect(await stopsOf(store.read, [client])).toEqual([]);
    await store.write((tx) => correctTouch(tx, anna, { ...better, outcome: 'stop-here' }, start + 2));
    expect((await stopsOf(store.read, [client])).map(({ channel }) => channel)).toEqual(['call']);
  });

  it('leaves a stop that somebody else has heard, too', async () => {
    const { store, anna, boris, client, better } = await told('stop');
    const by = {
      client,
      lead: undefined,
      person: boris.id,
      actor: boris.id,
      direction: 'in',
      channel: 'message',
    } as const;
    await store.write((tx) =>
      logTouch(tx, { ...by, outcome: 'stop', about: undefined, note: undefined, at: start + 1 }, start + 1),
    );
    await store.write((tx) => correctTouch(tx, anna, { ...better, outcome: 'reached' }, start + 2));
    expect((await stopsOf(store.read, [client])).map(({ channel, person_id }) => [channel, person_id])).toEqual([
      ['any', boris.id],
    ]);
  });

  it('offers what was said again, whatever form it came by', () => {
    const told = {
      id: 't1',
      channel: 'mailing',
      direction: 'out',
      outcome: 'wrong-number',
      about: null,
      at: start,
    } as const;
    const initial = correctForm(told, sayer('en', 'UTC')).inputs.map((input) => 'initial' in input && input.initial);
    expect(initial.slice(0, 2)).toEqual(['mailing', 'wrong-number']);
  });

  it('warns of a next step that somebody agreed, until its day is over, and reminds them that morning', async () => {
    const { store, anna, boris, client } = await told('no-answer');
    const next = nextOn('Call back with the price', '2026-11-27', 'Europe/Berlin', start);
    if (!next) throw new Error('no day');
    expect(new Date(next.at).toISOString()).toBe('2026-11-27T11:00:00.000Z');
    const by = { client, lead: undefined, person: anna.id, actor: anna.id, direction: 'in', channel: 'call' } as const;
    await store.write((tx) =>
      logTouch(tx, { ...by, outcome: 'reached', about: undefined, note: undefined, next, at: start + 1 }, start + 1),
    );
    expect(await lightOf(store, client, boris.id, start + 3 * day)).toEqual([]);
    const asked = { channel: 'call', actor: boris.id } as const;
    const { reasons, earliest, instead } = await clearClient(store.read, client, asked, start + 2 * day);
    expect(reasons.map(({ code, light, about, on }) => [code, light, about, on])).toEqual([
      ['touched', 'red', 'Pro', undefined],
      ['agreed', 'amber', 'Call back with the price', next.at],
    ]);
    expect([earliest, instead[0]]).toEqual([start + 3 * day, { do: 'ask', who: { id: anna.id, name: 'anna' } }]);
    expect(await lightOf(store, client, anna.id, start + 2 * day)).toEqual([]);
    const [due] = await store.read.selectFrom('due').selectAll().where('kind', '=', 'contact.next-step').execute();
    expect(due && new Date(due.at).toISOString()).toBe('2026-11-27T08:00:00.000Z');
    await store.write((tx) => remindOfStep(tx, { key: due?.key ?? '', at: due?.at ?? 0 }, due?.at ?? 0));
    const [post] = await store.read.selectFrom('post').selectAll().where('kind', '=', 'contact.next').execute();
    const titleOf = async () => {
      const shown = await posts['contact.next']?.(store.read, post?.subject ?? '', start, post?.place ?? '');
      const say = sayer('en', 'UTC');
      return shown?.card(say).elements.map((element) => ('text' in element ? say.flat(element.text) : ''))[0];
    };
    expect([post?.place, await titleOf()]).toEqual([`direct:${anna.id}`, 'You have agreed with them for today:']);
    // A later contact settles it, an earlier one that is told late does not.
    await store.write((tx) =>
      keepNextStep(tx, { client, person: anna.id, next: undefined, since: start }, start + 2 * day),
    );
    expect(await titleOf()).toBe('You have agreed with them for today:');
    await store.write((tx) =>
      logTouch(
        tx,
        { ...by, outcome: 'reached', about: undefined, note: undefined, at: start + 2 * day },
        start + 2 * day,
      ),
    );
    expect(await titleOf()).toBe('Done: a later contact is on record.');
  });

  it('refuses a day that is over, or none', () => {
    expect(nextOn('x', '2026-11-24', 'UTC', start)).toBeUndefined();
    expect(nextOn('x', '2026-11-25', 'UTC', start)?.at).toBe(start + 3 * hour);
    expect(nextOn('x', '2026-02-30', 'UTC', start)).toBeUndefined();
  });
});
