import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { dayOf } from '../../kernel/local-time.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { departments } from '../departments.ts';
import { companyOf } from '../hours/store.ts';
import { allPeople, namesOf } from '../store.ts';
import { dutyCard, type OnDuty, rotaForm } from './cards.ts';
import { dutyPerson, rotaOf } from './read-duty.ts';
import { setRota } from './set-rota.ts';

const which = z.object({ id: z.enum(departments) });
const typed = z.object({
  id: z
    .string()
    .regex(/^(marketing|sales)\/\d{1,9}$/)
    .transform((id) => ({ department: which.shape.id.parse(id.split('/')[0]), version: Number(id.split('/')[1]) })),
  people: z.string().transform((ids) => ids.split(',').filter(Boolean)),
  turn: z.enum(['day', 'week']),
  fallback: z.string().optional(),
});

/** Who is on duty in turn. */
export const dutyRotaActions: Record<string, Action> = {
  'duty.change': action({ payload: which, answers: 'form', run: change }),
  'duty.change.send': action({ payload: typed, run: send }),
};

/** `/baton duty`: who is responsible for what nobody has claimed. */
export const dutyRotaCommands: Record<string, Command> = {
  duty: { usage: 'duty.usage', under: 'baton', run: async (asked) => whisper(await cardFor(asked)) },
};

async function cardFor({ who, data, now, say }: Asked<unknown>) {
  const all = await Promise.all(
    departments.map(async (department): Promise<OnDuty> => {
      const { value: rota } = await rotaOf(data.read, department);
      const names = await namesOf(data.read, rota.people);
      const line = rota.people.map((id) => ({ id, name: names.get(id) ?? '?' }));
      return { department, rota, line, now: await dutyPerson(data.read, department, now) };
    }),
  );
  return dutyCard(all, who.role !== 'rep', say);
}

async function change({ who, payload, data, say }: Asked<z.output<typeof which>>): Promise<Reply | Refusal> {
  if (who.role === 'rep') return refuse('duty.not-yours');
  const { version, value } = await rotaOf(data.read, payload.id);
  return { kind: 'form', form: rotaForm(payload.id, version, value, await allPeople(data.read), say) };
}

async function send(asked: Asked<z.output<typeof typed>>): Promise<Reply | Refusal> {
  const { who, payload, data, now } = asked;
  const { id, people, turn, fallback } = payload;
  const { zone } = await companyOf(data.read);
  const rota = { people, turn, since: dayOf(now, zone), fallback: fallback || null };
  return (await data.write((tx) => setRota(tx, who, { ...id, rota }, now))) ?? whisper(await cardFor(asked));
}
