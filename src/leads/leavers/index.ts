import { z } from 'zod';
import { type Action, action } from '../../chat/action.ts';
import type { PostKinds } from '../../chat/post-kind.ts';
import { done } from '../../chat/reply.ts';
import { minute } from '../../kernel/clock.ts';
import { every } from '../../schedule/due.ts';
import type { DueKinds } from '../../schedule/fire.ts';
import { personById } from '../../team/store.ts';
import { subjectOf } from '../lead.ts';
import { leadsOf } from '../list-store.ts';
import { leaverCard } from './card.ts';
import { freezeLeads, leaverSubject, offerAgain } from './freeze-leads.ts';

const mostRead = 500;

/** What becomes of the leads of whoever has left. */
export const leavers = {
  actions: {
    'lead.reoffer': action({
      payload: z.object({ id: z.string().max(60) }),
      run: async ({ who, payload, data, now }) =>
        (await data.write((tx) => offerAgain(tx, who, payload.id, now))) ?? done,
    }),
  } satisfies Record<string, Action>,
  posts: {
    'lead.leaver': async (db, subject) => {
      const id = subject.slice(leaverSubject('').length);
      const row = await personById(db, id);
      if (!row) return undefined;
      // Whoever is back has them still.
      const leads = row.left_at === null ? [] : await leadsOf(db, id, mostRead);
      return {
        subjects: [subject, `person:${id}`, ...leads.map(({ number }) => subjectOf(number))],
        card: (say) => leaverCard({ id, name: row.name }, leads, say, row.left_at === null),
      };
    },
  } satisfies PostKinds,
  due: {
    'lead.leavers': { run: (tx, _due, now) => freezeLeads(tx, now), missed: 'once', next: every(minute) },
  } satisfies DueKinds,
};
