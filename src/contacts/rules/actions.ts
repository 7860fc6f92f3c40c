import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { here, type Reply, whisper } from '../../chat/reply.ts';
import { type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { rulesCard, triedCard } from './cards.ts';
import { changeRules } from './change-rules.ts';
import { rulesForm } from './forms.ts';
import { names, packedSchema, readNumbers } from './numbers.ts';
import { readRules, tryRules } from './read-rules.ts';
import { rulesBefore, rulesInForce } from './store.ts';

const plainId = z.object({ id: z.string().max(60) });
const typed = z.object({ id: z.string().regex(/^\d{1,9}$/), ...everyName(safeText(10)) });
const packedId = z.object({
  id: z
    .string()
    .regex(/^\d{1,9}\//)
    .transform((id) => ({ version: Number(id.split('/')[0]), values: id.split('/')[1] }))
    .pipe(z.object({ version: z.int(), values: packedSchema })),
});

/** The buttons and the form of the rules of contact. */
export const ruleActions: Record<string, Action> = {
  'rules.show': action({ payload: plainId, run: async (asked) => here(await cardFor(asked)) }),
  'rules.change': action({ payload: plainId, answers: 'form', run: change }),
  'rules.try.send': action({ payload: typed, run: attempt }),
  'rules.back': action({ payload: plainId, run: goBack }),
  'rules.apply': action({ payload: packedId, run: apply }),
};

/** `/baton rules`: the rules of contact, for everybody to read. */
export const ruleCommands: Record<string, Command> = {
  rules: { usage: 'rules.usage', under: 'baton', run: async (asked) => whisper(await cardFor(asked)) },
};

async function cardFor({ who, data, now, say }: Asked<unknown>) {
  return rulesCard(await readRules(data.read, now), who.role === 'admin', say);
}

async function change({ who, data, say }: Asked<unknown>): Promise<Reply | Refusal> {
  if (who.role !== 'admin') return refuse('rules.not-yours');
  const { version, values } = await rulesInForce(data.read);
  return { kind: 'form', form: rulesForm(version, values, say) };
}

async function attempt({ who, payload, data, now, say }: Asked<z.output<typeof typed>>): Promise<Reply | Refusal> {
  if (who.role !== 'admin') return refuse('rules.not-yours');
  const version = Number(payload.id);
  const read = readNumbers(payload);
  if ('wrong' in read) {
    const { values } = await rulesInForce(data.read);
    const errors = Object.fromEntries(Object.entries(read.wrong).map(([name, what]) => [name, say.label(what)]));
    return { kind: 'errors', errors, form: rulesForm(version, values, say) };
  }
  return whisper(triedCard({ version, values: read.values, ...(await tryRules(data.read, read.values, now)) }, say));
}

async function goBack({ who, data, now, say }: Asked<unknown>): Promise<Reply | Refusal> {
  if (who.role !== 'admin') return refuse('rules.not-yours');
  const { version } = await rulesInForce(data.read);
  const before = await rulesBefore(data.read, version);
  if (!before) return refuse('rules.first');
  const { values } = before;
  return here(triedCard({ version, values, ...(await tryRules(data.read, values, now)) }, say));
}

async function apply(asked: Asked<z.output<typeof packedId>>): Promise<Reply | Refusal> {
  const { who, data, now } = asked;
  const no = await data.write((tx) => changeRules(tx, who, asked.payload.id, now));
  return no ?? here(await cardFor(asked));
}

function everyName<T>(each: T) {
  return Object.fromEntries(names.map((name) => [name, each])) as Record<(typeof names)[number], T>;
}
