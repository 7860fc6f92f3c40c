/** The ways of contacting a client. */
export const channels = ['call', 'email', 'meeting', 'message', 'mailing', 'visit'] as const;
export type Channel = (typeof channels)[number];

/** Those that sound where the client is: then it matters what time it is there. */
export const heard: readonly Channel[] = ['call', 'message'];

/** Those that are announced by a button before the act. */
export const announced = ['call', 'email'] as const;
export type Announced = (typeof announced)[number];

/** What came of a touch, by channel; what a program reports may be any of them. */
export const outcomes = {
  call: ['reached', 'no-answer', 'wrong-number', 'booked', 'stop-here', 'stop'],
  email: ['sent', 'replied', 'bounced', 'booked', 'stop-here', 'stop'],
} as const satisfies Record<Announced, readonly string[]>;
export const allOutcomes = [...new Set([...outcomes.call, ...outcomes.email])] as const;
export type Outcome = (typeof allOutcomes)[number];

/** What a person logs of a contact that nobody announced; a mailing is told by the program that sent it. */
export const byHand = ['call', 'email', 'message', 'meeting', 'visit'] as const satisfies readonly Channel[];
export const outcomesByHand = [
  'reached',
  'no-answer',
  'booked',
  'stop-here',
  'stop',
] as const satisfies readonly Outcome[];

/** Outcomes after which the client has not been contacted at all. */
export const missed: readonly string[] = ['wrong-number', 'bounced'];
