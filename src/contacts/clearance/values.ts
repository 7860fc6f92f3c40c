/** The numbers of the rules, in days and touches; 0 turns a rule off. */
export type Values = {
  /** For so many days after a touch by voice, or in writing, nobody else contacts the client. */
  readonly coolOffVoice: number;
  readonly coolOffWritten: number;
  /** For so many days nobody else proposes the same offer to the client, or to a colleague of theirs. */
  readonly sameOffer: number;
  readonly sameOfferThere: number;
  /** So many touches of both departments together in a day, in seven days, in thirty. */
  readonly mostInDay: number;
  readonly mostInWeek: number;
  readonly mostInMonth: number;
  /** From this hour to that nobody calls or writes to a client where they are; the same hour twice turns it off. */
  readonly quietFrom: number;
  readonly quietUntil: number;
};

export const defaults: Values = {
  coolOffVoice: 3,
  coolOffWritten: 7,
  sameOffer: 30,
  sameOfferThere: 14,
  mostInDay: 2,
  mostInWeek: 3,
  mostInMonth: 8,
  quietFrom: 21,
  quietUntil: 8,
};
