import { z } from 'zod';
import { type Action, type Asked, action } from '../chat/action.ts';
import { done, here, type Reply, whisper } from '../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { claimedCard, enteredCard, givenBackCard } from './cards.ts';
import { claimLead } from './claim-lead.ts';
import { enquirySchema } from './enquiry.ts';
import { newLeadForm, releaseForm, stageForm } from './forms.ts';
import { handoffActions } from './handoff/actions.ts';
import { canUndo, claim, type Hold, named, notTheirs, release, undo } from './hold.ts';
import { byColleague } from './lead.ts';
import { moveLead } from './move-lead.ts';
import { type ReleaseReason, releaseReasons } from './reasons.ts';
import { type Intake, receiveLead } from './receive-lead.ts';
import { releaseLead } from './release-lead.ts';
import { type StageByHand, stagesByHand } from './stages.ts';
import { readLead } from './store.ts';
import { undoClaim } from './undo-claim.ts';

const numbered = z.object({ id: z.coerce.number().int().positive() });
const note = z.string().trim().max(3000).optional();

/** The buttons and forms of leads. */
export function leadActions(intake: Intake): Record<string, Action> {
  return {
    'lead.claim': action({ payload: numbered, run: claimPressed }),
    'lead.undo': action({ payload: numbered, run: undoPressed }),
    'lead.release': action({ payload: numbered, answers: 'form', run: releasePressed }),
    'lead.release.send': action({
      payload: numbered.extend({ reason: z.enum(releaseReasons), note }),
      run: releaseSent,
    }),
    'lead.stage': action({ payload: numbered, answers: 'form', run: stagePressed }),
    'lead.stage.send': action({ payload: numbered.extend({ stage: z.enum(stagesByHand) }), run: stageSent }),
    ...handoffActions,
    'lead.new.send': action({ payload: z.record(z.string(), z.string()), run: (asked) => newLeadSent(asked, intake) }),
  };
}

type Numbered = { id: number };

/** Losing is a read: who comes too late learns so without waiting for a commit. Pressing twice is winning once. */
async function claimPressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const number = payload.id;
  const no = await refusedAlready(asked, (hold) => claim(hold, who, now));
  const lead = no ?? (await data.write((tx) => claimLead(tx, who, { number }, now)));
  if (!isRefusal(lead)) return whisper(claimedCard(lead, say));
  const mine = lead.refused === 'lead.yours' ? await readLead(data.read, number) : undefined;
  return mine && canUndo(mine.hold, who, now) ? whisper(claimedCard(mine, say)) : lead;
}

async function undoPressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const no = await refusedAlready(asked, (hold) => undo(hold, who, now));
  const lead = no ?? (await data.write((tx) => undoClaim(tx, who, { number: payload.id }, now)));
  return isRefusal(lead) ? lead : here(givenBackCard(lead, say));
}

async function releasePressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const no = await refusedAlready(asked, (hold) => release(hold, asked.who));
  return no ?? { kind: 'form', form: releaseForm(asked.payload.id, asked.say) };
}

type Released = Numbered & { reason: ReleaseReason; note?: string | undefined };

async function releaseSent(asked: Asked<Released>): Promise<Reply | Refusal> {
  const { who, payload, data, now } = asked;
  const no = await refusedAlready(asked, (hold) => release(hold, who));
  const { id: number, reason, note } = payload;
  const lead = no ?? (await data.write((tx) => releaseLead(tx, who, { number, reason, note }, now)));
  return isRefusal(lead) ? lead : done;
}

async function stagePressed({ who, payload, data, say }: Asked<Numbered>): Promise<Reply | Refusal> {
  const lead = await readLead(data.read, payload.id);
  if (!lead) return refuse('lead.unknown', { number: String(payload.id) });
  const no = named(notTheirs(lead.hold, who) ?? lead.hold, lead.number);
  return isRefusal(no) ? no : { kind: 'form', form: stageForm(lead.number, lead.stage, say) };
}

async function stageSent({
  who,
  payload,
  data,
  now,
}: Asked<Numbered & { stage: StageByHand }>): Promise<Reply | Refusal> {
  const moved = await data.write((tx) => moveLead(tx, who, { number: payload.id, stage: payload.stage }, now));
  return isRefusal(moved) ? moved : done;
}

async function newLeadSent(
  { who, payload, data, now, say }: Asked<Record<string, string>>,
  intake: Intake,
): Promise<Reply | Refusal> {
  const { id: _form, ...typed } = payload;
  const enquiry = enquirySchema(intake.country).safeParse(typed);
  if (!enquiry.success)
    return { kind: 'errors', errors: { email: say.label('lead.new.unreachable') }, form: newLeadForm(say) };
  const from = { actor: who.id, source: byColleague };
  const lead = await data.write((tx) => receiveLead(tx, enquiry.data, from, intake, now));
  return isRefusal(lead) ? lead : whisper(enteredCard(lead.number, say));
}

/** The refusal that the lead as it stands already gives. */
async function refusedAlready(
  { data, payload }: Asked<Numbered>,
  rule: (hold: Hold) => Hold | Refusal,
): Promise<Refusal | undefined> {
  const lead = await readLead(data.read, payload.id);
  if (!lead) return refuse('lead.unknown', { number: String(payload.id) });
  const hold = named(rule(lead.hold), payload.id);
  return isRefusal(hold) ? hold : undefined;
}
