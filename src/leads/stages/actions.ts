import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, type Reply } from '../../chat/reply.ts';
import { readMoney } from '../../kernel/money.ts';
import { isRefusal, type Refusal } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { companyOf } from '../../team/hours/store.ts';
import { dutiesInForce } from '../clocks/in-force.ts';
import { askedBetween, type ExitField, exitFields, missingFor } from '../duties/duties.ts';
import { notTheirs } from '../hold.ts';
import type { Lead } from '../lead.ts';
import { leadFor, type Numbered, numbered } from '../numbered.ts';
import { askWords, wantsWords } from '../other-reason.ts';
import { lostReasons, recycleReasons } from '../reasons.ts';
import { ending, loseLead, winLead } from './close-lead.ts';
import { fieldsOf } from './field-store.ts';
import { loseForm, recycleForm, stageForm, winForm } from './forms.ts';
import { mayOpen } from './may-open.ts';
import { moveLead } from './move-lead.ts';
import { recycleLead } from './recycle-lead.ts';
import { stagesByHand } from './stages.ts';

const words = (most: number) => safeText(most).pipe(z.string().trim()).optional();
const note = words(1000);
const said = { need: words(1000), budget: words(300), decides: words(300), timing: words(300), amount: words(300) };
const moved = numbered.extend({ stage: z.enum(stagesByHand), ...said });
const won = numbered.extend({ amount: safeText(30), product: safeText(200).pipe(z.string().trim().min(1)) });
const lost = numbered.extend({ reason: z.enum(lostReasons), note });
const recycled = numbered.extend({ reason: z.enum(recycleReasons), note });

/** The stages of a lead and its ends: buttons and forms for whoever has it. */
export const stageActions: Record<string, Action> = {
  'lead.stage': action({ payload: numbered, answers: 'form', run: stagePressed }),
  'lead.stage.send': action({ payload: moved, run: stageSent }),
  'lead.win': action({
    payload: numbered,
    answers: 'form',
    run: (asked) =>
      ownedForm(asked, async ({ number }) => {
        const { currency } = await companyOf(asked.data.read);
        return winForm(number, currency, await fieldsOf(asked.data.read, number), asked.say);
      }),
  }),
  'lead.win.send': action({ payload: won, run: winSent }),
  'lead.lose': action({
    payload: numbered,
    answers: 'form',
    run: (asked) => ownedForm(asked, ({ number }) => loseForm(number, asked.say)),
  }),
  'lead.lose.send': action({
    payload: lost,
    run: async ({ who, payload: { id: number, ...why }, data, now, say }) =>
      wantsWords(why)
        ? askWords(loseForm(number, say), say)
        : settled(await data.write((tx) => loseLead(tx, who, { number, ...why }, now))),
  }),
  'lead.recycle': action({
    payload: numbered,
    answers: 'form',
    run: (asked) => ownedForm(asked, ({ number }) => recycleForm(number, asked.say)),
  }),
  'lead.recycle.send': action({
    payload: recycled,
    run: async ({ who, payload: { id: number, ...why }, data, now, say }) =>
      wantsWords(why)
        ? askWords(recycleForm(number, say), say)
        : settled(await data.write((tx) => recycleLead(tx, who, { number, ...why }, now))),
  }),
};

type MadeForm = Extract<Reply, { kind: 'form' }>['form'];

async function ownedForm(
  asked: Asked<Numbered>,
  form: (lead: Lead) => MadeForm | Promise<MadeForm>,
): Promise<Reply | Refusal> {
  const lead = await leadFor(asked, (known) => ending(known, asked.who));
  return isRefusal(lead) ? lead : { kind: 'form', form: await form(lead) };
}

async function stagePressed(asked: Asked<Numbered>): Promise<Reply | Refusal> {
  const lead = await leadFor(asked, (known) =>
    mayOpen(known, asked.who) ? undefined : notTheirs(known.hold, asked.who),
  );
  return isRefusal(lead) ? lead : { kind: 'form', form: await formOf(asked, lead) };
}

async function formOf({ data, say }: Asked<unknown>, lead: Lead): Promise<MadeForm> {
  const { value: duties } = await dutiesInForce(data.read);
  const exit = askedBetween(duties, lead.stage, 'negotiating');
  return stageForm(lead, exit, await fieldsOf(data.read, lead.number), say);
}

async function stageSent(asked: Asked<z.output<typeof moved>>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { id: number, stage, ...fields } = payload;
  const lead = await leadFor(asked);
  if (isRefusal(lead)) return lead;
  const { value: duties } = await dutiesInForce(data.read);
  const known = await fieldsOf(data.read, number);
  const filled = exitFields.filter((field) => fields[field]);
  const missing = missingFor(duties, lead.stage, stage, new Set<string>([...known.keys(), ...filled]));
  if (missing.length > 0) {
    const errors = Object.fromEntries(missing.map((field: ExitField) => [field, say.label('field.missing')]));
    return { kind: 'errors', errors, form: await formOf(asked, lead) };
  }
  const given = Object.fromEntries(filled.map((field) => [field, fields[field]]));
  return settled(await data.write((tx) => moveLead(tx, who, { number, stage, fields: given }, now)));
}

async function winSent({ who, payload, data, now, say }: Asked<z.output<typeof won>>): Promise<Reply | Refusal> {
  const { id: number, product } = payload;
  const { currency } = await companyOf(data.read);
  const amount = readMoney(payload.amount, currency);
  if (amount === undefined) {
    const form = winForm(number, currency, new Map(), say);
    return { kind: 'errors', errors: { amount: say.label('win.amount.wrong') }, form };
  }
  return settled(await data.write((tx) => winLead(tx, who, { number, amount, currency, product }, now)));
}

function settled(changed: Lead | Refusal): Reply | Refusal {
  return isRefusal(changed) ? changed : done;
}
