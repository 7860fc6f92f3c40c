import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { companyCalendar } from '../../team/hours/calendars.ts';
import { readWeek, writeWeek } from '../../team/hours/week.ts';
import { weekdayName } from '../../team/hours/weekday-name.ts';
import { numbersCard } from './cards.ts';
import { changeNumbers } from './change-numbers.ts';
import { numbersForm } from './forms.ts';
import { numbersInForce } from './in-force.ts';
import { limits, type Numbers, numberNames } from './numbers.ts';

const plainId = z.object({ id: z.string().max(60) });
const typed = z.object({
  id: z.string().regex(/^\d{1,9}$/),
  hours: safeText(200),
  ...everyName(safeText(10)),
});

/** The form of how long things may take. */
export const numberActions: Record<string, Action> = {
  'clocks.change': action({ payload: plainId, answers: 'form', run: change }),
  'clocks.change.send': action({ payload: typed, run: send }),
};

/** `/baton clocks`: how long things may take, for everybody to read. */
export const numberCommands: Record<string, Command> = {
  clocks: { usage: 'clocks.usage', under: 'baton', run: async (asked) => whisper(await cardFor(asked)) },
};

async function cardFor({ who, data, say }: Asked<unknown>) {
  const { week } = await companyCalendar(data.read);
  return numbersCard(await numbersInForce(data.read), writeWeek(week, weekdayName(say)), who.role === 'admin', say);
}

async function formFor({ data, say }: Asked<unknown>) {
  const { version, value } = await numbersInForce(data.read);
  const { week } = await companyCalendar(data.read);
  return numbersForm(version, value, writeWeek(week, weekdayName(say)), say);
}

async function change(asked: Asked<unknown>): Promise<Reply | Refusal> {
  return asked.who.role === 'admin' ? { kind: 'form', form: await formFor(asked) } : refuse('rules.not-yours');
}

async function send(asked: Asked<z.output<typeof typed>>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const week = readWeek(payload.hours);
  const wrong = numberNames.filter((name) => !isWithin(payload[name], limits[name]));
  const errors = {
    ...Object.fromEntries(wrong.map((name) => [name, say.label('rules.wrong')])),
    ...(week ? {} : { hours: say.label('hours.wrong') }),
  };
  if (!week || wrong.length > 0) return { kind: 'errors', errors, form: await formFor(asked) };
  const value = Object.fromEntries(numberNames.map((name) => [name, Number(payload[name])])) as Numbers;
  const change = { version: Number(payload.id), value, week };
  return (await data.write((tx) => changeNumbers(tx, who, change, now))) ?? whisper(await cardFor(asked));
}

function isWithin(text: string, [least, most]: readonly [number, number]): boolean {
  return /^\s*\d{1,6}\s*$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function everyName<T>(each: T) {
  return Object.fromEntries(numberNames.map((name) => [name, each])) as Record<keyof Numbers, T>;
}
