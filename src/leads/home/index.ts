import type { HomeSection } from '../../chat/home.ts';
import { subjectOf } from '../lead.ts';
import { readMine } from './read-mine.ts';
import { mineElements } from './section.ts';

/** The leads of somebody's own page. */
export const leadsHome: HomeSection = async (db, person, now) => {
  const mine = await readMine(db, person, now);
  const shown = [
    ...mine.leads,
    ...mine.offered,
    ...mine.free,
    ...mine.handoffs.map(({ lead }) => lead),
    ...mine.asks.map(({ lead }) => lead),
  ];
  return {
    subjects: shown.map(({ number }) => subjectOf(number)),
    elements: (say) => mineElements(mine, say),
  };
};
