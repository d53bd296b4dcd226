/** Something a person cannot do in Slack at all: a button that is not there, a modal that is not open. */
export class ActRefused extends Error {}
