import type { Command } from '../chat/action.ts';
import { whisper } from '../chat/reply.ts';
import { allPeople } from '../team/store.ts';
import { syncCard } from './cards.ts';
import { syncForm } from './forms.ts';
import { currentSync, plannedAfter } from './store.ts';

/** `/sync`: the joint meeting, or the form that sets it up. */
export const syncCommands: Record<string, Command> = {
  sync: {
    usage: 'sync.usage',
    answers: 'form',
    run: async ({ who, data, now, place, say }) => {
      const sync = await currentSync(data.read);
      if (!sync) {
        const people = await allPeople(data.read);
        return { kind: 'form', form: syncForm({ sync, place, people, zone: who.zone }, say) };
      }
      const [next] = await plannedAfter(data.read, sync.id, now);
      return whisper(syncCard(sync, next, say));
    },
  },
};
