import type { Named } from '../clearance/facts.ts';

/** An action of marketing: its days are local dates (`2026-11-24`), both included. */
export type Campaign = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly offer: string | null;
  readonly audience: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly owner: Named;
  readonly state: 'announced' | 'called-off';
};

/** What a colleague says to a campaign: they know of it, or object, and why. */
export type Answer = { readonly who: Named; readonly answer: 'noted' | 'objects'; readonly why: string | null };

/** A campaign with what was said to it, and those that run at the same time. */
export type CampaignView = {
  readonly campaign: Campaign;
  readonly answers: readonly Answer[];
  readonly meanwhile: readonly Campaign[];
};

/** The subject under which posts show a campaign. */
export function campaignSubject(id: string): string {
  return `campaign:${id}`;
}
