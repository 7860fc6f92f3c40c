import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Channel, channels } from '../../src/contacts/channels.ts';
import { clear, rules } from '../../src/contacts/clearance/clear.ts';
import { type Facts, nothingKnown, type Touched } from '../../src/contacts/clearance/facts.ts';
import { sameOffer } from '../../src/contacts/clearance/offer.ts';
import type { Question } from '../../src/contacts/clearance/rule.ts';
import { coolOff } from '../../src/contacts/clearance/touches.ts';
import { defaults } from '../../src/contacts/clearance/values.ts';
import { day, hour } from '../../src/kernel/clock.ts';

const now = 100 * day;
const anna = { id: 'anna', name: 'Anna' };
const boris = { id: 'boris', name: 'Boris' };
const mailer = { id: 'source:mailer', name: 'mailer' };
const touch = (who: typeof anna, channel: Channel, ago: number, more: Partial<Touched> = {}): Touched => ({
  who,
  channel,
  outcome: 'reached',
  about: null,
  at: now - ago,
  ...more,
});
const holding = (who: typeof anna, lead = 1, stage = 'new') => ({ lead, stage, who, since: 1 });
const ask = (facts: Partial<Facts>, more: Partial<Omit<Question, 'facts'>> = {}) =>
  clear({
    channel: 'call',
    offer: undefined,
    actor: 'anna',
    values: defaults,
    now,
    ...more,
    facts: { ...nothingKnown, ...facts },
  });
const said = (facts: Partial<Facts>, more: Partial<Omit<Question, 'facts'>> = {}) =>
  ask(facts, more).reasons.map(({ code, light }) => `${code} ${light}`);

const families = new Map([
  ['pro plan', 'pro'],
  ['pro plus', 'pro'],
  ['basic', 'basic'],
]);
const at = (iso: string): number => Date.parse(iso);

type Row = [name: string, facts: Partial<Facts>, more: Partial<Omit<Question, 'facts'>>, reasons: string[]];

/** What each rule says of each combination that it tells apart. */
const tables: Readonly<Record<string, Row[]>> = {
  stopped: [
    ['nobody asked for it', {}, {}, []],
    ['they asked not to be contacted', { stops: [{ channel: 'any', by: anna, at: 1 }] }, {}, ['stopped red']],
    ['they asked for no more calls', { stops: [{ channel: 'call', by: anna, at: 1 }] }, {}, ['stopped-here red']],
    ['they asked for no more mailings', { stops: [{ channel: 'mailing', by: anna, at: 1 }] }, {}, []],
    ['no mailings, and this is one', { stops: [{ channel: 'mailing', by: anna, at: 1 }] }, { channel: 'mailing' }, ['stopped-here red']],
    ['no calls, then nothing at all', { stops: [{ channel: 'call', by: anna, at: 1 }, { channel: 'any', by: boris, at: 2 }] }, {}, ['stopped red']],
  ],
  reserved: [
    ['Boris is at it', { reservation: { who: boris, channel: 'email', since: now, until: now + 1 } }, {}, ['reserved red']],
    ['Boris was at it', { reservation: { who: boris, channel: 'email', since: 1, until: now } }, {}, []],
    ['Boris will be at it', { reservation: { who: boris, channel: 'call', since: now + 1, until: now + 2 } }, {}, []],
    ['she is at it herself', { reservation: { who: anna, channel: 'call', since: now, until: now + 1 } }, {}, []],
  ],
  touched: [
    ['Boris called two days ago', { touches: [touch(boris, 'call', 2 * day)] }, {}, ['touched red']],
    ['Boris called three days ago', { touches: [touch(boris, 'call', 3 * day)] }, {}, []],
    ['Boris dialled a wrong number', { touches: [touch(boris, 'call', 1, { outcome: 'wrong-number' })] }, {}, []],
    ['Boris wrote six days ago', { touches: [touch(boris, 'email', 6 * day)] }, {}, ['touched amber']],
    ['Boris wrote, and she writes', { touches: [touch(boris, 'email', 6 * day)] }, { channel: 'mailing' }, ['touched red']],
    ['Boris wrote a week ago', { touches: [touch(boris, 'email', 7 * day)] }, { channel: 'email' }, []],
    ['marketing mailed yesterday', { touches: [touch(mailer, 'mailing', day)] }, {}, ['touched amber']],
    ['she called an hour ago', { touches: [touch(anna, 'call', hour)] }, {}, []],
  ],
  proposed: [
    ['Boris proposed the same', { touches: [touch(boris, 'call', 20 * day, { about: 'Pro  Plan!' })] }, { offer: 'pro plan' }, ['same-offer red']],
    ['Boris proposed it long ago', { touches: [touch(boris, 'call', 30 * day, { about: 'Pro plan' })] }, { offer: 'Pro plan' }, []],
    ['Boris proposed another', { touches: [touch(boris, 'call', 20 * day, { about: 'Basic' })] }, { offer: 'Pro plan' }, []],
    ['no offer is meant', { touches: [touch(boris, 'call', 20 * day, { about: 'Pro plan' })] }, {}, []],
    ['she follows up on her own', { touches: [touch(anna, 'call', 2 * day, { about: 'Pro plan' })] }, { offer: 'Pro plan' }, []],
    ['Boris proposed its sister', { touches: [touch(boris, 'call', 20 * day, { about: 'PRO PLUS' })], families }, { offer: 'Pro plan' }, ['same-family red']],
    ['Boris proposed its sister long ago', { touches: [touch(boris, 'call', 30 * day, { about: 'Pro plus' })], families }, { offer: 'Pro plan' }, []],
    ['Boris proposed one of another family', { touches: [touch(boris, 'call', 20 * day, { about: 'Basic' })], families }, { offer: 'Pro plan' }, []],
    ['Boris proposed something of no family', { touches: [touch(boris, 'call', 20 * day, { about: 'Brochure' })], families }, { offer: 'Flyer' }, []],
    ['the same, and before it its sister', { touches: [touch(boris, 'call', 20 * day, { about: 'Pro plus' }), touch(boris, 'call', 21 * day, { about: 'Pro plan' })], families }, { offer: 'Pro plan' }, ['same-offer red']],
    ['a mailing again', { touches: [touch(mailer, 'mailing', 20 * day, { about: 'Pro plan' })] }, { offer: 'Pro plan', actor: mailer.id, channel: 'mailing' }, ['same-offer red']],
  ],
  capped: [
    ['once within a day', { touches: [touch(anna, 'call', hour)] }, {}, []],
    ['twice within a day', { touches: [1, 2].map((each) => touch(anna, 'call', each * hour)) }, {}, ['capped-day amber']],
    ['three times in a week', { touches: [2, 4, 6].map((each) => touch(anna, 'call', each * day)) }, {}, ['capped-week red']],
    ['three times, and they are hers', { touches: [2, 4, 6].map((each) => touch(anna, 'call', each * day)), holders: [holding(anna)] }, {}, ['capped-week amber']],
    ['three times, hers, and a mailing', { touches: [2, 4, 6].map((each) => touch(anna, 'call', each * day)), holders: [holding(anna)] }, { channel: 'mailing' }, ['capped-week red']],
    ['two and a wrong number', { touches: [touch(anna, 'call', 2 * day), touch(anna, 'call', 3 * day, { outcome: 'wrong-number' }), touch(anna, 'call', 4 * day)] }, {}, []],
    ['eight times in a month', { touches: [8, 11, 14, 17, 20, 23, 26, 29].map((each) => touch(anna, 'call', each * day)) }, {}, ['capped-month red']],
    ['three times in a week, and the rule is off', { touches: [2, 4, 6].map((each) => touch(anna, 'call', each * day)) }, { values: { ...defaults, mostInWeek: 0 } }, []],
  ],
  negotiating: [
    ['Boris negotiates', { holders: [holding(boris, 1, 'negotiating')] }, {}, ['negotiating amber']],
    ['Boris negotiates, and a mailing', { holders: [holding(boris, 1, 'negotiating')] }, { channel: 'mailing' }, ['negotiating red']],
    ['she negotiates herself', { holders: [holding(anna, 1, 'negotiating')] }, {}, []],
  ],
  agreed: [
    ['Boris has agreed a day with them', { agreed: [{ who: boris, about: 'Call back', at: 1, on: now + day, until: now + 2 * day }] }, {}, ['agreed amber']],
    ['that day is over', { agreed: [{ who: boris, about: 'Call back', at: 1, on: now - day, until: now }] }, {}, []],
    ['she has agreed it herself', { agreed: [{ who: anna, about: 'Call back', at: 1, on: now, until: now + 1 }] }, {}, []],
    ['Boris has, and a mailing', { agreed: [{ who: boris, about: 'Call back', at: 1, on: now, until: now + 1 }] }, { channel: 'mailing' }, ['agreed amber']],
  ],
  held: [
    ['Boris has a lead', { holders: [holding(boris)] }, {}, ['held amber']],
    ['Boris has two leads', { holders: [holding(boris), holding(boris, 2)] }, {}, ['held amber']],
    ['Boris has two, and negotiates one', { holders: [holding(boris), holding(boris, 2, 'negotiating')] }, {}, ['negotiating amber']],
    ['she has the lead', { holders: [holding(anna)] }, {}, []],
  ],
  double: [
    ['it may be a client of Boris', { doubles: [holding(boris)] }, {}, ['double amber']],
    ['it may be another client of hers', { doubles: [holding(anna)] }, {}, []],
  ],
  proposedThere: [
    ['Boris proposed it to a colleague', { proposedThere: [touch(boris, 'call', 13 * day, { about: 'Pro plan' })] }, { offer: 'Pro plan' }, ['same-offer-there amber']],
    ['Boris proposed its sister to one', { proposedThere: [touch(boris, 'call', 13 * day, { about: 'Pro plus' })], families }, { offer: 'Pro plan' }, ['same-offer-there amber']],
    ['Boris did so two weeks ago', { proposedThere: [touch(boris, 'call', 14 * day, { about: 'Pro plan' })] }, { offer: 'Pro plan' }, []],
    ['she did so herself', { proposedThere: [touch(anna, 'call', day, { about: 'Pro plan' })] }, { offer: 'Pro plan' }, []],
  ],
  unasked: [
    ['a first offer to a stranger', { came: false }, { offer: 'Pro plan' }, []],
    ['a second offer to a stranger', { came: false, touches: [touch(anna, 'email', 20 * day, { about: 'Basic' })] }, { offer: 'Pro plan' }, ['unasked amber']],
    ['a second offer to one who came', { touches: [touch(anna, 'email', 20 * day, { about: 'Basic' })] }, { offer: 'Pro plan' }, []],
    ['no offer', { came: false, touches: [touch(anna, 'email', 20 * day)] }, {}, []],
  ],
  outdated: [
    ['it is still made', {}, { offer: 'Pro plan' }, []],
    ['it is over', { offerOver: now - day }, { offer: 'Pro plan' }, ['offer-over amber']],
    ['no offer is meant', { offerOver: now - day }, {}, []],
  ],
  quiet: [
    ['nobody knows where they are', {}, { now: at('2026-01-15T23:00Z') }, []],
    ['ten in the evening there', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T21:00Z') }, ['quiet amber']],
    ['ten in the evening, and a message', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T21:00Z'), channel: 'message' }, ['quiet amber']],
    ['ten in the evening, and an e-mail', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T21:00Z'), channel: 'email' }, []],
    ['a minute before nine', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T19:59Z') }, []],
    ['nine sharp', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T20:00Z') }, ['quiet amber']],
    ['a minute before eight', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T06:59Z') }, ['quiet amber']],
    ['eight sharp', { zones: ['Europe/Berlin'] }, { now: at('2026-01-15T07:00Z') }, []],
    ['eight sharp in summer', { zones: ['Europe/Berlin'] }, { now: at('2026-07-15T06:00Z') }, []],
    ['night in Lisbon, morning in Moscow', { zones: ['Europe/Lisbon', 'Europe/Moscow'] }, { now: at('2026-01-15T06:00Z') }, []],
    ['night in both', { zones: ['Europe/Lisbon', 'Europe/Moscow'] }, { now: at('2026-01-15T01:00Z') }, ['quiet amber']],
    ['hours within one day', { zones: ['UTC'] }, { now: at('2026-01-15T13:30Z'), values: { ...defaults, quietFrom: 13, quietUntil: 14 } }, ['quiet amber']],
    ['the rule is off', { zones: ['UTC'] }, { now: at('2026-01-15T23:00Z'), values: { ...defaults, quietFrom: 9, quietUntil: 9 } }, []],
  ],
}; // biome-ignore format: tables

describe('may Anna contact them?', () => {
  it('has a table for every rule', () => {
    expect(rules).toHaveLength(Object.keys(tables).length);
  });

  describe.each(Object.entries(tables))('%s', (_rule, rows) => {
    it.each(rows)('%s', (_name, facts, more, reasons) => {
      expect(said(facts, more)).toEqual(reasons);
      const { light } = ask(facts, more);
      const worst = reasons.some((reason) => reason.endsWith(' red')) ? 'red' : reasons.length > 0 ? 'amber' : 'green';
      expect(light).toBe(worst);
    });
  });

  it('says when what passes by itself has passed', () => {
    const touches = [touch(boris, 'call', day), touch(boris, 'email', 2 * day)];
    expect(ask({ touches }).earliest).toBe(now + 5 * day);
    expect(ask({ stops: [{ channel: 'any', by: boris, at: 1 }] }).earliest).toBeUndefined();
    const many = [touch(anna, 'call', 2 * day), touch(anna, 'call', 4 * day), touch(anna, 'call', 6 * day)];
    expect(ask({ touches: many }).earliest).toBe(now + day);
    expect(ask({ touches: many }, { now: now + day }).light).toBe('green');
  });

  it('looks beyond a reason that hides another, and into no night', () => {
    const hidden = [touch(boris, 'message', day), touch(boris, 'email', 2 * day)];
    expect(ask({ touches: hidden }, { channel: 'email' }).earliest).toBe(now + 5 * day);
    const evening = at('2026-01-15T23:00Z');
    const called = { ...touch(boris, 'call', 0), at: evening - 3 * day + 2 * hour };
    expect(ask({ touches: [called], zones: ['Europe/Berlin'] }, { now: evening - hour * 3 }).earliest).toBe(
      at('2026-01-16T07:00Z'),
    );
  });

  it.each([
    ['2026-01-15T21:30Z', 'Europe/Berlin', '2026-01-16T07:00Z'],
    ['2026-01-16T02:00Z', 'Europe/Berlin', '2026-01-16T07:00Z'],
    // The night before summer time is an hour shorter, the night after it an hour longer.
    ['2026-03-28T22:00Z', 'Europe/Berlin', '2026-03-29T06:00Z'],
    ['2026-10-24T21:00Z', 'Europe/Berlin', '2026-10-25T07:00Z'],
    ['2026-01-15T18:00Z', 'Asia/Kolkata', '2026-01-16T02:30Z'],
  ])('at %s, in %s, knows when the day begins', (now, zone, end) => {
    expect(ask({ zones: [zone] }, { now: at(now) }).earliest).toBe(at(end));
  });

  it('is never green within a cool-off, and green once nothing but standing reasons is left (property)', () => {
    const made = fc.array(
      fc.record({
        who: fc.constantFrom(anna, boris),
        channel: fc.constantFrom(...channels),
        ago: fc.integer({ min: 1, max: 40 * day }),
        about: fc.constantFrom('Pro plan', 'Basic', null),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        made,
        fc.constantFrom(...channels),
        fc.option(fc.constant('Pro plan'), { nil: undefined }),
        (all, channel, offer) => {
          const touches = all
            .map(({ who, channel: by, ago, about }) => touch(who, by, ago, { about }))
            .sort((one, other) => other.at - one.at);
          const { light, earliest } = ask({ touches }, { channel, offer });
          const within = all.some(({ who, channel: by, ago }) => who.id === 'boris' && ago < coolOff(by, defaults));
          const often = all.filter(({ ago }) => ago < 7 * day).length >= defaults.mostInWeek;
          if (within || often) expect(light).not.toBe('green');
          if (earliest !== undefined) expect(ask({ touches }, { channel, offer, now: earliest }).light).toBe('green');
          else expect(light).toBe('green');
        },
      ),
    );
  });

  it.each<[string, Partial<Facts>, Partial<Omit<Question, 'facts'>>, unknown[]]>([
    ['nothing speaks against it', {}, {}, []],
    [
      'Boris called',
      { touches: [touch(boris, 'call', day)] },
      {},
      [
        { do: 'ask', who: boris },
        { do: 'wait', until: now + 2 * day },
      ],
    ],
    [
      'a program mailed',
      { touches: [touch(mailer, 'mailing', 2 * day)] },
      { channel: 'email' },
      [{ do: 'wait', until: now + 5 * day }],
    ],
    [
      'it is night',
      { zones: ['UTC'] },
      { now: at('2026-01-15T22:00Z') },
      [
        { do: 'other', channel: 'email' },
        { do: 'wait', until: at('2026-01-16T08:00Z') },
      ],
    ],
    [
      'no more e-mails',
      { stops: [{ channel: 'email', by: boris, at: 1 }] },
      { channel: 'email' },
      [
        { do: 'ask', who: boris },
        { do: 'other', channel: 'call' },
      ],
    ],
    ['nothing at all', { stops: [{ channel: 'any', by: boris, at: 1 }] }, {}, [{ do: 'ask', who: boris }]],
    ['a mailing at night', { holders: [holding(boris)] }, { channel: 'mailing' }, [{ do: 'ask', who: boris }]],
  ])('says what to do instead: %s', (_name, facts, more, instead) => {
    expect(ask(facts, more).instead).toEqual(instead);
  });

  it('knows an offer however it is written', () => {
    expect(sameOffer('Pro plan', 'PRO-План'.replace('План', 'plan'))).toBe(true);
    expect(sameOffer('Весенний каталог', 'весенний  каталог.')).toBe(true);
    expect(sameOffer('', '')).toBe(false);
    expect(sameOffer(null, 'x')).toBe(false);
  });
});
