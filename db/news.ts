import type { News } from './store.ts';

/** Where commits say that there is something to look at, and the board hears of it. */
export function newsStand(): { tell(news: News): void; listen(hear: (news: News) => void): void } {
  const listeners: ((news: News) => void)[] = [];
  return {
    tell: (news) => {
      for (const hear of listeners) hear(news);
    },
    listen: (hear) => {
      listeners.push(hear);
    },
  };
}
