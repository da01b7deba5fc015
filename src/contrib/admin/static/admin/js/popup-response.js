// The whole page of a finished pop-up: tell the window that opened it, and close.
const data = JSON.parse(document.body.dataset.popupResponse);
if (opener !== null) {
  opener.postMessage({ kind: 'admin-related', window: name, ...data }, location.origin);
  close();
}
