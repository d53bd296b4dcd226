/**
 * What Slack refuses, from its Block Kit reference. Characters are counted as UTF-16 units, which is never fewer than
 * Slack counts. Over any of these the whole message or view fails, and nothing in Slack's packages says so before.
 */
export const LIMITS = {
  messageBlocksMax: 50,
  viewBlocksMax: 100,
  viewBytesMax: 250_000,
  viewTitleCharsMax: 24,
  viewButtonCharsMax: 24,
  privateMetadataCharsMax: 3000,
  idCharsMax: 255,
  textCharsMax: 3000,
  /** Of one piece of rich text. Slack names none; a value of 3000 characters has to pass whole. */
  richTextCharsMax: 4000,
  headerCharsMax: 150,
  contextElementsMax: 10,
  actionsElementsMax: 25,
  buttonTextCharsMax: 75,
  buttonValueCharsMax: 2000,
  urlCharsMax: 3000,
  confirmTitleCharsMax: 100,
  confirmTextCharsMax: 300,
  confirmButtonCharsMax: 30,
  optionCharsMax: 75,
  selectOptionsMax: 100,
  radioOptionsMax: 10,
  /** Of `file_input`. */
  filesMax: 10,
  /** A datetimepicker takes seconds of ten digits: from September 2001 to the year 2286. */
  secondsMin: 1_000_000_000,
  secondsMax: 9_999_999_999,
  placeholderCharsMax: 150,
  labelCharsMax: 2000,
  hintCharsMax: 2000,
  inputCharsMax: 3000,
  /** Slack cuts longer texts of messages, and refuses them in updates from 4000 on. */
  messageTextCharsMax: 3000,
  /**
   * All blocks of one message together, and what each further block takes from that. Not documented: Slack answers
   * `msg_blocks_too_long`, and people measured 13,297 and 125 (bolt-js issue 2509). Kept well below.
   */
  allBlocksCharsMax: 12_000,
  furtherBlockChars: 130,
  metadataCharsMax: 4000,
  /** Of a sentence on a form's field; not documented, and nobody reads more. */
  fieldErrorCharsMax: 300,
} as const;
