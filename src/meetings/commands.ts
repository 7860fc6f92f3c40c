import type { Command } from '../chat/action.ts';
import { whisper } from '../chat/reply.ts';
import { allPeople } from '../team/store.ts';
import { syncCard } from './cards.ts';
import { syncForm } from './forms.ts';
import { readNext } from './read-next.ts';
import { currentSync } from './store.ts';

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
      return whisper(syncCard(sync, await readNext(data.read, sync.id, now), say));
    },
  },
};
