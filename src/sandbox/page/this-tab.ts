const KEY = 'sandbox-tab';

/**
 * Names this page among all that the same person may have open, so that a modal opens only where it was asked for. The
 * name lies in the storage only while the page is reloaded: a duplicated tab copies the storage, and gets its own name.
 */
export const thisTab = sessionStorage.getItem(KEY) ?? crypto.randomUUID();

sessionStorage.removeItem(KEY);
addEventListener('pagehide', () => sessionStorage.setItem(KEY, thisTab));
// A page that comes back out of the browser's memory goes on under the same name.
addEventListener('pageshow', () => sessionStorage.removeItem(KEY));
