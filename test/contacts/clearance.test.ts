import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '../../src/contacts/channels.ts';
import { clear, coolOff, type Facts } from '../../src/contacts/clearance.ts';
import { day } from '../../src/kernel/clock.ts';

const now = 100 * day;
const anna = { id: 'anna', name: 'Anna' };
const boris = { id: 'boris', name: 'Boris' };
const nothing: Facts = { stop: undefined, reservation: undefined, holders: [], touches: [] };
const touch = (
  who: typeof anna,
  channel: (typeof channels)[number],
  ago: number,
  outcome: string | null = 'reached',
) => ({
  who,
  channel,
  outcome,
  about: null,
  at: now - ago,
});

describe('may Anna call?', () => {
  it.each<[string, Facts, string, string[]]>([
    ['nobody has had to do with them', nothing, 'green', []],
    ['they asked not to be contacted', { ...nothing, stop: { by: anna, at: 1 } }, 'red', ['stopped']],
    [
      'Boris is at it',
      { ...nothing, reservation: { who: boris, channel: 'email', since: now, until: now + 1 } },
      'red',
      ['reserved'],
    ],
    [
      'Boris was at it',
      { ...nothing, reservation: { who: boris, channel: 'email', since: 1, until: now } },
      'green',
      [],
    ],
    [
      'she is at it herself',
      { ...nothing, reservation: { who: anna, channel: 'call', since: now, until: now + 1 } },
      'green',
      [],
    ],
    ['Boris has a lead', { ...nothing, holders: [{ lead: 1, who: boris, since: 1 }] }, 'amber', ['held']],
    [
      'Boris has two leads',
      {
        ...nothing,
        holders: [
          { lead: 1, who: boris, since: 1 },
          { lead: 2, who: boris, since: 1 },
        ],
      },
      'amber',
      ['held'],
    ],
    ['she has the lead', { ...nothing, holders: [{ lead: 1, who: anna, since: 1 }] }, 'green', []],
    ['Boris called two days ago', { ...nothing, touches: [touch(boris, 'call', 2 * day)] }, 'red', ['touched']],
    ['Boris called three days ago', { ...nothing, touches: [touch(boris, 'call', 3 * day)] }, 'green', []],
    ['Boris dialled a wrong number', { ...nothing, touches: [touch(boris, 'call', 1, 'wrong-number')] }, 'green', []],
    ['Boris wrote six days ago', { ...nothing, touches: [touch(boris, 'email', 6 * day)] }, 'amber', ['touched']],
    [
      'marketing mailed yesterday',
      { ...nothing, touches: [touch({ id: 'source:mailer', name: 'mailer' }, 'mailing', day)] },
      'amber',
      ['touched'],
    ],
    ['she called an hour ago', { ...nothing, touches: [touch(anna, 'call', 1)] }, 'green', []],
  ])('%s', (_name, facts, light, codes) => {
    const clearance = clear(facts, 'call', 'anna', now);
    expect([clearance.light, clearance.reasons.map(({ code }) => code)]).toEqual([light, codes]);
  });

  it('says when what passes by itself has passed', () => {
    const facts = { ...nothing, touches: [touch(boris, 'call', day), touch(boris, 'email', 2 * day)] };
    expect(clear(facts, 'call', 'anna', now).earliest).toBe(now + 5 * day);
    expect(clear({ ...nothing, stop: { by: boris, at: 1 } }, 'call', 'anna', now).earliest).toBeUndefined();
  });

  it('is green once every cool-off is over, and never green within one of a like channel (property)', () => {
    const touches = fc.array(
      fc.record({
        who: fc.constantFrom(anna, boris),
        channel: fc.constantFrom(...channels),
        ago: fc.integer({ min: 1, max: 10 * day }),
      }),
    );
    fc.assert(
      fc.property(touches, fc.constantFrom(...channels), (made, channel) => {
        const facts = {
          ...nothing,
          touches: made.map(({ who, channel: by, ago }) => touch(who, by, ago)).sort((a, b) => b.at - a.at),
        };
        const { light, earliest } = clear(facts, channel, 'anna', now);
        const within = made.filter(({ who, channel: by, ago }) => who.id === 'boris' && ago < coolOff[by]);
        expect(light === 'green').toBe(within.length === 0);
        expect(clear(facts, channel, 'anna', Math.max(now, earliest ?? 0) + 7 * day).light).toBe('green');
      }),
    );
  });
});
