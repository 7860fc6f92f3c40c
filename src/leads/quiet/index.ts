import { z } from 'zod';
import { type Action, type Asked, action, type Command } from '../../chat/action.ts';
import { homeCard } from '../../chat/home.ts';
import type { PostKinds } from '../../chat/post-kind.ts';
import { done, type Reply, whisper } from '../../chat/reply.ts';
import { placeKind } from '../../chat/want.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts';
import { safeText } from '../../kernel/safe-text.ts';
import { append } from '../../ledger/append.ts';
import { every } from '../../schedule/due.ts';
import type { DueKinds } from '../../schedule/fire.ts';
import { mornings, preferencesOf, savePreferences, usualPreferences, whens } from '../../team/people/preferences.ts';
import { saveSetting, settingInForce } from '../../team/settings.ts';
import { readMine } from '../home/read-mine.ts';
import { mineElements } from '../home/section.ts';
import { erasedSubject } from '../lead.ts';
import { budgetForm, noiseCard, noticesForm } from './cards.ts';
import { lookEvery, sendMornings } from './mornings.ts';
import { budgetName, readNoise, usualBudget } from './noise.ts';

const plainId = z.object({ id: z.string().max(60) });
const typed = plainId.extend({ reminders: z.enum(whens), watched: z.enum(['now', 'off']), morning: z.enum(mornings) });

/** What people hear, and how much a channel gets. */
export const quiet = {
  actions: {
    'notices.send': action({
      payload: typed,
      run: async ({ who, payload: { id: _me, ...wanted }, data }) =>
        (await data.write((tx) => savePreferences(tx.db, who.id, wanted))) ?? done,
    }),
    'noise.change': action({
      payload: plainId,
      answers: 'form',
      run: async ({ who, data, say }) => {
        if (who.role !== 'admin') return refuse('rules.not-yours');
        return {
          kind: 'form',
          form: budgetForm((await settingInForce(data.read, budgetName, usualBudget)).value, say),
        };
      },
    }),
    'noise.change.send': action({ payload: plainId.extend({ perDay: safeText(5) }), run: changeBudget }),
  } satisfies Record<string, Action>,
  commands: {
    notices: {
      usage: 'notices.usage',
      under: 'baton',
      answers: 'form',
      run: async ({ who, data, say }) => {
        const wanted = (await preferencesOf(data.read, [who.id])).get(who.id) ?? usualPreferences;
        return { kind: 'form', form: noticesForm(wanted, say) };
      },
    },
    noise: {
      usage: 'noise.usage',
      under: 'baton',
      run: async ({ who, data, now, say }) =>
        whisper(noiseCard(await readNoise(data.read, now), who.role === 'admin', say)),
    },
  } satisfies Record<string, Command>,
  posts: {
    // It tells of that morning: what changes later is for the day.
    'lead.morning': async (db, subject, now, place) => {
      const mine = await readMine(db, placeKind(place).id, now);
      const named = [
        ...mine.leads,
        ...mine.offered,
        ...mine.free,
        ...[...mine.handoffs, ...mine.asks].map(({ lead }) => lead),
      ];
      return {
        subjects: [subject, ...named.map(({ number }) => erasedSubject(number))],
        alone: true,
        card: (say) => homeCard([mineElements(mine, say)], say),
      };
    },
  } satisfies PostKinds,
  due: {
    'lead.mornings': {
      run: (tx, { at }, now) => sendMornings(tx, at, now),
      missed: { skipAfter: lookEvery },
      next: every(lookEvery),
    },
  } satisfies DueKinds,
};

async function changeBudget({
  who,
  payload,
  data,
  now,
  say,
}: Asked<{ id: string; perDay: string }>): Promise<Reply | Refusal> {
  if (who.role !== 'admin') return refuse('rules.not-yours');
  const { version, value } = await settingInForce(data.read, budgetName, usualBudget);
  if (!/^\s*\d{1,4}\s*$/.test(payload.perDay))
    return { kind: 'errors', errors: { perDay: say.label('rules.wrong') }, form: budgetForm(value, say) };
  const perDay = Number(payload.perDay);
  const saved = await data.write(async (tx) => {
    const setting = { name: budgetName, version, value: { perDay }, actor: who.id, at: now };
    if (!(await saveSetting(tx.db, setting))) return refuse('rules.changed');
    await append(tx, { stream: 'org', kind: 'noise.budget', actor: who.id, detail: { perDay } }, now);
    return undefined;
  });
  return isRefusal(saved) ? saved : done;
}
