import { z } from 'zod';
import { type Action, type Asked, action } from '../chat/action.ts';
import { done, here, type Reply, whisper } from '../chat/reply.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts';
import { allPeople } from '../team/store.ts';
import { endedCard, syncCard } from './cards.ts';
import { answerMeeting, setState, skipMeeting } from './change-sync.ts';
import { syncForm, weekdays } from './forms.ts';
import { readNext } from './read-next.ts';
import { setSync } from './set-sync.ts';
import { readSync } from './store.ts';
import { type Answer, occurrenceOf, type Sync } from './sync.ts';

const series = z.object({ id: z.string().max(60) });
const occurrence = z.object({
  id: z
    .string()
    .regex(/^occurrence:[\w-]{1,60}\/\d{1,15}$/)
    .transform(occurrenceOf),
});
const settings = z.object({
  id: z.string().max(300),
  weekday: z.enum(weekdays),
  time: z.string(),
  zone: z.string().trim(),
  where: z.enum(['leads', 'here', 'same']),
  people: z.string(),
});

/** The buttons and the form of the joint meeting. */
export function syncActions(leadsChannels: readonly string[]): Record<string, Action> {
  return {
    'sync.send': action({ payload: settings, run: (asked) => sent(asked, leadsChannels) }),
    'sync.change': action({ payload: series, answers: 'form', run: changePressed }),
    'sync.skip': action({ payload: occurrence, run: (asked) => skipPressed(asked, true) }),
    'sync.keep': action({ payload: occurrence, run: (asked) => skipPressed(asked, false) }),
    'sync.pause': action({ payload: series, run: (asked) => statePressed(asked, 'paused') }),
    'sync.resume': action({ payload: series, run: (asked) => statePressed(asked, 'active') }),
    'sync.end': action({ payload: series, run: (asked) => statePressed(asked, 'ended') }),
    'sync.yes': action({ payload: occurrence, run: (asked) => answered(asked, 'yes') }),
    'sync.no': action({ payload: occurrence, run: (asked) => answered(asked, 'no') }),
  };
}

async function sent(
  asked: Asked<z.output<typeof settings>>,
  leadsChannels: readonly string[],
): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const [id, place] = payload.id.split('|');
  const known = id ? await readSync(data.read, id) : undefined;
  const wrong = faultOf(payload);
  if (wrong) {
    const people = await allPeople(data.read);
    const form = syncForm({ sync: known, place, people, zone: who.zone }, say);
    return { kind: 'errors', errors: { [wrong]: say.label(`sync.form.wrong.${wrong}`) }, form };
  }
  const places = { leads: leadsChannels, here: place ? [place] : leadsChannels, same: known?.places ?? leadsChannels };
  const saved = await data.write((tx) =>
    setSync(
      tx,
      who,
      known?.id,
      {
        weekday: Number(payload.weekday),
        localTime: payload.time,
        zone: payload.zone,
        places: places[payload.where],
        people: payload.people.split(',').filter(Boolean),
      },
      now,
    ),
  );
  return isRefusal(saved) ? saved : whisper(await cardOf(asked, saved.sync));
}

function faultOf({ time, zone }: { time: string; zone: string }): 'time' | 'zone' | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return 'time';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return undefined;
  } catch {
    return 'zone';
  }
}

async function changePressed({ payload, data, who, place, say }: Asked<{ id: string }>): Promise<Reply | Refusal> {
  const sync = await readSync(data.read, payload.id);
  if (!sync || sync.state === 'ended') return refuse('sync.changed');
  const people = await allPeople(data.read);
  return { kind: 'form', form: syncForm({ sync, place, people, zone: who.zone }, say) };
}

type Meeting = { id: { sync: string; start: number } };

async function skipPressed(asked: Asked<Meeting>, skip: boolean): Promise<Reply | Refusal> {
  const { who, payload, data, now } = asked;
  const sync = await data.write((tx) => skipMeeting(tx, who, { ...payload.id, skip }, now));
  return isRefusal(sync) ? sync : here(await cardOf(asked, sync));
}

async function statePressed(asked: Asked<{ id: string }>, state: Sync['state']): Promise<Reply | Refusal> {
  const { who, payload, data, now, say } = asked;
  const sync = await data.write((tx) => setState(tx, who, payload.id, state, now));
  if (isRefusal(sync)) return sync;
  return here(state === 'ended' ? endedCard(say) : await cardOf(asked, sync));
}

async function cardOf({ data, now, say }: Asked<unknown>, sync: Sync) {
  return syncCard(sync, await readNext(data.read, sync.id, now), say);
}

async function answered({ who, payload, data, now }: Asked<Meeting>, answer: Answer): Promise<Reply | Refusal> {
  const no = await data.write((tx) => answerMeeting(tx, who, { ...payload.id, answer }, now));
  return no ?? done;
}
