/** A lead as the model believes it to be: written from what the product promises, without a line of its code. */
export type Believed = {
  hold: 'free' | 'claimed' | 'working' | 'paused';
  owner: number | undefined;
  since: number;
  /** It came by a claim, and not from a colleague. */
  byClaim: boolean;
  stage: string;
  closed: boolean;
  need: boolean;
  decides: boolean;
  lease: number | undefined;
  pausedUntil: number;
  handoff: { to: number | 'sales' | 'marketing'; until: number } | undefined;
  clock: { kind: string; since: number; due: number } | undefined;
  /** How many changes have been made: each has its row. */
  changes: number;
  asks: Set<number>;
};

/** A colleague of the model: where they work, and when by a clock that never changes. */
export type Worker = {
  readonly department: 'sales' | 'marketing' | null;
  readonly role: 'rep' | 'manager';
  readonly offsetHours: number;
  /** Working days (1 is Monday) and hours of the day. */
  readonly days: readonly number[];
  readonly hours: readonly [number, number];
};

export const minute = 60_000;
const company: Worker = { department: null, role: 'rep', offsetHours: 0, days: [1, 2, 3, 4, 5], hours: [9, 18] };

/** Minute by minute: whether somebody works at a moment. */
export function atWork({ offsetHours, days, hours }: Worker, at: number): boolean {
  const local = new Date(at + offsetHours * 60 * minute);
  const time = local.getUTCHours() + local.getUTCMinutes() / 60;
  return days.includes(local.getUTCDay() || 7) && time >= hours[0] && time < hours[1];
}

function after(who: Worker, from: number, minutes: number): number {
  let [at, left] = [from, minutes];
  while (left > 0) {
    if (atWork(who, at)) left -= 1;
    at += minute;
  }
  return at;
}

const stageMinutes: Readonly<Record<string, number>> = {
  new: 540,
  nurturing: 5_400,
  qualified: 540,
  contacted: 1_620,
  negotiating: 2_700,
};
const order = ['new', 'nurturing', 'qualified', 'contacted', 'negotiating'];
const sides = (stage: string): string => (stage === 'new' ? 'both' : stage === 'nurturing' ? 'marketing' : 'sales');

/** A company of the model with one lead in it. */
export class World {
  readonly workers: readonly Worker[];
  now: number;
  lead: Believed;

  constructor(workers: readonly Worker[], now: number) {
    this.workers = workers;
    this.now = now;
    this.lead = {
      hold: 'free',
      owner: undefined,
      since: now,
      byClaim: false,
      stage: 'new',
      closed: false,
      need: false,
      decides: false,
      lease: undefined,
      pausedUntil: 0,
      handoff: undefined,
      clock: undefined,
      changes: 1,
      asks: new Set(),
    };
    this.wind();
  }

  side(who: number): 'sales' | 'marketing' {
    return this.workers[who]?.department ?? 'sales';
  }

  /** Whose move it is in the lead's stage. */
  handles(who: number): boolean {
    return !this.lead.closed && this.moves(who, this.lead.stage);
  }

  mine(who: number): boolean {
    return this.lead.hold !== 'free' && this.lead.owner === who;
  }

  /** It is closed; nobody has it any more, or they manage; and in that stage it would be their move. */
  mayOpen(who: number, stage: string): boolean {
    const manages = this.workers[who]?.role === 'manager' && !this.mine(who);
    return this.lead.closed && (this.lead.hold === 'free' || manages) && this.moves(who, stage);
  }

  /** Whether it is their department's move in a stage. */
  moves(who: number, stage: string): boolean {
    return sides(stage) === 'both' || sides(stage) === this.side(who);
  }

  /** Sales returns an open lead to marketing with a reason, and not by its stage. */
  mayLead(who: number, stage: string): boolean {
    return this.lead.stage === stage || this.lead.closed || this.side(who) === 'marketing' || this.moves(who, stage);
  }

  /** They have it, and it is not closed. */
  open(who: number): boolean {
    return this.mine(who) && !this.lead.closed;
  }

  /** For a minute, whoever claimed it. */
  mayUndo(who: number): boolean {
    return this.open(who) && this.lead.byClaim && this.now <= this.lead.since + minute;
  }

  isFor(who: number): boolean {
    const to = this.lead.handoff?.to;
    return to !== undefined && (typeof to === 'number' ? to === who : to === this.side(who));
  }

  /** Begins what the lead waits for now. */
  wind(): void {
    const { lead, now } = this;
    const owner = lead.owner === undefined ? company : (this.workers[lead.owner] ?? company);
    const [kind, minutes, who]: [string, number, Worker] =
      lead.hold === 'free'
        ? ['claim', lead.stage === 'new' ? 5 : (stageMinutes[lead.stage] ?? 5), company]
        : lead.hold === 'claimed'
          ? ['touch', 15, owner]
          : ['stage', stageMinutes[lead.stage] ?? 0, owner];
    const runs = !lead.closed && lead.hold !== 'paused';
    lead.clock = runs ? { kind, since: now, due: after(who, now, minutes) } : undefined;
    const lease = lead.hold === 'claimed' ? 60 : lead.hold === 'working' ? 5_400 : undefined;
    lead.lease = lease === undefined || lead.closed ? undefined : after(owner, now, lease);
  }

  give(hold: Believed['hold'], owner: number | undefined, byClaim = false): void {
    const { lead } = this;
    Object.assign(lead, { hold, byClaim, handoff: undefined, owner: hold === 'free' ? undefined : owner });
    lead.since = this.now;
    lead.asks.clear();
    lead.changes += 1;
    this.wind();
  }

  /** Lets time pass, and everything happen that is due by its end. */
  wait(minutes: number): void {
    const { lead } = this;
    this.now += minutes * minute;
    for (;;) {
      const due = [
        ['lease', lead.lease],
        ['handoff', lead.handoff?.until],
        ['pause', lead.hold === 'paused' && !lead.closed ? lead.pausedUntil : undefined],
      ] as const;
      const [next] = due
        .filter((each): each is readonly [(typeof each)[0], number] => each[1] !== undefined && each[1] <= this.now)
        .toSorted(([, one], [, other]) => one - other);
      if (!next) return;
      this.happen(...next);
    }
  }

  private happen(what: 'lease' | 'handoff' | 'pause', at: number): void {
    const { lead, now } = this;
    if (what === 'handoff') {
      lead.handoff = undefined;
      lead.changes += 1;
    } else if (what === 'pause') {
      lead.hold = 'working';
      lead.changes += 1;
      this.wind();
    } else if (lead.handoff || now - at > 10 * minute) {
      const owner = this.workers[lead.owner ?? 0] ?? company;
      const from = Math.max(lead.handoff?.until ?? 0, now);
      lead.lease = after(owner, from, lead.hold === 'claimed' ? 15 : 1_350);
    } else this.give('free', undefined);
  }

  handUntil(to: number | 'sales' | 'marketing'): number {
    const who = typeof to === 'number' ? (this.workers[to] ?? company) : company;
    return after(who, this.now, 120);
  }

  /** Whether nothing is missing for going on to a stage, with what is said now. */
  mayMove(to: string, says: boolean): boolean {
    const { stage, need, decides } = this.lead;
    if (to === 'nurturing' || order.indexOf(to) <= order.indexOf(stage) || says) return true;
    const past = (each: string): boolean =>
      order.indexOf(stage) <= order.indexOf(each) && order.indexOf(each) < order.indexOf(to);
    const needAsked = stage === 'nurturing' || past('qualified') || past('contacted');
    return (!needAsked || need) && (!past('contacted') || decides);
  }
}
