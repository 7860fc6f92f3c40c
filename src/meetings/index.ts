import type { Feature } from '../feature.ts';
import { day, minute } from '../kernel/clock.ts';
import { syncActions } from './actions.ts';
import { syncCommands } from './commands.ts';
import { posts } from './posts.ts';
import { planFollowing, remindDay, remindSoon } from './remind.ts';

/** Meetings: the joint meeting of both departments calls itself and brings its agenda. */
export function meetings({ leadsChannels }: { readonly leadsChannels: readonly string[] }): Feature {
  return {
    name: 'meetings',
    actions: syncActions(leadsChannels),
    commands: syncCommands,
    posts,
    due: {
      // Half an hour before the meeting the second reminder is enough; after it has begun there is none.
      'sync.remind-day': { run: remindDay, missed: { skipAfter: day - 30 * minute } },
      'sync.remind-soon': { run: remindSoon, missed: { skipAfter: 9 * minute } },
      'sync.next': { run: planFollowing, missed: 'all' },
    },
  };
}
