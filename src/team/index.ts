import { z } from 'zod';
import { action } from '../chat/action.ts';
import { done } from '../chat/reply.ts';
import { behind } from '../chat/want.ts';
import type { Feature } from '../feature.ts';
import { hour } from '../kernel/clock.ts';
import { every } from '../schedule/due.ts';
import { departmentCard } from './cards.ts';
import { chooseDepartment } from './choose-department.ts';
import { departments } from './departments.ts';
import { dutyRotaActions, dutyRotaCommands } from './duty/actions.ts';
import { dutySubject } from './duty/read-duty.ts';
import { peopleActions, peopleCommands } from './people/actions.ts';
import { personById, toPerson } from './store.ts';

/** People: made on first contact, asked once for their department; when they work, and who is on duty. */
export const team: Feature = {
  name: 'team',
  actions: {
    ...peopleActions,
    ...dutyRotaActions,
    'person.department': action({
      payload: z.object({ id: z.enum(departments) }),
      run: async ({ who, payload, data, now }) => {
        const refused = await data.write((tx) => chooseDepartment(tx, who, payload.id, now));
        return refused ?? done;
      },
    }),
  },
  commands: { ...peopleCommands, ...dutyRotaCommands },
  due: {
    // Whoever's turn it is now stands on the cards of what nobody has.
    'duty.turn': { run: (tx) => behind(tx, dutySubject), missed: 'once', next: every(hour) },
  },
  posts: {
    'team.department': async (db, subject) => {
      const row = await personById(db, subject.slice('person:'.length));
      return row && { subjects: [subject], alone: true, card: (say) => departmentCard(toPerson(row), say) };
    },
  },
};
