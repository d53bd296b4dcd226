/**
 * What Slack refuses, in numbers (its Block Kit reference). Characters are counted as UTF-16 units, which is never
 * fewer than Slack counts: what passes here passes there.
 */
export const LIMITS = {
  messageBlocksMax: 50,
  viewBlocksMax: 100,
  idCharsMax: 255,
  textCharsMax: 3000,
  fieldsMax: 10,
  fieldCharsMax: 2000,
  headerCharsMax: 150,
  contextElementsMax: 10,
  actionsElementsMax: 25,
  buttonTextCharsMax: 75,
  buttonValueCharsMax: 2000,
  accessibilityLabelCharsMax: 75,
  urlCharsMax: 3000,
  altTextCharsMax: 2000,
  imageTitleCharsMax: 2000,
  confirmTitleCharsMax: 100,
  confirmTextCharsMax: 300,
  confirmButtonCharsMax: 30,
  optionTextCharsMax: 75,
  optionValueCharsMax: 75,
  optionDescriptionCharsMax: 75,
  selectOptionsMax: 100,
  optionGroupsMax: 100,
  optionGroupLabelCharsMax: 75,
  /** Not documented; nobody needs to type more before a first answer. */
  queryCharsMax: 75,
  choicesMax: 10,
  overflowOptionsMax: 5,
  placeholderCharsMax: 150,
  labelCharsMax: 2000,
  hintCharsMax: 2000,
  inputCharsMax: 3000,
  filesMax: 10,
  viewTitleCharsMax: 24,
  viewButtonCharsMax: 24,
  privateMetadataCharsMax: 3000,
  callbackIdCharsMax: 255,
  externalIdCharsMax: 255,
  viewBytesMax: 250_000,
  viewStackMax: 3,
  /** Longer texts are cut by Slack, not refused. */
  messageTextCharsMax: 40_000,
  updateTextCharsMax: 4000,
  /** Slack names the error but no number; this is the one its own size examples stay under. */
  metadataCharsMax: 8000,
  /** Undocumented; measured by users of Bolt (bolt-js issue 2509): 13,297 in one block, about 125 less for each further block. */
  allBlocksCharsMax: 13_297,
  furtherBlockChars: 125,
} as const;
