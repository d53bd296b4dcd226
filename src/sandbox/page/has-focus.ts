/** A browser gives the keyboard to the body when the element that had it goes away. */
export function hasFocus(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}
