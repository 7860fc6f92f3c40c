import { expect, it } from 'vitest';
import { letBe } from '../../src/contacts/reservations/let-be.ts';
import { reserveClient } from '../../src/contacts/reservations/reserve-client.ts';
import { logTouch } from '../../src/contacts/touches/log-touch.ts';
import { day } from '../../src/kernel/clock.ts';
import { claimLead } from '../../src/leads/claim-lead.ts';
import { byColleague } from '../../src/leads/lead.ts';
import { releaseLead } from '../../src/leads/release-lead.ts';
import { agendaOf, byList } from '../../src/meetings/agenda.ts';
import { readAgenda } from '../../src/meetings/read-agenda.ts';
import { onBothEngines } from '../support/engines.ts';
import { people } from '../support/people.ts';
import { newLead } from '../support/story.ts';

it('names a source whose words were erased by what kind of source it was', () => {
  const row = { at: 1, id: 'x', kind: 'lead.arrived', lead: 1, detail: {}, words: {} };
  const rows = ['source:web', 'import:0199', 'anna'].map((actor, at) => ({ ...row, actor, lead: at + 1 }));
  const { arrived } = agendaOf(rows, { free: 0, longest: undefined });
  expect(arrived.map(({ what }) => what).sort()).toEqual([byColleague, byList, 'web'].sort());
});

onBothEngines((engine) => {
  it('counts the week: what came in, what is free, what came back and why, what nearly went wrong', async () => {
    const store = await engine.open();
    const [anna, boris] = await people(store, 'anna', 'boris');
    if (!anna || !boris) throw new Error('nobody');
    const start = 30 * day;
    await newLead(store, 'old@example.com', start - 8 * day);
    const first = await newLead(store, 'a@example.com', start - 3 * day);
    const second = await newLead(store, 'b@example.com', start - 2 * day);
    for (const { number } of [first, second])
      await store.write((tx) => claimLead(tx, anna, { number }, start - 2 * day));
    await store.write((tx) => releaseLead(tx, anna, { number: first.number, reason: 'wrong-region' }, start - day));
    const call = { client: second.client, lead: second.number, channel: 'call' } as const;
    await store.write((tx) => reserveClient(tx, boris, call, {}, start - day));
    await store.write((tx) => letBe(tx, boris, call, start - day));
    const touch = { direction: 'out', about: undefined, note: undefined, outcome: 'reached' } as const;
    await store.write((tx) =>
      logTouch(tx, { ...call, ...touch, person: boris.id, actor: boris.id, at: start - day }, start - day),
    );
    const agenda = await readAgenda(store.read, start, start - day / 2);
    expect(agenda).toEqual({
      arrived: [{ what: 'web', leads: [first.number, second.number] }],
      free: 2,
      longest: { number: 1, since: start - 8 * day },
      back: [{ what: 'wrong-region', leads: [first.number] }],
      nearMisses: { warned: 1, prevented: 1, overridden: 0, unasked: 1 },
    });
  });
});
