/** What a text says as JSON; undefined for a text that is none, which no shape takes. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
