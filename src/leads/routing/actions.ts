import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { day, hour } from '../../kernel/clock.ts';
import { isCountry, isLanguage } from '../../kernel/codes.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { settingAt, settingInForce } from '../../team/settings.ts';
import { allPeople, namesOf } from '../../team/store.ts';
import { numbered } from '../numbered.ts';
import { readLead } from '../store.ts';
import { fairnessCard, routingCard, triedRoutingCard, whyCard } from './cards.ts';
import { changeRouting, isTaken, withoutRule, withRule } from './change-routing.ts';
import { decide, type Question } from './decide.ts';
import { dropDraft, keepDraft, readDraft } from './draft-store.ts';
import { sharesOf, wouldShare } from './dry-run.ts';
import { readFairness } from './fairness.ts';
import { ruleForm } from './forms.ts';
import { lastLeads } from './last-leads.ts';
import { passOffer } from './pass-offer.ts';
import { modes, type Routing, type Rule, routingName, usualRouting } from './rule.ts';
import { receiptsOf } from './store.ts';

const month = 30 * day;
/** Of a busier month the latest so many leads are tried. */
const mostTried = 2_000;
const liftFor = 4 * hour;
const plainId = z.object({ id: z.string().max(60) });
const ofRule = z.object({
  id: z
    .string()
    .regex(/^\d{1,9}\/\d{1,3}$/)
    .transform((id) => ({ version: Number(id.split('/')[0]), at: Number(id.split('/')[1]) })),
});
const list = safeText(300)
  .optional()
  .transform((text) =>
    (text ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  );
const minutes = safeText(6);
const typed = ofRule.extend({
  name: safeText(60).optional(),
  mode: z.enum(modes),
  department: z.enum(['sales', 'marketing']),
  people: z.string().optional(),
  sources: list,
  campaigns: list,
  languages: list,
  countries: list,
  products: list,
  amountFrom: safeText(12).optional(),
  coolOff: minutes,
  offerFor: minutes,
  fallback: z.string().optional(),
  channels: z.string().optional(),
});

/** The rules of routing, and what somebody does about an offer. */
export function routingActions(places: readonly string[]): Record<string, Action> {
  return {
    'lead.pass': action({
      payload: numbered,
      run: async ({ who, payload, data, now }) =>
        (await data.write((tx) => passOffer(tx, who, payload.id, now))) ?? done,
    }),
    'routing.show': action({ payload: plainId, run: async (asked) => here(await cardFor(asked)) }),
    'routing.rule': action({ payload: ofRule, answers: 'form', run: (asked) => change(asked, places) }),
    'routing.rule.send': action({ payload: typed, run: (asked) => attempt(asked, places) }),
    'routing.apply': action({ payload: plainId, run: apply }),
    'routing.lift': action({ payload: plainId, run: lift }),
  };
}

/** `/baton routing`, `/baton fairness`, `/lead why 12`. */
export const routingCommands: Record<string, Command> = {
  routing: { usage: 'routing.usage', under: 'baton', run: async (asked) => whisper(await cardFor(asked)) },
  fairness: {
    usage: 'fair.usage',
    under: 'baton',
    run: async ({ data, now, say }) => whisper(fairnessCard(await readFairness(data.read, now - month, now), say)),
  },
  'lead why': { usage: 'why.usage', run: why },
};

async function cardFor({ who, data, now, say }: Asked<unknown>) {
  const routing = await settingInForce(data.read, routingName, usualRouting);
  return routingCard(routing, await namesIn(data.read, routing.value.rules), who.role !== 'rep', now, say);
}

function namesIn(db: Asked<unknown>['data']['read'], rules: readonly Rule[]) {
  return namesOf(
    db,
    rules.flatMap(({ people }) => people),
  );
}

async function change(asked: Asked<z.output<typeof ofRule>>, places: readonly string[]): Promise<Reply | Refusal> {
  if (asked.who.role === 'rep') return refuse('routing.not-yours');
  const { value } = await settingInForce(asked.data.read, routingName, usualRouting);
  return { kind: 'form', form: await formFor(asked, value, places) };
}

async function formFor(
  { payload, data, say }: Asked<z.output<typeof ofRule>>,
  { rules }: Routing,
  places: readonly string[],
) {
  const { version, at } = payload.id;
  return ruleForm(`${version}/${at}`, rules[at], { people: await allPeople(data.read), places }, say);
}

/** A rule without a name goes. */
async function attempt(asked: Asked<z.output<typeof typed>>, places: readonly string[]): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  if (who.role === 'rep') return refuse('routing.not-yours');
  const { version, at } = payload.id;
  const wrong = (['coolOff', 'offerFor'] as const).filter((name) => !/^\s*\d{1,5}\s*$/.test(payload[name]));
  const amount = payload.amountFrom?.trim() ? Number(payload.amountFrom) : undefined;
  const faulty = [...wrong, ...(amount === undefined || Number.isFinite(amount) ? [] : ['amountFrom'])];
  const { value } = await settingInForce(data.read, routingName, usualRouting);
  const name = payload.name?.trim() ?? '';
  const unnamed = name === '' && at >= value.rules.length;
  const taken =
    unnamed || isTaken(value, at, name)
      ? { name: say.label(unnamed ? 'routing.name.missing' : 'routing.name.taken') }
      : {};
  const codes = wrongCodes(payload, say);
  const errors = { ...Object.fromEntries(faulty.map((each) => [each, say.label('rules.wrong')])), ...taken, ...codes };
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors, form: await formFor(asked, value, places) };
  const next = name === '' ? withoutRule(value, at) : withRule(value, at, ruleOf(payload, name, amount, places));
  const made = await lastLeads(data.read, now - month, mostTried, now);
  const shares = { was: sharesOf(made), would: wouldShare(made, next) };
  const names = await namesOf(data.read, [...shares.was.by.keys(), ...shares.would.by.keys()]);
  const id = await data.write((tx) => keepDraft(tx.db, { version, routing: next, actor: who.id }, now));
  return isRefusal(id) ? id : whisper(triedRoutingCard(id, shares, names, say));
}

function wrongCodes(
  { languages, countries }: Pick<z.output<typeof typed>, 'languages' | 'countries'>,
  say: Asked<unknown>['say'],
) {
  return {
    ...(languages.every(isLanguage) ? {} : { languages: say.label('code.language.wrong') }),
    ...(countries.every(isCountry) ? {} : { countries: say.label('code.country.wrong') }),
  };
}

function ruleOf(
  payload: z.output<typeof typed>,
  name: string,
  amountFrom: number | undefined,
  places: readonly string[],
): Rule {
  const { mode, department, people, sources, campaigns, languages, countries, products, fallback } = payload;
  return {
    name,
    mode,
    department,
    people: (people ?? '').split(',').filter(Boolean),
    sources,
    campaigns,
    languages: languages.map((each) => each.toLowerCase()),
    countries: countries.map((each) => each.toUpperCase()),
    products,
    ...(amountFrom === undefined ? {} : { amountFrom }),
    coolOff: Number(payload.coolOff),
    offerFor: Math.max(1, Number(payload.offerFor)),
    fallback: fallback || null,
    channels: places.filter((place) => payload.channels?.split(',').includes(place)),
  };
}

async function apply(asked: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const { who, payload, data, now } = asked;
  const no = await data.write(async (tx) => {
    const draft = await readDraft(tx.db, payload.id);
    if (!draft) return refuse('rules.changed');
    await dropDraft(tx.db, payload.id);
    return changeRouting(tx, who, draft, now);
  });
  return no ?? here(await cardFor(asked));
}

async function lift(asked: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const { who, payload, data, now } = asked;
  const { value } = await settingInForce(data.read, routingName, usualRouting);
  const routing: Routing = { ...value, capsLiftedUntil: now + liftFor };
  const no = await data.write((tx) => changeRouting(tx, who, { version: Number(payload.id), routing }, now));
  return no ?? here(await cardFor(asked));
}

async function why({ payload, data, say }: Asked<string>): Promise<Reply | Refusal> {
  if (payload === '') return refuse('why.which');
  const number = Number(/^#?(\d{1,15})$/.exec(payload)?.[1]);
  const lead = Number.isNaN(number) ? undefined : await readLead(data.read, number);
  if (!lead) return refuse('lead.unknown', { number: payload.slice(0, 40) });
  const rows = await receiptsOf(data.read, number);
  const receipts = await Promise.all(
    rows.map(async ({ at, version, asked }) => {
      const question = JSON.parse(asked) as Question;
      const routing = await settingAt(data.read, routingName, version, usualRouting);
      return { at, version, asked: question, decision: decide(routing, question) };
    }),
  );
  const ids = receipts.flatMap(({ asked }) => asked.people.map(({ id }) => id));
  return whisper(whyCard(lead, receipts, await namesOf(data.read, ids), say));
}
