import { z } from 'zod';
import { type Action, type Asked, action } from '../chat/action.ts';
import { done, here, type Reply, whisper } from '../chat/reply.ts';
import { isRefusal, type Refusal } from '../kernel/refusal.ts';
import { askActions } from './asks/actions.ts';
import { takenCard } from './asks/more-card.ts';
import { claimedCard, enteredCard, givenBackCard } from './cards.ts';
import { claimLead, mayClaim } from './claim-lead.ts';
import { clockActions } from './clocks/actions.ts';
import { dutiesInForce } from './clocks/in-force.ts';
import { numberActions } from './clocks/number-actions.ts';
import { dutyActions } from './duties/actions.ts';
import { enquirySchema } from './enquiry.ts';
import { newLeadForm, releaseForm } from './forms.ts';
import { handoffActions } from './handoff/actions.ts';
import { canUndo, isFree, undo } from './hold.ts';

import { byColleague } from './lead.ts';
import { leadFor, type Numbered, numbered } from './numbered.ts';
import { askWords, wantsWords } from './other-reason.ts';
import { readReader } from './read-reader.ts';
import { type ReleaseReason, releaseReasons } from './reasons.ts';
import { type Intake, receiveLead } from './receive-lead.ts';
import { releaseLead } from './release-lead.ts';
import { stageActions } from './stages/actions.ts';
import { ending } from './stages/close-lead.ts';
import { readLead } from './store.ts';
import { undoClaim } from './undo-claim.ts';

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
    ...handoffActions,
    ...stageActions,
    ...dutyActions(intake.channels),
    ...numberActions,
    ...clockActions,
    ...askActions,
    'lead.new.send': action({ payload: z.record(z.string(), z.string()), run: (asked) => newLeadSent(asked, intake) }),
  };
}

/** Losing is a read: who comes too late learns so without waiting for a commit. Pressing twice is winning once. */
async function claimPressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { value: duties } = await dutiesInForce(data.read);
  const known = await leadFor(asked, (each) => mayClaim(each, who, duties, now));
  const lead = isRefusal(known) ? known : await data.write((tx) => claimLead(tx, who, { number: payload.id }, now));
  if (!isRefusal(lead)) return whisper(claimedCard(lead, say));
  if (lead.refused !== 'lead.yours' && lead.refused !== 'lead.taken') return lead;
  const held = await readLead(data.read, payload.id);
  if (!held) return lead;
  if (lead.refused === 'lead.yours')
    return !held.closed && canUndo(held.hold, who, now) ? whisper(claimedCard(held, say)) : lead;
  // It may be free again by now: then the refusal as it was is the truth of that moment.
  if (isFree(held.hold)) return lead;
  return whisper(takenCard(held, await readReader(data.read, held, who), say), 'refused');
}

async function undoPressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const known = await leadFor(asked, ({ hold }) => undo(hold, who, now));
  const lead = isRefusal(known) ? known : await data.write((tx) => undoClaim(tx, who, { number: payload.id }, now));
  return isRefusal(lead) ? lead : here(givenBackCard(lead, say));
}

async function releasePressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const lead = await leadFor(asked, (known) => ending(known, asked.who));
  return isRefusal(lead) ? lead : { kind: 'form', form: releaseForm(lead.number, asked.say) };
}

type Released = Numbered & { reason: ReleaseReason; note?: string | undefined };

async function releaseSent({ who, payload, data, now, say }: Asked<Released>): Promise<Reply | Refusal> {
  const { id: number, reason, note } = payload;
  if (wantsWords(payload)) return askWords(releaseForm(number, say), say);
  const lead = await data.write((tx) => releaseLead(tx, who, { number, reason, note }, now));
  return isRefusal(lead) ? lead : done;
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
