import { z } from 'zod';
import type { Db } from '../../../db/schema.ts';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { hour, minute } from '../../kernel/clock.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import type { Say } from '../../words/say.ts';
import { isMarketing } from '../marketing.ts';
import { offersOpen, saidOffer } from '../offers/store.ts';
import { answerAsk } from './answer-ask.ts';
import { askedCard } from './ask-cards.ts';
import { audienceOf } from './audience.ts';
import { beginCheck, beginDraft, type Meant } from './begin-check.ts';
import { callOff } from './call-off.ts';
import { checkCard, linkCard } from './cards.ts';
import type { Check } from './check.ts';
import { confirmCheck, logCheck } from './confirm-check.ts';
import { answerHours, mailingForm } from './forms.ts';
import { mayGoOn } from './may-go-on.ts';
import { readAsk, readCheck } from './read-check.ts';
import { addressesIn, mostInChat, readAddresses } from './read-list.ts';
import type { Mailing } from './settings.ts';
import { checkById, linesIn } from './store.ts';

const one = z.object({ id: z.string().max(60) });
/** A check, and whether it was pressed on a private copy of its card. */
const checked = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,60}(\/own)?$/)
    .transform((text) => ({ check: text.split('/')[0] ?? '', own: text.endsWith('/own') })),
});
/** A client of a check, and the page of one's whole list on which they stand. */
const about = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,60}\/[\w-]{1,60}(\/\d{1,5})?$/)
    .transform((text) => {
      const [check = '', client = '', page] = text.split('/');
      return { check, client, page: page === undefined ? undefined : Number(page) };
    }),
});
/** One's whole list, first or a page of it. */
const paged = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,60}(\/\d{1,5})?$/)
    .transform((text) => {
      const [check = '', page] = text.split('/');
      return { check, page: page === undefined ? undefined : Number(page) };
    }),
});
const meant = one.extend({
  name: safeText(200).pipe(z.string().min(1)),
  pasted: z.string().max(3000).optional(),
  offer: z.string().max(60).optional(),
  about: safeText(200).optional(),
  hours: z.enum(answerHours),
  silence: z.enum(['keep', 'drop']),
});

/** A link is for whoever pressed, and for now. */
const linkFor = 15 * minute;

/** The buttons and forms of mailing checks. */
export function mailingActions(mailing: Mailing): Record<string, Action> {
  const stage = (move: typeof logCheck) =>
    action({
      payload: checked,
      run: (asked) => ifTheirs(asked, ({ id }) => asked.data.write((tx) => move(tx, id, mailing, asked.now))),
    });
  return {
    'mailing.new': action({ payload: one, answers: 'form', run: askForList }),
    'mailing.new.send': action({ payload: meant, run: (asked) => begin(asked, mailing) }),
    'mailing.show': action({ payload: one, run: ({ payload, data, say }) => ownCopy(data.read, payload.id, say) }),
    'mailing.confirm': stage(confirmCheck),
    'mailing.confirm-again': stage((tx, id, sealing, now) => confirmCheck(tx, id, sealing, now, 'again')),
    'mailing.sent': stage(logCheck),
    'mailing.call-off': action({
      payload: checked,
      run: (asked) => ifTheirs(asked, ({ id }) => asked.data.write((tx) => callOff(tx, asked.who.id, id, asked.now))),
    }),
    'mailing.list': action({ payload: checked, run: (asked) => giveLink(asked, mailing, 'mailing') }),
    'mailing.rows': action({ payload: checked, run: (asked) => giveLink(asked, mailing, 'mailing-rows') }),
    'mailing.leave-out': action({ payload: about, run: (asked) => answer(asked, 'drop') }),
    'mailing.let-go': action({ payload: about, run: (asked) => answer(asked, 'keep') }),
    'mailing.leave-all-out': action({ payload: one, run: (asked) => answerAll(asked, 'drop') }),
    'mailing.let-all-go': action({ payload: one, run: (asked) => answerAll(asked, 'keep') }),
    'mailing.asked': action({ payload: paged, run: showAsked }),
  };
}

type One = Asked<{ id: string }>;
type OnCheck = Asked<z.output<typeof checked>>;

async function askForList({ who, data, say, now }: One): Promise<Reply | Refusal> {
  if (!isMarketing(who)) return refuse('mailing.not-yours');
  return { kind: 'form', form: mailingForm(undefined, await offersOpen(data.read, now), say) };
}

async function begin(asked: Asked<z.output<typeof meant>>, mailing: Mailing): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  if (!isMarketing(who)) return refuse('mailing.not-yours');
  const { id, name, hours, silence } = payload;
  const deadline = now + Number(hours) * hour;
  const offer = await saidOffer(data.read, payload);
  const mail: Meant = { name, offer, actor: who.id, person: who.id, silence, deadline, sendAt: deadline };
  if (id !== 'new') {
    const begun = await data.write((tx) => beginDraft(tx, id, mail, mailing, now));
    return isRefusal(begun) ? begun : done;
  }
  const addresses = await addressesOf(asked);
  if (isRefusal(addresses)) {
    const errors = { list: say.label(`refusal.${addresses.refused}`, addresses.params) };
    return { kind: 'errors', errors, form: mailingForm(undefined, await offersOpen(data.read, now), say) };
  }
  const audience = await audienceOf({ emails: addresses });
  const begun = await data.write((tx) => beginCheck(tx, { ...mail, audience }, mailing, now));
  return isRefusal(begun) ? begun : done;
}

/** The addresses of the file, and those that were pasted. */
async function addressesOf({ files, payload }: Asked<z.output<typeof meant>>): Promise<readonly string[] | Refusal> {
  const pasted = payload.pasted?.trim() ? addressesIn(payload.pasted) : [];
  if (!files.list) return payload.pasted?.trim() ? pasted : refuse('mailing.no-addresses');
  const bytes = await files.list.read(mostInChat);
  const listed = bytes === undefined ? refuse('mailing.too-large') : await readAddresses(bytes);
  return isRefusal(listed) || isRefusal(pasted) ? listed : [...listed, ...pasted];
}

/** A private copy of a card, as the check is now. */
async function ownCopy(db: Db, id: string, say: Say): Promise<Reply | Refusal> {
  const view = await readCheck(db, id);
  return view ? here(checkCard(view, say, 'own')) : refuse('mailing.unknown');
}

async function ifTheirs(asked: OnCheck, move: (check: Check) => Promise<unknown>): Promise<Reply | Refusal> {
  const check = await theirs(asked);
  if (isRefusal(check)) return check;
  const no = await move(check);
  if (isRefusal(no)) return no;
  return asked.payload.id.own ? ownCopy(asked.data.read, check.id, asked.say) : done;
}

/** The check that was pressed, if it is theirs to go on with. */
async function theirs({ who, payload, data }: OnCheck): Promise<Check | Refusal> {
  const check = await checkById(data.read, payload.id.check);
  if (!check) return refuse('mailing.unknown');
  return mayGoOn(who, check) ?? check;
}

/** Whoever may mail gets the final list, or all rows with their reasons, by a link that is over soon. */
async function giveLink(
  asked: OnCheck,
  { files }: Mailing,
  kind: 'mailing' | 'mailing-rows',
): Promise<Reply | Refusal> {
  const { data, now, say } = asked;
  const check = await theirs(asked);
  if (isRefusal(check)) return check;
  if (kind === 'mailing' && check.state !== 'confirmed' && check.state !== 'sent') return refuse('mailing.not-ready');
  if (!files) return refuse('mailing.no-link');
  if ((await linesIn(data.read, check.id, 0)).length === 0) return refuse('mailing.forgotten');
  const until = now + linkFor;
  const url = `${files.url}/reports/${files.links.write({ kind, id: check.id, until })}`;
  return whisper(linkCard(url, check.name, until, say));
}

async function answer(
  { who, payload, data, now, say }: Asked<z.output<typeof about>>,
  said: 'keep' | 'drop',
): Promise<Reply | Refusal> {
  const { check, client, page } = payload.id;
  const no = await data.write((tx) => answerAsk(tx, who, { check, client, answer: said }, now));
  if (isRefusal(no)) return no;
  return page === undefined ? done : askedPage(data.read, { check, person: who.id }, page, say);
}

async function answerAll({ who, payload, data, now }: One, said: 'keep' | 'drop'): Promise<Reply | Refusal> {
  const all = { check: payload.id, client: undefined, answer: said };
  return (await data.write((tx) => answerAsk(tx, who, all, now))) ?? done;
}

/** From one's card it opens beside it; a page leads to the next in its place. */
async function showAsked({ who, payload, data, say }: Asked<z.output<typeof paged>>): Promise<Reply | Refusal> {
  const { check, page } = payload.id;
  const shown = await askedPage(data.read, { check, person: who.id }, page ?? 0, say);
  return page === undefined && !isRefusal(shown) && shown.kind === 'here' ? whisper(shown.card) : shown;
}

async function askedPage(
  db: Db,
  whose: { readonly check: string; readonly person: string },
  page: number,
  say: Say,
): Promise<Reply | Refusal> {
  const view = await readAsk(db, whose, page);
  return view ? here(askedCard(view, page, say)) : refuse('mailing.not-asked');
}
