import fc from 'fast-check';
import { expect, it } from 'vitest';
import { standingsOf } from '../../src/clients/standing.ts';
import { heldBy, offeredIn } from '../../src/leads/hold.ts';
import { readLead } from '../../src/leads/store.ts';
import { historyOfLead } from '../../src/ledger/read.ts';
import { dutyPerson } from '../../src/team/duty/read-duty.ts';
import { type Colleague, type Company, foundCompany } from '../support/company.ts';
import { onBothEngines } from '../support/engines.ts';
import { inSize } from '../support/size.ts';
import { atWork, minute, type Worker, World } from './life-model.ts';

/** Eight colleagues on two platforms, one of them on both; zones that do not change their clocks. */
const office: Worker = {
  department: 'sales',
  role: 'rep',
  offsetHours: 0,
  days: [1, 2, 3, 4, 5],
  hours: [9, 18],
};
const workers: readonly Worker[] = [
  office,
  { ...office, offsetHours: 4 },
  { ...office, offsetHours: -7, hours: [8, 12] },
  { ...office, role: 'manager' },
  { ...office, department: 'marketing' },
  { ...office, department: 'marketing', offsetHours: 9, days: [1, 2, 3, 4, 5, 6, 7] },
  { ...office, department: 'marketing', role: 'manager' },
  { ...office, department: null },
];
const zones: Readonly<Record<number, string>> = {
  0: 'UTC',
  4: 'Asia/Dubai',
  [-7]: 'America/Phoenix',
  9: 'Asia/Tokyo',
};
const start = Date.parse('2026-11-24T14:00:00Z');

/** Half of them are on one platform, half on the other; the last of them is on both. */
const colleagues: readonly Colleague[] = workers.map(({ department, role, days, hours, offsetHours }, index) => {
  const zone = zones[offsetHours] ?? 'UTC';
  const week = JSON.stringify(Object.fromEntries(days.map((day) => [day, [hours.map((each) => each * 60)]])));
  return {
    identities: (index === 7 ? ['memory', 'other'] : [index >= 4 ? 'other' : 'memory']).map((on) => `${on}:1/${index}`),
    profile: { standing: 'member', name: `rep${index}`, email: `rep${index}@company.example`, zone },
    set: { department, role, week, zone },
  };
});

class Real {
  readonly company: Company;
  readonly number: number;
  readonly client: string;

  constructor(company: Company, lead: { number: number; client: string }) {
    this.company = company;
    this.number = lead.number;
    this.client = lead.client;
  }

  /** Presses a button or sends a form; whether it was let through. */
  async press(who: number, action: string, id: string, values: Record<string, string> = {}): Promise<boolean> {
    const { reply, refused } = await this.company.press(who, action, id, values);
    return !refused && reply.kind !== 'errors';
  }

  lead(who: number, action: string, values: Record<string, string> = {}): Promise<boolean> {
    return this.press(who, action, String(this.number), values);
  }

  async handoffId(): Promise<string> {
    const row = await this.company.store.read
      .selectFrom('handoff')
      .select('id')
      .where('lead', '=', this.number)
      .orderBy('offered_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.id ?? 'none';
  }

  async askOf(asker: number): Promise<string> {
    const row = await this.company.store.read
      .selectFrom('lead_ask')
      .select('id')
      .where('lead', '=', this.number)
      .where('asker_id', '=', this.company.ids[asker] ?? '')
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.id ?? 'none';
  }
}

type Asked = {
  readonly do: string;
  readonly who: number;
  readonly to: number;
  readonly stage: string;
  readonly says: boolean;
  readonly minutes: number;
};

/** Whether the model lets it through, and what it means if so. */
const deeds: Readonly<Record<string, (world: World, asked: Asked) => { may: boolean; does: () => unknown }>> = {
  claim: (world, { who }) => ({
    may: (world.lead.hold === 'free' && world.handles(who)) || world.mayUndo(who),
    // Pressing twice is claiming once.
    does: () => world.lead.hold === 'free' && world.give('claimed', who, true),
  }),
  undo: (world, { who }) => ({
    may: world.mayUndo(who),
    does: () => world.give('free', undefined),
  }),
  release: (world, { who }) => ({ may: world.open(who), does: () => world.give('free', undefined) }),
  touch: (world, { who, says }) => ({
    may: true,
    does: () => {
      const { lead } = world;
      // Whoever has it spoke with the client; or the client wrote, and somebody else tells of it.
      const counts = world.mine(who) || (!says && (lead.hold === 'working' || lead.hold === 'paused'));
      if (!counts || lead.closed) return;
      if (lead.hold !== 'working') lead.changes += 1;
      lead.hold = 'working';
      world.wind();
    },
  }),
  pause: (world, { who, minutes }) => ({
    may: world.open(who) && world.lead.hold !== 'claimed',
    does: () => {
      Object.assign(world.lead, { hold: 'paused', pausedUntil: nextMorning(world.now, world.workers[who], minutes) });
      world.lead.changes += 1;
      world.wind();
    },
  }),
  resume: (world, { who }) => ({
    may: world.open(who) && world.lead.hold === 'paused',
    does: () => {
      const { lead } = world;
      lead.hold = 'working';
      lead.changes += 1;
      world.wind();
    },
  }),
  stage: (world, { who, stage, says }) => ({
    may: ((world.mine(who) && world.mayLead(who, stage)) || world.mayOpen(who, stage)) && world.mayMove(stage, says),
    does: () => {
      const { lead } = world;
      if (lead.stage === stage) return;
      const goesOn = world.mine(who) && !world.moves(who, stage);
      if (world.mayOpen(who, stage))
        Object.assign(lead, { byClaim: lead.hold === 'free', hold: 'claimed', owner: who, since: world.now });
      lead.need ||= says;
      lead.decides ||= says;
      Object.assign(lead, { stage, closed: false });
      // What marketing has warmed up is anybody's of sales.
      if (goesOn) return world.give('free', undefined);
      lead.changes += 1;
      world.wind();
    },
  }),
  win: (world, { who }) => ending(world, who, 'won'),
  lose: (world, { who }) => ending(world, who, 'lost'),
  recycle: (world, { who, says }) => ({
    may: world.open(who),
    does: () => {
      Object.assign(world.lead, { stage: says ? 'nurturing' : 'disqualified', closed: !says });
      world.give('free', undefined);
    },
  }),
  hand: (world, { who, to }) => ({
    may: world.open(who) && !world.lead.handoff && who !== to,
    does: () => {
      const receiver = to === 8 ? 'sales' : to === 9 ? 'marketing' : to;
      world.lead.handoff = { to: receiver, until: world.handUntil(receiver) };
      world.lead.changes += 1;
    },
  }),
  accept: (world, { who }) => ({
    may: world.isFor(who) && !world.mine(who),
    does: () => {
      const { lead } = world;
      lead.need = true;
      if (!world.handles(who)) lead.stage = world.side(who) === 'sales' ? 'qualified' : 'nurturing';
      world.give('claimed', who);
    },
  }),
  decline: (world, { who }) => ({
    may: world.isFor(who) && (typeof world.lead.handoff?.to === 'number' || world.workers[who]?.role === 'manager'),
    does: () => {
      world.lead.handoff = undefined;
      world.lead.changes += 1;
    },
  }),
  withdraw: (world, { who }) => ({
    may: world.mine(who) && world.lead.handoff !== undefined,
    does: () => {
      world.lead.handoff = undefined;
      world.lead.changes += 1;
    },
  }),
  ask: (world, { who }) => ({
    may: world.lead.hold !== 'free' && !world.mine(who) && world.handles(who) && !world.lead.asks.has(who),
    does: () => void world.lead.asks.add(who),
  }),
  give: (world, { who, to }) => ({
    may: world.mine(who) && world.lead.asks.has(to),
    does: () => world.give('claimed', to),
  }),
  keep: (world, { who, to }) => ({
    may: world.mine(who) && world.lead.asks.has(to),
    does: () => void world.lead.asks.delete(to),
  }),
  takeOver: (world, { who }) => ({
    may: world.workers[who]?.role === 'manager' && world.lead.hold !== 'free' && !world.lead.closed && !world.mine(who),
    does: () => world.give('claimed', who),
  }),
  wait: (world, { minutes }) => ({ may: true, does: () => world.wait(minutes) }),
};

function ending(world: World, who: number, stage: string) {
  return {
    may: world.open(who),
    does: () => {
      Object.assign(world.lead, { stage, closed: true, handoff: undefined });
      if (world.lead.hold === 'paused') world.lead.hold = 'working';
      world.lead.asks.clear();
      world.lead.changes += 1;
      world.wind();
    },
  };
}

/** Nine in the morning of a day from now on, where somebody is. */
function nextMorning(now: number, who: Worker | undefined, days: number): number {
  const shift = (who?.offsetHours ?? 0) * 60 * minute;
  const day = new Date(now + shift + daysOf(days) * 86_400_000).toISOString().slice(0, 10);
  return Date.parse(`${day}T09:00:00Z`) - shift;
}

function daysOf(minutes: number): number {
  return 1 + (minutes % 3);
}

/** Does the same with the product, as its buttons and forms do. */
const really: Readonly<Record<string, (real: Real, asked: Asked) => Promise<boolean>>> = {
  claim: (real, { who }) => real.lead(who, 'lead.claim'),
  undo: (real, { who }) => real.lead(who, 'lead.undo'),
  release: (real, { who }) => real.lead(who, 'lead.release.send', { reason: 'other', note: 'words' }),
  touch: (real, { who, says }) =>
    real.press(who, 'contact.touch.send', `${real.client}/${real.number}`, {
      direction: says ? 'out' : 'in',
      channel: 'call',
    }),
  pause: (real, { who, minutes }) => {
    const until = nextMorning(real.company.now, workers[who], minutes);
    const shift = (workers[who]?.offsetHours ?? 0) * 60 * minute;
    return real.lead(who, 'lead.pause.send', { until: new Date(until + shift).toISOString().slice(0, 10) });
  },
  resume: (real, { who }) => real.lead(who, 'lead.resume'),
  stage: (real, { who, stage, says }) =>
    real.lead(who, 'lead.stage.send', { stage, ...(says ? { need: 'a demo', decides: 'the CFO' } : {}) }),
  win: (real, { who }) => real.lead(who, 'lead.win.send', { amount: '12 500', product: 'Pro' }),
  lose: (real, { who }) => real.lead(who, 'lead.lose.send', { reason: 'price' }),
  recycle: (real, { who, says }) => real.lead(who, 'lead.recycle.send', { reason: says ? 'not-now' : 'not-a-fit' }),
  hand: (real, { who, to }) => {
    const receiver =
      to === 8 ? { queue: 'sales' } : to === 9 ? { queue: 'marketing' } : { to: real.company.ids[to] ?? '' };
    return real.lead(who, 'lead.hand.send', { ...(receiver as Record<string, string>), need: 'a demo', next: 'call' });
  },
  accept: async (real, { who }) => real.press(who, 'lead.accept', await real.handoffId()),
  decline: async (real, { who }) =>
    real.press(who, 'lead.decline.send', await real.handoffId(), { reason: 'other', note: 'words' }),
  withdraw: async (real, { who }) => real.press(who, 'lead.take-back', await real.handoffId()),
  ask: (real, { who }) => real.lead(who, 'lead.ask.send'),
  give: async (real, { who, to }) => real.press(who, 'lead.give', await real.askOf(to)),
  keep: async (real, { who, to }) => real.press(who, 'lead.keep', await real.askOf(to)),
  takeOver: (real, { who }) => real.lead(who, 'lead.take-over.send', { why: 'the client called me' }),
  wait: async ({ company }, { minutes }) => {
    company.now += minutes * minute;
    await company.fire();
    return true;
  },
};

/** What must hold after every step. */
async function holds(world: World, { company, number, client }: Real): Promise<void> {
  const { store, ids, now } = company;
  const believed = world.lead;
  const lead = await readLead(store.read, number);
  if (!lead) throw new Error('the lead is gone');
  const held = heldBy(lead.hold);
  const owner = believed.owner === undefined ? undefined : ids[believed.owner];
  // One owner or none, in the state that the model believes.
  expect({ hold: lead.hold.hold, owner: held?.owner.id, stage: lead.stage, closed: lead.closed !== undefined }).toEqual(
    {
      hold: believed.hold,
      owner,
      stage: believed.stage,
      closed: believed.closed,
    },
  );
  // The sender stays responsible until somebody accepts.
  const offered = offeredIn(lead.hold);
  expect(offered && { until: offered.until, from: held?.owner.id }).toEqual(
    believed.handoff && { until: believed.handoff.until, from: owner },
  );
  // Somebody is responsible at every moment.
  const responsible = held?.owner.id ?? (await dutyPerson(store.read, 'sales', now))?.id;
  expect(ids).toContain(responsible);
  // Clearance knows who has the client; a lead that is closed holds nobody up.
  const [standing] = await standingsOf(store.read, [client]);
  expect([standing?.owner?.id, standing?.stage]).toEqual([believed.closed ? undefined : owner, believed.stage]);
  // Every change has its row.
  const rows = await historyOfLead(store.read, number);
  const changes = rows.filter(({ kind }) => /^lead\.(?!breached|asked|kept)/.test(kind));
  expect(changes.length).toBe(believed.changes);
  // No clock runs outside working hours, and what runs out does so when the minutes are counted.
  const { kind = '', since = 0, due = 0 } = lead.clock ?? {};
  expect(lead.clock && { kind, since, due }).toEqual(believed.clock);
  expect(lead.lease).toBe(believed.lease);
  for (const { kind, detail } of rows) {
    if (kind !== 'lead.breached') continue;
    const worker = workers[ids.indexOf(String(detail.owner))] ?? office;
    expect(atWork(worker, Number(detail.due) - minute)).toBe(true);
    expect(Number(detail.due)).toBeLessThanOrEqual(now);
  }
}

class Deed implements fc.AsyncCommand<World, Real> {
  readonly asked: Asked;
  constructor(asked: Asked) {
    this.asked = asked;
  }
  check(): boolean {
    return true;
  }
  async run(world: World, real: Real): Promise<void> {
    const deed = deeds[this.asked.do]?.(world, this.asked);
    const through = await really[this.asked.do]?.(real, this.asked);
    expect([this.toString(), through]).toEqual([this.toString(), deed?.may]);
    if (deed?.may) deed.does();
    await holds(world, real);
  }
  toString(): string {
    const { do: verb, who, to, stage, says, minutes } = this.asked;
    return `${verb}(${[who, to, stage, says, minutes].join()})`;
  }
}

const asked = (verb: string) =>
  fc
    .record({
      do: fc.constant(verb),
      who: fc.nat({ max: 7 }),
      to: fc.nat({ max: verb === 'hand' ? 9 : 7 }),
      stage: fc.constantFrom('new', 'nurturing', 'qualified', 'contacted', 'negotiating'),
      says: fc.boolean(),
      minutes: fc.constantFrom(1, 3, 7, 45, 150, 60 * 20, 60 * 24 * 4),
    })
    .map((each) => new Deed(each));
/** What happens often stands here more than once. */
const verbs = [
  ...Object.keys(deeds),
  'claim',
  'claim',
  'claim',
  'touch',
  'hand',
  'hand',
  'accept',
  'accept',
  'wait',
  'wait',
];

onBothEngines((engine) => {
  it('lives as the model believes, whatever eight colleagues on two platforms do (model)', async () => {
    const store = await engine.open();
    const company = await foundCompany(store, colleagues, start);
    const runs = engine.name === 'SQLite' ? inSize({ small: 250, long: 10_000 }) : inSize({ small: 60, long: 10_000 });
    let sequences = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(verbs.map(asked), { maxCommands: 24, size: 'max' }), async (commands) => {
        sequences += 1;
        // A model run is of one lead, from a working day on; what earlier ones left due is none of its business.
        company.now += 7 * 86_400_000;
        await store.write((tx) => tx.db.deleteFrom('due').execute());
        const enquiry = { name: 'Max', email: `l${sequences}@example.com`, phone: `+49 151 ${10_000_000 + sequences}` };
        const lead = await company.lead(enquiry);
        const setup = () => ({ model: new World(workers, company.now), real: new Real(company, lead) });
        await fc.asyncModelRun(setup, commands);
      }),
      { numRuns: runs },
    );
    expect(sequences).toBeGreaterThanOrEqual(runs);
  }, 7_200_000);
});
