import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { day } from '../../kernel/clock.ts';
import { isCountry, isLanguage } from '../../kernel/codes.ts';
import { dayOf, momentOn } from '../../kernel/local-time.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { departments } from '../departments.ts';
import { readRegion } from '../hours/holidays.ts';
import { readWeek } from '../hours/week.ts';
import { allPeople } from '../store.ts';
import { colleagueCard, peopleCard } from './cards.ts';
import { addTimeOff, changePerson, dropTimeOff } from './change-person.ts';
import { joinPeople, splitIdentity } from './fix-identity.ts';
import { joinForm, personForm, timeOffForm } from './forms.ts';
import { type Colleague, readColleague, readPeople } from './read-people.ts';
import { mayChange } from './rights.ts';

const list = (as: (each: string) => string) =>
  safeText(100)
    .optional()
    .transform((text) =>
      (text ?? '')
        .split(',')
        .map((each) => as(each.trim()))
        .filter(Boolean),
    );
/** A whole number; undefined if it is none, null if nothing was typed. */
const whole = (most: number) =>
  safeText(6)
    .optional()
    .transform((text) => {
      if (!text?.trim()) return null;
      return /^\s*\d{1,4}\s*$/.test(text) && Number(text) <= most ? Number(text) : undefined;
    });
const one = z.object({ id: z.string().max(60) });
const typed = one.extend({
  department: z.enum(departments).optional(),
  role: z.enum(['rep', 'manager']).optional(),
  hours: safeText(200).optional(),
  region: safeText(20).optional(),
  paused: z.iso.date().optional(),
  languages: list((each) => each.toLowerCase()),
  territories: list((each) => each.toUpperCase()),
  weight: whole(1_000),
  cap: whole(1_000),
});
const days = one.extend({ first: z.iso.date(), last: z.iso.date() });
/** A year and a bit: whoever is away for longer has left. */
const farthest = 400 * day;

/** Who is who, and when they work. */
export const peopleActions: Record<string, Action> = {
  'people.open': action({ payload: one, run: async (asked) => shown(asked, whisper) }),
  'people.change': action({ payload: one, answers: 'form', run: change }),
  'people.change.send': action({ payload: typed, run: changeSent }),
  'people.off': action({
    payload: one,
    answers: 'form',
    run: async (asked) => {
      const each = await theirs(asked);
      return isRefusal(each)
        ? each
        : { kind: 'form', form: timeOffForm(each.id, dayOf(asked.now, each.zone), asked.say) };
    },
  }),
  'people.off.send': action({ payload: days, run: offSent }),
  'people.join': action({
    payload: one,
    answers: 'form',
    run: async ({ who, payload: { id }, data, say }) => {
      if (who.role !== 'admin') return refuse('people.not-admin');
      const others = (await allPeople(data.read)).filter((each) => each.id !== id);
      return others.length === 0 ? refuse('people.unknown') : { kind: 'form', form: joinForm(id, others, say) };
    },
  }),
  'people.join.send': action({
    payload: one.extend({ other: z.string().max(60) }),
    run: async (asked) => {
      const no = await asked.data.write((tx) => joinPeople(tx, asked.who, asked.payload, asked.now));
      return no ?? shown(asked, whisper);
    },
  }),
  'people.split': action({
    payload: z.object({ id: z.string().max(200) }),
    run: async ({ who, payload, data, now }) =>
      (await data.write((tx) => splitIdentity(tx, who, payload.id, now))) ?? done,
  }),
  'people.off.drop': action({
    payload: z.object({ id: z.string().regex(/^[\w-]{1,60}\/[\w-]{1,60}$/) }),
    run: async (asked) => {
      const [id = '', off = ''] = asked.payload.id.split('/');
      const no = await asked.data.write((tx) => dropTimeOff(tx, asked.who, { id, off }, asked.now));
      return no ?? shown({ ...asked, payload: { id } }, here);
    },
  }),
};

/** `/baton people`: everybody; `/baton people me`: oneself. */
export const peopleCommands: Record<string, Command> = {
  people: {
    usage: 'people.usage',
    under: 'baton',
    run: async (asked) => {
      const { who, payload, data, now, say } = asked;
      if (payload === 'me') return shown({ ...asked, payload: { id: who.id } }, whisper);
      const wanted = payload.toLowerCase();
      const people = (await readPeople(data.read, now)).filter(({ name }) => name.toLowerCase().includes(wanted));
      return whisper(peopleCard(people, who, say));
    },
  },
};

async function theirs({ who, payload, data, now }: Asked<{ id: string }>): Promise<Colleague | Refusal> {
  const each = await readColleague(data.read, payload.id, now);
  if (!each) return refuse('people.unknown');
  return mayChange(who, each.id) ? each : refuse('people.not-yours');
}

async function shown(asked: Asked<{ id: string }>, as: (card: ReturnType<typeof colleagueCard>) => Reply) {
  const each = await theirs(asked);
  return isRefusal(each) ? each : as(colleagueCard(each, asked.who, asked.say));
}

async function change(asked: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const each = await theirs(asked);
  return isRefusal(each) ? each : { kind: 'form', form: personForm(each, asked.who, asked.say) };
}

async function changeSent(asked: Asked<z.output<typeof typed>>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const each = await theirs(asked);
  if (isRefusal(each)) return each;
  const { id, department, role, hours, region, paused, languages, territories, weight, cap } = payload;
  const week = hours?.trim() ? readWeek(hours) : null;
  const where = region?.trim() ? readRegion(region) : null;
  const until = paused === undefined ? null : momentOn(paused, '00:00', each.zone);
  const errors = {
    ...(week === undefined ? { hours: say.label('hours.wrong') } : {}),
    ...(where === undefined ? { region: say.label('people.region.wrong') } : {}),
    ...(weight === undefined ? { weight: say.label('rules.wrong') } : {}),
    ...(cap === undefined ? { cap: say.label('rules.wrong') } : {}),
    ...(languages.every(isLanguage) ? {} : { languages: say.label('code.language.wrong') }),
    ...(territories.every(isCountry) ? {} : { territories: say.label('code.country.wrong') }),
    ...(until === undefined || (until !== null && until - now > farthest) ? { paused: say.label('day.far') } : {}),
  };
  if (week === undefined || where === undefined || until === undefined || Object.keys(errors).length > 0)
    return { kind: 'errors', errors, form: personForm(each, who, say) };
  const share = { languages, territories, weight: weight ?? undefined, cap };
  const news = { department, role, week, region: where, pausedUntil: until, ...share };
  const no = await data.write((tx) => changePerson(tx, who, { id, change: news }, now));
  return no ?? shown(asked, whisper);
}

async function offSent(asked: Asked<z.output<typeof days>>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { id, first, last } = payload;
  const end = Date.parse(last);
  if (last < first || end < now - 2 * day || end - now > farthest) {
    const errors = { last: say.label(last < first ? 'people.off.wrong' : end < now ? 'day.over' : 'day.far') };
    return { kind: 'errors', errors, form: timeOffForm(id, first, say) };
  }
  const no = await data.write((tx) => addTimeOff(tx, who, { id, first, last }, now));
  return no ?? shown(asked, whisper);
}
