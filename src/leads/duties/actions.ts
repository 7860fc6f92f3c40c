import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { done, type Reply, whisper } from '../../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { stagesByHand } from '../stages/stages.ts';
import { dutiesCard } from './cards.ts';
import { answerProposal, proposeDuty } from './change-duties.ts';
import { exitFields } from './duties.ts';
import { dutyForm } from './forms.ts';

const department = z.enum(['marketing', 'sales']);
const orNobody = department.or(z.literal('nobody')).transform((value) => (value === 'nobody' ? null : value));
const onStage = z.object({ id: z.enum(stagesByHand) });
const one = z.object({ id: z.string().max(60) });
const typed = onStage.extend({
  handles: department.or(z.literal('both')),
  warms: orNobody,
  introduces: orNobody,
  hours: safeText(6),
  exit: z
    .string()
    .optional()
    .transform((chosen) => exitFields.filter((field) => chosen?.split(',').includes(field))),
});

/** The duty matrix: read by everybody, changed by a yes of each department. */
export function dutyActions(places: readonly string[]): Record<string, Action> {
  return {
    'duties.propose': action({ payload: onStage, answers: 'form', run: propose }),
    'duties.propose.send': action({ payload: typed, run: (asked) => send(asked, places) }),
    'duties.yes': action({ payload: one, run: (asked) => answer(asked, true) }),
    'duties.no': action({ payload: one, run: (asked) => answer(asked, false) }),
  };
}

/** `/baton duties`: whose move it is in every stage. */
export const dutyCommands: Record<string, Command> = {
  duties: {
    usage: 'duties.usage',
    under: 'baton',
    run: async ({ data, say }) => whisper(dutiesCard(await dutiesInForce(data.read), say)),
  },
};

async function propose({ who, payload, data, say }: Asked<z.output<typeof onStage>>): Promise<Reply | Refusal> {
  if (who.department === null) return refuse('duties.no-department');
  const { value } = await dutiesInForce(data.read);
  return { kind: 'form', form: dutyForm(payload.id, value[payload.id], say) };
}

async function send(asked: Asked<z.output<typeof typed>>, places: readonly string[]): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { id: stage, handles, warms, introduces, hours, exit } = payload;
  if (!/^\s*\d{1,3}\s*$/.test(hours)) {
    const { value } = await dutiesInForce(data.read);
    return { kind: 'errors', errors: { hours: say.label('rules.wrong') }, form: dutyForm(stage, value[stage], say) };
  }
  const duty = { warms, handles, introduces, minutes: Number(hours) * 60, exit };
  const made = await data.write((tx) => proposeDuty(tx, who, { stage, duty, places }, now));
  return isRefusal(made) ? made : done;
}

async function answer({ who, payload, data, now }: Asked<{ id: string }>, yes: boolean): Promise<Reply | Refusal> {
  return (await data.write((tx) => answerProposal(tx, who, { id: payload.id, yes }, now))) ?? done;
}
