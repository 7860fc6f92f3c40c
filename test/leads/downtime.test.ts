import { expect, it } from 'vitest';
import type { Store } from '../../db/store.ts';
import { direct } from '../../src/chat/want.ts';
import { heldBy } from '../../src/leads/hold.ts';
import { readLead } from '../../src/leads/store.ts';
import { historyOfLead } from '../../src/ledger/read.ts';
import { type Colleague, type Company, foundCompany } from '../support/company.ts';
import { onBothEngines } from '../support/engines.ts';

const minute = 60_000;
const at = (text: string): number => Date.parse(`${text}:00Z`);
const down = at('2026-11-23T10:06');
const up = at('2026-11-26T10:06');

const colleague = (name: string, set: Colleague['set'] = {}): Colleague => ({
  identities: [`memory:1/${name}`],
  profile: { standing: 'member', name, email: `${name}@company.example`, zone: 'UTC' },
  set: { department: 'sales', ...set },
});
const [anna, boris, dora, mila] = [0, 1, 2, 4];
const colleagues = [
  colleague('anna'),
  colleague('boris'),
  // On Thursdays only: what she claims on Monday lapses an hour into Thursday.
  colleague('dora', { week: JSON.stringify({ 4: [[540, 1080]] }) }),
  colleague('olga', { role: 'manager' }),
  colleague('mila', { department: 'marketing' }),
];

/** The ledger of a lead since Baton went down, and what people were told of it. */
async function since({ store, ids }: Company, lead: number, moment: number): Promise<string[]> {
  const rows = (await historyOfLead(store.read, lead)).filter(({ at: when }) => when >= moment);
  const named = (id: unknown): string => colleagues[ids.indexOf(String(id))]?.profile.name ?? String(id);
  const posts = await store.read
    .selectFrom('post')
    .select(['subject', 'place', 'kind'])
    .where('wanted_at', '>=', moment)
    .execute();
  const told = posts.flatMap(({ subject, place, kind }) => {
    const [number, what] = subject.slice('alert:'.length).split('/');
    return kind === 'lead.alert' && Number(number) === lead ? [`${named(place.split(':')[1])} told ${what}`] : [];
  });
  const noted = rows.map(({ kind, detail }) => [kind, detail.wait, detail.step].filter(Boolean).join(' '));
  return [...noted, ...told].sort();
}

/** How often each kind of recurring work was done since a moment, and that exactly one more is to come. */
async function recurred(
  store: Store,
  moment: number,
): Promise<Record<string, [done: number, skipped: number, open: number]>> {
  const rows = await store.read.selectFrom('due').selectAll().where('key', '=', 'all').execute();
  const kinds = Map.groupBy(rows, ({ kind }) => kind);
  return Object.fromEntries(
    [...kinds].map(([kind, each]) => {
      const count = (outcome: string) =>
        each.filter((row) => row.outcome === outcome && (row.done_at ?? 0) >= moment).length;
      return [kind, [count('done'), count('skipped'), each.filter(({ done_at }) => done_at === null).length]];
    }),
  );
}

onBothEngines((engine) => {
  it('makes up for three days of downtime: each thing once, nothing late that is of no use, nobody loses a lead by it', async () => {
    const company = await foundCompany(await engine.open(), colleagues, at('2026-11-13T09:00'));
    const { store, ids } = company;
    let count = 0;
    const lead = async (): Promise<number> => {
      count += 1;
      return (await company.lead({ name: 'Max', email: `c${count}@example.com` })).number;
    };
    const claimed = async (who: number): Promise<number> => {
      const number = await lead();
      await company.press(who, 'lead.claim', String(number));
      return number;
    };
    const touch = async (who: number, number: number): Promise<void> => {
      const { client = '' } = (await readLead(store.read, number)) ?? {};
      await company.press(who, 'contact.touch.send', `${client}/${number}`, { direction: 'out', channel: 'call' });
    };
    // A sale whose fortnight is over while Baton is down.
    company.now = at('2026-11-10T12:00');
    const sold = await claimed(boris);
    await company.press(boris, 'lead.win.send', String(sold), { amount: '900', product: 'Pro' });

    company.now = at('2026-11-23T10:00');
    await company.start();
    const free = await lead();
    const untouched = await claimed(anna);
    const thursday = await claimed(dora);
    const paused = await claimed(boris);
    await touch(boris, paused);
    await company.press(boris, 'lead.pause.send', String(paused), { until: '2026-11-25' });
    const handed = await claimed(anna);
    await touch(anna, handed);
    await company.press(anna, 'lead.hand.send', String(handed), { to: ids[boris] ?? '', need: 'a demo', next: 'call' });
    company.now = at('2026-11-23T10:05');
    await company.fire();

    company.now = up;
    await company.fire();
    // Nobody claimed it: that it was due, and for twice its time, is on record and told; the reminder would be no use.
    expect(await since(company, free, down)).toEqual([
      'lead.breached claim due',
      'lead.breached claim over',
      'olga told claim-due',
      'olga told claim-over',
    ]);
    // It would have lapsed on Monday, when Anna could not log a contact: she keeps it for a last stretch.
    expect(await since(company, untouched, down)).toEqual([
      'anna told lease-grace',
      'lead.breached touch due',
      'lead.breached touch over',
      'olga told touch-due',
      'olga told touch-over',
    ]);
    // It lapsed a minute ago, as it would have.
    expect(await since(company, thursday, down)).toContain('lead.lapsed');
    expect(await since(company, paused, down)).toEqual(['boris told resumed', 'lead.resumed']);
    // The client was not waited for while Baton was down for longer than asked: the clock begins when it is up again.
    expect((await readLead(store.read, paused))?.clock?.since).toBe(up);
    // The answer is two hours late twice over: the lead has stayed Anna's all the time, and she is told.
    expect(await since(company, handed, down)).toContain('lead.handoff-returned');
    expect(await since(company, handed, down)).not.toContain('boris told answer-remind');
    expect(await company.told(direct(ids[anna] ?? ''), 'lead.handoff-answer')).toHaveLength(1);
    expect(heldBy((await readLead(store.read, handed))?.hold ?? { hold: 'free' })?.owner.id).toBe(ids[anna]);
    expect(await company.told(direct(ids[mila] ?? ''), 'lead.care')).toHaveLength(1);
    // Three mornings have passed, and none of their messages comes in the middle of a day.
    for (const id of ids) expect(await company.told(direct(id), 'lead.morning')).toEqual([]);
    const work = await recurred(store, up);
    expect(work['lead.mornings']?.[1]).toBeGreaterThan(280);
    for (const [kind, [done, , open]] of Object.entries(work)) expect([kind, open, done <= 1]).toEqual([kind, 1, true]);
    expect([work['ledger.seal']?.[0], work['lead.pull-again']?.[0]]).toEqual([1, 1]);

    // All of it is made up for: another look, and another start, find nothing.
    const before = await Promise.all(
      [free, untouched, thursday, paused, handed].map((each) => since(company, each, down)),
    );
    await company.start();
    await company.fire();
    expect(
      await Promise.all([free, untouched, thursday, paused, handed].map((each) => since(company, each, down))),
    ).toEqual(before);

    // The last stretch is a quarter of the lease.
    company.now = up + 14 * minute;
    await company.fire();
    expect(heldBy((await readLead(store.read, untouched))?.hold ?? { hold: 'free' })?.owner.id).toBe(ids[anna]);
    company.now = up + 15 * minute;
    await company.fire();
    expect(await since(company, untouched, company.now)).toEqual(['anna told lapsed', 'lead.lapsed']);
    // And the next morning comes as usual.
    company.now = at('2026-11-27T08:59');
    await company.fire();
    company.now = at('2026-11-27T09:00');
    await company.fire();
    expect(await company.told(direct(ids[anna] ?? ''), 'lead.morning')).toHaveLength(1);
  });
});
