/** How a lead finds somebody: whoever claims it, in turns or at once. */
export const modes = ['open', 'cool-off', 'in-turn', 'automatic'] as const;
export type Mode = (typeof modes)[number];

/** Which leads go to whom, and how; the first rule that fits a lead decides. What is left out fits every lead. */
export type Rule = {
  readonly name: string;
  readonly sources?: readonly string[];
  readonly campaigns?: readonly string[];
  /** Of the client: `ru`. */
  readonly languages?: readonly string[];
  /** Of the client's phone: `DE`. */
  readonly countries?: readonly string[];
  readonly products?: readonly string[];
  /** At least so much, in whole units. */
  readonly amountFrom?: number;
  readonly mode: Mode;
  /** Nobody in particular means all of the department. */
  readonly department: 'marketing' | 'sales';
  readonly people: readonly string[];
  /** After a claim one waits so many minutes for the next (`cool-off`). */
  readonly coolOff: number;
  /** For so many working minutes a lead is offered to each in turn (`in-turn`). */
  readonly offerFor: number;
  /** Who gets it when nobody else can. */
  readonly fallback: string | null;
  /** Where it is posted; nowhere in particular means every leads channel. */
  readonly channels?: readonly string[];
};

/** All rules, and until when caps do not count (epoch ms). */
export type Routing = { readonly rules: readonly Rule[]; readonly capsLiftedUntil: number };

/** Until somebody writes a rule, whoever comes first claims. */
export const openToAll: Rule = {
  name: 'open',
  mode: 'open',
  department: 'sales',
  people: [],
  coolOff: 0,
  offerFor: 10,
  fallback: null,
};
export const usualRouting: Routing = { rules: [], capsLiftedUntil: 0 };

/** What routing knows of a lead. */
export type LeadFacts = {
  readonly source: string;
  readonly campaign: string | null;
  readonly language: string | null;
  readonly country: string | null;
  readonly product: string | null;
  readonly amount: number | null;
};

/** The rule by which a lead is routed: the first that fits, else the one that is open to all. */
export function ruleFor({ rules }: Routing, lead: LeadFacts): Rule {
  return rules.find((rule) => fits(rule, lead)) ?? openToAll;
}

function fits(rule: Rule, lead: LeadFacts): boolean {
  const among = (list: readonly string[] | undefined, value: string | null): boolean =>
    !list || list.length === 0 || (value !== null && list.some((each) => each.toLowerCase() === value.toLowerCase()));
  return (
    among(rule.sources, lead.source) &&
    among(rule.campaigns, lead.campaign) &&
    among(rule.languages, lead.language) &&
    among(rule.countries, lead.country) &&
    among(rule.products, lead.product) &&
    (rule.amountFrom === undefined || (lead.amount !== null && lead.amount >= rule.amountFrom))
  );
}

/** The name under which the rules are kept. */
export const routingName = 'leads.routing';
