import { z } from 'zod';
import { type Action, type Asked, action } from '../chat/action.ts';
import { done, here, type Reply, whisper } from '../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { claimedCard, enteredCard, givenBackCard } from './cards.ts';
import { claimLead } from './claim-lead.ts';
import { enquirySchema } from './enquiry.ts';
import { releaseForm } from './forms.ts';
import { claim, type Hold, release } from './hold.ts';
import { byColleague } from './lead.ts';
import { type ReleaseReason, releaseReasons } from './reasons.ts';
import { type Intake, receiveLead } from './receive-lead.ts';
import { releaseLead } from './release-lead.ts';
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
    'lead.new.send': action({ payload: z.record(z.string(), z.string()), run: (asked) => newLeadSent(asked, intake) }),
  };
}

type Numbered = { id: number };

/** Losing is a read: who comes too late learns so without waiting for a commit. */
async function claimPressed({ who, payload, data, now, say }: Asked<Numbered>): Promise<Reply | Refusal> {
  const no = await refusedAlready(data.read, payload.id, (hold) => claim(hold, who, now));
  if (no) return no;
  const lead = await data.write((tx) => claimLead(tx, who, { number: payload.id }, now));
  return isRefusal(lead) ? lead : whisper(claimedCard(lead, say));
}

async function undoPressed({ who, payload, data, now, say }: Asked<Numbered>): Promise<Reply | Refusal> {
  const lead = await data.write((tx) => undoClaim(tx, who, { number: payload.id }, now));
  return isRefusal(lead) ? lead : here(givenBackCard(lead, say));
}

async function releasePressed({ who, payload, data, say }: Asked<Numbered>): Promise<Reply | Refusal> {
  const no = await refusedAlready(data.read, payload.id, (hold) => release(hold, who));
  return no ?? { kind: 'form', form: releaseForm(payload.id, say) };
}

type Released = Numbered & { reason: ReleaseReason; note?: string | undefined };

async function releaseSent({ who, payload, data, now }: Asked<Released>): Promise<Reply | Refusal> {
  const lead = await data.write((tx) =>
    releaseLead(tx, who, { number: payload.id, reason: payload.reason, note: payload.note }, now),
  );
  return isRefusal(lead) ? lead : done;
}

async function newLeadSent(
  { who, payload, data, now, say }: Asked<Record<string, string>>,
  intake: Intake,
): Promise<Reply | Refusal> {
  const { id: _form, ...typed } = payload;
  const enquiry = enquirySchema(intake.country).safeParse(typed);
  if (!enquiry.success) return { kind: 'errors', errors: { email: say.label('lead.new.unreachable') } };
  const from = { actor: who.id, source: byColleague };
  const { number } = await data.write((tx) => receiveLead(tx, enquiry.data, from, intake, now));
  return whisper(enteredCard(number, say));
}

/** The refusal that the lead as it stands already gives. */
async function refusedAlready(
  db: Asked<Numbered>['data']['read'],
  number: number,
  rule: (hold: Hold) => Hold | Refusal,
): Promise<Refusal | undefined> {
  const lead = await readLead(db, number);
  if (!lead) return refuse('lead.unknown', { number: String(number) });
  const hold = rule(lead.hold);
  return isRefusal(hold) ? hold : undefined;
}
