import { expect, it } from 'vitest';
import { historyOfLead } from '../../src/ledger/read.ts';
import { usualWeek, type Week } from '../../src/team/hours/week.ts';
import { type Colleague, type Company, foundCompany } from '../support/company.ts';
import { onBothEngines } from '../support/engines.ts';
import { inSize } from '../support/size.ts';
import { from, to, wallClock, zones } from '../support/wall-clock.ts';

const minute = 60_000;
const home = 'Europe/Berlin';
/** Some work by day, some at night, when clocks are changed, some on weekends only. */
const weeks: readonly Week[] = [
  usualWeek,
  {
    1: [[480, 1020]],
    2: [[480, 1020]],
    6: [[0, 240]],
    7: [
      [60, 240],
      [600, 1200],
    ],
  },
  { 6: [[0, 1440]], 7: [[0, 1440]] },
];
const weekOf = (who: number): Week => weeks[who % weeks.length] ?? usualWeek;
/** One colleague in each zone. */
const colleagues: readonly Colleague[] = zones.map((zone, who) => ({
  identities: [`memory:1/${who}`],
  profile: { standing: 'member', name: `rep${who}`, email: `rep${who}@company.example`, zone },
  set: { department: 'sales', role: who === 0 ? 'manager' : 'rep', week: JSON.stringify(weekOf(who)), zone },
}));

/** All that has come of a lead's clocks: rows of the ledger and alerts. */
async function happened({ store }: Company, lead: number): Promise<string[]> {
  const rows = await historyOfLead(store.read, lead);
  const noted = rows.flatMap(({ kind, detail }) => {
    if (kind === 'lead.lapsed') return ['lapsed'];
    return kind === 'lead.breached' ? [`breached ${detail.wait} ${detail.step}`] : [];
  });
  const posts = await store.read.selectFrom('post').select('subject').where('kind', '=', 'lead.alert').execute();
  const alerts = posts.flatMap(({ subject }) => {
    const [number, kind] = subject.slice('alert:'.length).split('/');
    return Number(number) === lead ? [`told ${kind}`] : [];
  });
  return [...noted, ...alerts].sort();
}

type Expected = readonly (readonly [at: number, ...what: string[]])[];

/** What is to come of a clock of so many minutes, and of a lease. */
function expected(
  kind: string,
  minutes: number,
  lease: number | undefined,
  after: (length: number) => number,
): Expected {
  const steps = [
    [after(minutes * 0.6), `told ${kind}-remind`],
    [after(minutes), `breached ${kind} due`, `told ${kind}-due`],
    [after(minutes * 2), `breached ${kind} over`, `told ${kind}-over`],
  ] as const;
  if (lease === undefined) return steps;
  return [
    ...steps,
    [after(lease * 0.75), 'told lease-remind'] as const,
    [after(lease), 'lapsed', 'told lapsed'] as const,
  ];
}

onBothEngines((engine) => {
  it('reminds, breaches, escalates and lapses to the minute by an independent clock, in ten zones', async () => {
    const company = await foundCompany(await engine.open(), colleagues, from);
    const { store } = company;
    await store.write((tx) =>
      tx.db.insertInto('company').values({ id: 1, zone: home, region: null, currency: 'EUR', week: null }).execute(),
    );
    const ours = wallClock(home, usualWeek);
    const theirs = zones.map((zone, who) => wallClock(zone, weekOf(who)));
    const differences: unknown[] = [];
    let checked = 0;
    const runs = inSize({ small: 16, long: 1_500 });
    for (let run = 0; run < runs; run += 1) {
      const who = run % zones.length;
      const clock = theirs[who] ?? ours;
      // Most begin in the days before the clocks change, there or here.
      const changes = run % 3 === 0 ? ours.changes : clock.changes;
      const near = changes[(run * 7) % changes.length] ?? from;
      const started = near + (((run * 7_919) % (4 * 24 * 60)) - 3 * 24 * 60) * minute;
      company.now = started;
      await store.write((tx) => tx.db.deleteFrom('due').execute());
      const enquiry = {
        name: 'Max',
        email: `l${run}@example.com`,
        ...(run % 2 ? { phone: `+49 151 ${10_000_000 + run}` } : {}),
      };
      const { number, client } = await company.lead(enquiry);
      let awaited = expected('claim', run % 2 ? 5 : 30, undefined, (length) => ours.after(started, length));
      const path = run % 4;
      if (path > 0) {
        company.now += minute;
        const claimedAt = company.now;
        await company.press(who, 'lead.claim', String(number));
        awaited = expected('touch', 15, 60, (length) => clock.after(claimedAt, length));
      }
      if (path > 1) {
        company.now += minute;
        const touchedAt = company.now;
        const call = { direction: 'out', channel: 'call' };
        await company.press(who, 'contact.touch.send', `${client}/${number}`, call);
        awaited = expected('stage', 540, 5_400, (length) => clock.after(touchedAt, length));
      }
      const seen: string[] = [...(await happened(company, number))];
      if (seen.length > 0) differences.push([run, 'early', seen]);
      for (const [at, ...what] of awaited.toSorted(([one], [other]) => one - other)) {
        if (!(at < to)) continue;
        company.now = Math.max(company.now, at - minute);
        await company.fire();
        const before = await happened(company, number);
        company.now = at;
        await company.fire();
        const after = await happened(company, number);
        const right = before.join() === seen.sort().join() && after.join() === [...seen, ...what].sort().join();
        if (!right) differences.push([run, what, new Date(at).toISOString(), seen, before, after]);
        seen.push(...what);
        checked += 1;
        // Free again, it waits to be claimed: that is another clock.
        if (what.includes('lapsed')) break;
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(checked).toBeGreaterThan(runs * 2.5);
  }, 3_600_000);
});
