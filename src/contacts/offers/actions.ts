import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { type Reply, whisper } from '../../chat/reply.ts';
import { dayOf } from '../../kernel/local-time.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { foldOffer } from '../clearance/offer.ts';
import { isMarketing } from '../marketing.ts';
import { endOf, nextOn } from '../touches/next-step.ts';
import { offersCard } from './cards.ts';
import { offerForm } from './forms.ts';
import { keepOffer } from './keep-offer.ts';
import { allOffers, offerById, offersNamed } from './store.ts';

const one = z.object({ id: z.string().max(60) });
const typed = one.extend({
  name: safeText(120).pipe(z.string().trim().min(1)).optional(),
  family: safeText(120).optional(),
  until: z.iso.date().optional(),
});

/** The buttons and the form of offers. */
export const offerActions: Record<string, Action> = {
  'offer.new': action({ payload: one, answers: 'form', run: (asked) => openForm(asked) }),
  'offer.change': action({ payload: one, answers: 'form', run: (asked) => openForm(asked) }),
  'offer.send': action({ payload: typed, run: send }),
};

/** `/contact offers`: what both departments propose, for everybody to read. */
export const offerCommands: Record<string, Command> = {
  'contact offers': { usage: 'offers.usage', run: async (asked) => whisper(await cardFor(asked)) },
};

async function cardFor({ who, data, now, say }: Asked<unknown>) {
  return offersCard(await allOffers(data.read, now), who, now, say);
}

async function openForm({ who, payload, data, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  if (!isMarketing(who)) return refuse('offer.not-yours');
  const known = await offerById(data.read, payload.id);
  const until = known?.until ? dayOf(known.until - 1, who.zone) : undefined;
  return { kind: 'form', form: offerForm(payload.id, known && { ...known, until }, say) };
}

async function send(asked: Asked<z.output<typeof typed>>): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const { id, family, until } = payload;
  const known = await offerById(data.read, id);
  // What touches call an offer is its name: another name would be another offer.
  const name = known?.name ?? payload.name;
  if (name === undefined) return refuse('offer.nameless');
  const [taken] = known ? [] : await offersNamed(data.read, [foldOffer(name)]);
  if (taken) {
    const errors = { name: say.label('offer.taken', { name: taken.name }) };
    return { kind: 'errors', errors, form: offerForm(id, undefined, say) };
  }
  const last = until === undefined ? undefined : nextOn(name, until, who.zone, now);
  if (until !== undefined && !last) {
    const before = known && { ...known, until: undefined };
    return { kind: 'errors', errors: { until: say.label('day.over') }, form: offerForm(id, before, say) };
  }
  const offer = { name, family: family?.trim() || undefined, until: last && endOf(last.at) };
  const no = await data.write((tx) => keepOffer(tx, who, offer, now));
  return isRefusal(no) ? no : whisper(await cardFor(asked));
}
