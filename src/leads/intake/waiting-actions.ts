import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { textElement } from '../../chat/card.ts';
import type { Person } from '../../chat/directory.ts';
import { done, type Reply, whisper } from '../../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import type { Intake } from '../receive-lead.ts';
import { acceptWaiting, dropWaiting } from './answer-waiting.ts';
import { allConnections } from './connection-store.ts';
import { fetchAgain } from './fetch-lead.ts';
import { waitingCard, waitingListCard } from './waiting-cards.ts';
import { mendForm } from './waiting-forms.ts';
import { bodyOfWaiting, openWaiting, readWaiting } from './waiting-store.ts';

const one = z.object({ id: z.string().max(60) });
const line = safeText(3000).pipe(z.string().trim()).optional();
const mended = one.extend({ name: line, company: line, email: line, phone: line, message: line });
const mostListed = 20;

/** The waiting room: accept, mend, or say that it is no lead. */
export function waitingActions(intake: Intake): Record<string, Action> {
  return {
    'waiting.open': action({
      payload: one,
      run: async ({ payload, data, say }) => {
        const waiting = await readWaiting(data.read, payload.id);
        return waiting ? whisper(waitingCard(waiting, say)) : refuse('waiting.over', { who: 'Baton' });
      },
    }),
    'waiting.accept': action({ payload: one, run: (asked) => accept(asked, intake) }),
    'waiting.fetch': action({
      payload: one,
      run: async ({ who, payload, data, now, say }) =>
        notTheirs(who) ??
        (await data.write((tx) => fetchAgain(tx, payload.id, now))) ??
        whisper({ title: say('waiting.title'), tone: 'neutral', elements: [textElement(say('waiting.fetching'))] }),
    }),
    'waiting.mend': action({ payload: one, answers: 'form', run: mend }),
    'waiting.mend.send': action({ payload: mended, run: (asked) => mendSent(asked, intake) }),
    'waiting.drop': action({
      payload: one,
      run: async ({ who, payload, data, now }) =>
        notTheirs(who) ?? (await data.write((tx) => dropWaiting(tx, who, payload.id, now))) ?? done,
    }),
  };
}

/** `/baton waiting`: what is not yet a lead, and the sources that are connected. */
export const waitingCommands: Record<string, Command> = {
  waiting: {
    usage: 'waiting.usage',
    under: 'baton',
    run: async ({ data, say }) =>
      whisper(waitingListCard(await openWaiting(data.read, mostListed), await allConnections(data.read), say)),
  },
};

/** What is a lead is marketing's to say, and a manager's. */
function notTheirs({ department, role }: Person): Refusal | undefined {
  return department === 'sales' && role === 'rep' ? refuse('waiting.not-yours') : undefined;
}

async function accept({ who, payload, data, now }: Asked<{ id: string }>, intake: Intake): Promise<Reply | Refusal> {
  const no = notTheirs(who);
  if (no) return no;
  const taken = await data.write((tx) => acceptWaiting(tx, who, { id: payload.id }, intake, now));
  return isRefusal(taken) ? taken : done;
}

async function mend({ who, payload, data, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const no = notTheirs(who);
  if (no) return no;
  const waiting = await readWaiting(data.read, payload.id);
  if (waiting?.state !== 'open') return refuse('waiting.over', { who: waiting?.by?.name ?? 'Baton' });
  return { kind: 'form', form: mendForm(waiting, await bodyOfWaiting(data.read, payload.id), say) };
}

async function mendSent(
  { who, payload, data, now, say }: Asked<z.output<typeof mended>>,
  intake: Intake,
): Promise<Reply | Refusal> {
  const no = notTheirs(who);
  if (no) return no;
  const { id, ...fields } = payload;
  const news = Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
  const taken = await data.write((tx) => acceptWaiting(tx, who, { id, mended: news }, intake, now));
  if (!isRefusal(taken)) return done;
  const waiting = taken.refused === 'waiting.unreachable' ? await readWaiting(data.read, id) : undefined;
  if (!waiting) return taken;
  const form = mendForm(waiting, await bodyOfWaiting(data.read, id), say);
  return { kind: 'errors', errors: { email: say.label('lead.new.unreachable') }, form };
}
