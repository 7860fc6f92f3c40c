import { z } from 'zod';
import { type Action, type Asked, action } from '../../chat/action.ts';
import { done, here, type Reply, whisper } from '../../chat/reply.ts';
import { hour, minute } from '../../kernel/clock.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { isMarketing } from '../marketing.ts';
import { offersOpen, saidOffer } from '../offers/store.ts';
import { answerAsk } from './answer-ask.ts';
import { audienceOf } from './audience.ts';
import { beginCheck, beginDraft, type Meant } from './begin-check.ts';
import { callOff } from './call-off.ts';
import { checkCard, linkCard } from './cards.ts';
import type { Check } from './check.ts';
import { confirmCheck, logCheck } from './confirm-check.ts';
import { answerHours, mailingForm } from './forms.ts';
import { mayGoOn } from './may-go-on.ts';
import { readCheck } from './read-check.ts';
import { addressesIn, mostInChat, readAddresses } from './read-list.ts';
import type { Mailing } from './settings.ts';
import { checkById, linesIn } from './store.ts';

const one = z.object({ id: z.string().max(60) });
const about = z.object({ id: z.string().regex(/^[\w-]{1,60}\/[\w-]{1,60}$/) });
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
      payload: one,
      run: (asked) => ifTheirs(asked, (check) => asked.data.write((tx) => move(tx, check.id, mailing, asked.now))),
    });
  return {
    'mailing.new': action({ payload: one, answers: 'form', run: askForList }),
    'mailing.new.send': action({ payload: meant, run: (asked) => begin(asked, mailing) }),
    'mailing.show': action({ payload: one, run: show }),
    'mailing.confirm': stage(confirmCheck),
    'mailing.confirm-again': stage((tx, id, sealing, now) => confirmCheck(tx, id, sealing, now, 'again')),
    'mailing.sent': stage(logCheck),
    'mailing.call-off': action({
      payload: one,
      run: (asked) => ifTheirs(asked, ({ id }) => asked.data.write((tx) => callOff(tx, asked.who.id, id, asked.now))),
    }),
    'mailing.list': action({ payload: one, run: (asked) => giveLink(asked, mailing) }),
    'mailing.leave-out': action({ payload: about, run: (asked) => answer(asked, 'drop') }),
    'mailing.let-go': action({ payload: about, run: (asked) => answer(asked, 'keep') }),
    'mailing.leave-all-out': action({ payload: one, run: (asked) => answer(asked, 'drop') }),
    'mailing.let-all-go': action({ payload: one, run: (asked) => answer(asked, 'keep') }),
  };
}

type One = Asked<{ id: string }>;

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

/** The addresses of the file, or else of what was pasted. */
async function addressesOf({ files, payload }: Asked<z.output<typeof meant>>): Promise<readonly string[] | Refusal> {
  if (!files.list) return addressesIn(payload.pasted ?? '');
  const bytes = await files.list.read(mostInChat);
  return bytes === undefined ? refuse('mailing.too-large') : readAddresses(bytes);
}

async function show({ payload, data, say }: One): Promise<Reply | Refusal> {
  const view = await readCheck(data.read, payload.id);
  return view ? here(checkCard(view, say)) : refuse('mailing.unknown');
}

async function ifTheirs(
  { who, payload, data }: One,
  move: (check: Check) => Promise<unknown>,
): Promise<Reply | Refusal> {
  const check = await checkById(data.read, payload.id);
  if (!check) return refuse('mailing.unknown');
  const no = mayGoOn(who, check) ?? (await move(check));
  return isRefusal(no) ? no : done;
}

/** Whoever may mail gets the final list by a link that is over soon. */
async function giveLink({ who, payload, data, now, say }: One, { files }: Mailing): Promise<Reply | Refusal> {
  const check = await checkById(data.read, payload.id);
  if (check?.state !== 'confirmed' && check?.state !== 'sent') return refuse('mailing.not-ready');
  const no = mayGoOn(who, check);
  if (no) return no;
  if (!files) return refuse('mailing.no-link');
  if ((await linesIn(data.read, check.id, 0)).length === 0) return refuse('mailing.forgotten');
  const until = now + linkFor;
  const url = `${files.url}/reports/${files.links.write({ kind: 'mailing', id: check.id, until })}`;
  return whisper(linkCard(url, check.name, until, say));
}

async function answer({ who, payload, data, now }: One, said: 'keep' | 'drop'): Promise<Reply | Refusal> {
  const [check = '', client] = payload.id.split('/');
  return (await data.write((tx) => answerAsk(tx, who, { check, client, answer: said }, now))) ?? done;
}
