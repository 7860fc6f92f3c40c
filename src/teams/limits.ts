/** The limits of a card in Teams, with room to spare. Sources: learn.microsoft.com, bots/how-to and cards-format. */
export const limits = {
  title: 200,
  button: 60,
  /** Teams folds more than six buttons of a row away. */
  buttonsInRow: 5,
  label: 300,
  choices: 300,
  input: 3000,
  summary: 300,
  /** All text of a card together. */
  text: 9_000,
  /** A message with its card, in bytes; Teams takes more today, and has taken less. */
  bytes: 27_000,
} as const;
