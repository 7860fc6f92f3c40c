import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import type { Db } from '../../../db/schema.ts';
import { type Action, type Asked, action } from '../../chat/action.ts';
import type { Person } from '../../chat/directory.ts';
import { here, type Reply, whisper } from '../../chat/reply.ts';
import { newId } from '../../kernel/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import type { Say } from '../../words/say.ts';
import { findClients } from '../find-clients.ts';
import { insistCard, questionCard } from './cards.ts';
import { mergeForm } from './forms.ts';
import { pairOf } from './judgement.ts';
import { keepApart, mergeClients } from './merge-clients.ts';
import { readQuestion, seenBy } from './read-question.ts';
import { insertJudgement, judgementOf } from './store.ts';

const payload = z.object({ id: z.string().max(60) });
type About = z.output<typeof payload>;

/** The buttons around the question whether two clients are one person. */
export function judgementActions(country: CountryCode | undefined): Record<string, Action> {
  return {
    'client.compare': action({ payload, run: compare }),
    'client.same': action({ payload, run: (asked) => merge(asked, false) }),
    'client.same-anyway': action({ payload, run: (asked) => merge(asked, true) }),
    'client.different': action({ payload, run: part }),
    'client.merge': action({
      payload,
      answers: 'form',
      run: async (asked) => ({ kind: 'form', form: mergeForm(asked.payload.id, asked.say) }),
    }),
    'client.merge.send': action({
      payload: payload.extend({ other: z.string().trim().min(1).max(200) }),
      run: (asked) => ask(asked, country),
    }),
  };
}

async function compare({ who, payload: { id }, data, say }: Asked<About>): Promise<Reply | Refusal> {
  const question = await readQuestion(data.read, id);
  return question ? whisper(questionCard(seenBy(question, who), say)) : refuse('same.unknown');
}

async function merge(
  { who, payload: { id }, data, say, now }: Asked<About>,
  insist: boolean,
): Promise<Reply | Refusal> {
  const no = await data.write((tx) => mergeClients(tx, who, id, insist, now));
  if (isRefusal(no) && (no.refused === 'same.chain' || no.refused === 'same.judged'))
    return whisper(insistCard(id, say(`refusal.${no.refused}`, no.params), say));
  return no ?? answered(data.read, id, who, say);
}

async function part({ who, payload: { id }, data, say, now }: Asked<About>): Promise<Reply | Refusal> {
  return (await data.write((tx) => keepApart(tx, who, id, now))) ?? answered(data.read, id, who, say);
}

async function answered(db: Db, id: string, who: Person, say: Say): Promise<Reply | Refusal> {
  const question = await readQuestion(db, id);
  return question ? here(questionCard(seenBy(question, who), say)) : refuse('same.unknown');
}

/** Somebody thinks that two clients are one: both side by side, before anything is merged. */
async function ask(
  { who, payload: { id, other: line }, data, say, now }: Asked<About & { other: string }>,
  country: CountryCode | undefined,
): Promise<Reply | Refusal> {
  const { clients, resemble } = await findClients(data.read, line, country);
  const [other, more] = clients.filter((client) => client.id !== id);
  const form = mergeForm(id, say);
  const error = (words: string): Reply => ({ kind: 'errors', errors: { other: words }, form });
  if (!other || resemble) return error(say.label('merge.none'));
  if (more) return error(say.label('merge.several'));
  const pair = pairOf(id, other.id);
  const judgement = await data.write(async (tx) => {
    const known = await judgementOf(tx.db, pair);
    if (known) return known.id;
    const made = newId();
    const why = { evidence: [] };
    await insertJudgement(tx.db, { id: made, pair, verdict: 'possible', why, actor: who.id, at: now });
    return made;
  });
  if (isRefusal(judgement)) return judgement;
  const question = await readQuestion(data.read, judgement);
  return question ? whisper(questionCard(seenBy(question, who), say)) : refuse('same.unknown');
}
