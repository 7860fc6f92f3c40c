/** Block Kit's limits, some with room to spare. Sources: docs.slack.dev/reference/block-kit and @slack/types. */
export const limits = {
  blocks: 40,
  header: 150,
  line: 3000,
  buttonText: 75,
  buttonValue: 2000,
  id: 255,
  buttons: 25,
  contextElements: 10,
  contextText: 2000,
  /** All text of a message together; past about 13,200 Slack answers msg_blocks_too_long. */
  messageText: 11_500,
  viewTitle: 24,
  label: 2000,
  option: 75,
  options: 100,
  input: 3000,
  metadata: 3000,
  /** chat.update refuses more than 4,000; escaping makes one character at most five. */
  fallback: 800,
} as const;
