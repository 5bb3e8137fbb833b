// What an open page does for its person: counts unread notices in the browser tab, closes the layer a link leads away from,
// and tells the server now and then that somebody is really there (a page that merely stays open is not activity).
(() => {
  'use strict';
  // --- The number of unread notices before the title ----------------------------------------------------------------
  // The title's text node belongs to Blazor, so it is changed in place and never replaced.
  const count = () => {
    const unread = Number(document.querySelector('[data-unread]')?.dataset.unread ?? 0);
    const text = document.querySelector('title')?.firstChild;
    if (!text) return;
    const plain = text.data.replace(/^\(\d+\+?\) /, '');
    const wanted = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${plain}` : plain;
    if (text.data !== wanted) text.data = wanted;
  };
  const start = () => {
    new MutationObserver(count).observe(document.head, { subtree: true, childList: true, characterData: true });
    new MutationObserver(count).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-unread'] });
    count();
  };

  document.addEventListener('click', e => {
    if (e.target instanceof Element) e.target.closest('a[data-leaves]')?.closest('[popover]:popover-open')?.hidePopover();
  });

  // --- Somebody is there ----------------------------------------------------------------------------------------------
  let guard = null, touched = true;
  for (const what of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(what, () => { touched = true; }, { capture: true, passive: true });
  setInterval(() => {
    if (!guard || !touched) return;
    touched = false;
    guard.invokeMethodAsync('active').catch(() => { touched = true; });
  }, 60000);
  window.session = { watch: reference => { guard = reference; }, leave: () => { guard = null; } };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})();
