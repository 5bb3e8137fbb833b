// The few things a page must do at once, without asking the server: open layers, keys, the look, and noticing a dead line.
// Everything works by attributes that components render, so nothing has to be registered or released.
(() => {
  'use strict';
  const top = () => [...document.querySelectorAll('dialog[open]')].at(-1);

  // --- Layers: data-show on a <dialog> or [popover] says whether it should be open. -------------------------------
  const before = new WeakMap();
  let left = null;

  const sync = layer => {
    // one batch can add a layer and take it away again
    if (!layer.isConnected) return;
    const wanted = layer.hasAttribute('data-show');
    if (layer.localName === 'dialog') {
      if (wanted && !layer.open) {
        before.set(layer, document.activeElement === document.body ? left : document.activeElement);
        layer.showModal();
        // the first question, not the cross in the corner
        layer.querySelector('[autofocus], :is(.drawer-body, .dialog-body) :is(input:not([type=hidden]), select, textarea):not(:disabled)')?.focus();
      } else if (!wanted && layer.open) {
        layer.close();
      }
    } else if (layer.hasAttribute('popover')) {
      if (wanted && !layer.matches(':popover-open')) {
        layer.showPopover();
      } else if (!wanted && layer.matches(':popover-open')) {
        layer.hidePopover();
      }
    }
  };

  // A dialog that is taken out of the page while open cannot give the focus back by itself.
  const giveBack = layer => {
    const to = before.get(layer);
    if (to?.isConnected && (document.activeElement === document.body || !document.activeElement)) {
      to.focus();
    }
  };

  const syncIn = node => {
    if (node.nodeType !== 1) return;
    if (node.matches('dialog, [popover]')) sync(node);
    node.querySelectorAll('dialog[data-show], [popover][data-show]').forEach(sync);
    // the open tab of a narrow row of tabs is in sight
    node.querySelectorAll('.tablist > [aria-selected=true]').forEach(tab => { const row = tab.parentElement; row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2; });
    // a wide sheet opens where its news is
    (node.matches('[data-begin]') ? [node] : node.querySelectorAll('[data-begin]')).forEach(sheet => { sheet.scrollLeft = Number(sheet.dataset.begin); });
  };

  // Blazor renders a tree attribute by attribute: wait for the end of the batch, or a dialog is shown before it is filled.
  const watch = () => new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'attributes') sync(change.target);
      change.addedNodes.forEach(syncIn);
      change.removedNodes.forEach(node => {
        if (node.nodeType !== 1) return;
        if (node.localName === 'dialog') giveBack(node);
        else node.querySelectorAll('dialog').forEach(giveBack);
      });
    }
    raiseToasts(changes);
  }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-show'] });

  // A modal dialog lies in the top layer: toasts must climb above it to be seen.
  const raiseToasts = changes => {
    const tray = document.querySelector('.toasts[popover]');
    if (!tray) return;
    const filled = tray.childElementCount > 0;
    if (!filled && tray.matches(':popover-open')) tray.hidePopover();
    else if (filled && changes.some(c => tray.contains(c.target) || (c.type === 'attributes' && c.target.localName === 'dialog'))) {
      if (tray.matches(':popover-open')) tray.hidePopover();
      tray.showPopover();
    }
  };

  // --- Popovers stand beside the button that opened them. -----------------------------------------------------------
  const place = (layer, anchor) => {
    const a = pointer?.layer === layer ? pointer.rect : anchor.getBoundingClientRect(), gap = 4, edge = 8;
    layer.style.maxHeight = '';
    if (layer.hasAttribute('data-fit')) layer.style.minWidth = layer.style.width = `${a.width}px`;
    const w = layer.offsetWidth, h = layer.offsetHeight, vw = document.documentElement.clientWidth, vh = window.innerHeight;
    const left = layer.dataset.align === 'end' ? a.right - w : a.left;
    const below = vh - a.bottom - gap - edge, above = a.top - gap - edge;
    const up = h > below && above > below;
    layer.style.left = `${Math.max(edge, Math.min(left, vw - w - edge))}px`;
    layer.style.top = up ? `${Math.max(edge, a.top - gap - Math.min(h, above))}px` : `${a.bottom + gap}px`;
    layer.style.maxHeight = `${Math.max(120, up ? above : below)}px`;
  };
  // A right press on a row opens the row's own menu where the pointer is.
  let pointer = null;
  const rowMenu = (button, x, y) => {
    const layer = document.getElementById(button.getAttribute('popovertarget'));
    if (!layer || layer.matches(':popover-open')) return;
    pointer = { layer, rect: new DOMRect(x, y, 0, 0) };
    layer.showPopover();
  };
  document.addEventListener('contextmenu', e => {
    const row = e.target instanceof Element && !e.target.closest('a, input, textarea, [contenteditable]') ? e.target.closest('[data-row-menu]') : null;
    const button = row?.querySelector('[aria-haspopup=menu][popovertarget]');
    if (!button || String(getSelection())) return;
    e.preventDefault();
    const open = () => rowMenu(button, e.clientX, e.clientY);
    // where the press comes before the release, the release would close the menu again
    if (e.buttons) addEventListener('pointerup', () => setTimeout(open), { once: true }); else open();
  });
  const anchorOf = layer => document.querySelector(`[popovertarget="${layer.id}"], [data-opens="${layer.id}"]`);
  const items = menu => [...menu.querySelectorAll('[role^=menuitem]:not([aria-disabled=true])')];

  document.addEventListener('toggle', e => {
    const layer = e.target;
    if (!(layer instanceof HTMLElement) || !layer.hasAttribute('popover') || layer.matches('.toasts')) return;
    const anchor = anchorOf(layer);
    if (e.newState === 'open') {
      if (anchor) place(layer, anchor);
      const first = layer.querySelector('[autofocus]') ?? (layer.getAttribute('role') === 'menu' ? items(layer)[0] : null);
      first?.focus({ preventScroll: true });
    } else if (pointer?.layer === layer) {
      pointer = null;
    } else if (layer.hasAttribute('data-show')) {
      // closed by Esc or by a click elsewhere: tell the component that believes it open
      layer.dispatchEvent(new Event('cancel', { cancelable: true }));
    }
  }, true);

  const replace = () => document.querySelectorAll(':popover-open:not(.toasts)').forEach(layer => {
    const anchor = anchorOf(layer);
    if (anchor) place(layer, anchor);
  });
  addEventListener('resize', replace);
  addEventListener('scroll', e => { if (!(e.target instanceof Element && e.target.closest('[popover]'))) replace(); }, { capture: true, passive: true });

  // --- Keys ---------------------------------------------------------------------------------------------------------
  const typing = el => el?.matches?.('input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true]');

  // data-key="mod+k" (Ctrl or Cmd), "/" or a letter: that key clicks the element, in the open dialog if there is one.
  const shortcut = e => {
    const mod = e.ctrlKey || e.metaKey;
    if (e.altKey || e.isComposing || (!mod && typing(e.target))) return;
    const key = (mod ? 'mod+' : '') + e.key.toLowerCase();
    const scope = top() ?? document;
    const target = [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].at(-1);
    if (!target || target.disabled) {
      // the browser's "save page" helps nobody here
      if (key === 'mod+s') e.preventDefault();
      return;
    }
    e.preventDefault();
    if (target.matches('input')) { target.focus(); target.select(); return; }
    // leaving the field first hands its last characters to the component before it saves
    const field = key === 'mod+s' ? document.activeElement : null;
    if (typing(field)) { field.blur(); target.click(); field.focus(); } else target.click();
  };

  const menuKeys = (e, menu) => {
    const all = items(menu), at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key];
    if (to !== undefined && all.length) {
      e.preventDefault();
      all[(to + all.length) % all.length].focus();
    } else if (e.key === 'Tab') {
      menu.hidePopover();
    } else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey) {
      const word = e.key.toLowerCase();
      [...all.slice(at + 1), ...all.slice(0, at + 1)].find(i => i.textContent.trim().toLowerCase().startsWith(word))?.focus();
    }
  };

  document.addEventListener('keydown', e => {
    const menu = e.target.closest?.('[role=menu][popover]');
    if (menu) { menuKeys(e, menu); return; }
    if (e.key === 'ArrowDown' && e.target.matches?.('[aria-haspopup=menu][popovertarget]')) {
      e.preventDefault();
      document.getElementById(e.target.getAttribute('popovertarget'))?.showPopover();
      return;
    }
    if (e.key === 'Escape' && !e.isComposing) {
      const dialog = top();
      // the component decides (unsaved changes); without this the browser closes on the second Esc whatever it says
      if (dialog && !document.querySelector(':popover-open:not(.toasts)') && !e.defaultPrevented) {
        e.preventDefault();
        // leaving the field first lets the component know that there is something to lose
        left = typing(document.activeElement) ? document.activeElement : null;
        left?.blur();
        dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
      }
      return;
    }
    shortcut(e);
  });

  // Half-typed pinyin is not a search: the words go out when the choice is made.
  addEventListener('input', e => {
    if (e.isComposing && e.target.matches?.('[data-ime]')) e.stopImmediatePropagation();
  }, true);
  addEventListener('compositionend', e => {
    if (e.target.matches?.('[data-ime]')) e.target.dispatchEvent(new Event('input', { bubbles: true }));
  }, true);

  // --- Clicks -------------------------------------------------------------------------------------------------------
  document.addEventListener('click', e => {
    const el = e.target instanceof Element ? e.target : null;
    if (!el) return;
    const item = el.closest('[role^=menuitem]');
    if (item && item.getAttribute('aria-disabled') !== 'true' && !item.hasAttribute('data-keep')) item.closest('[popover]')?.hidePopover();

    const focus = el.closest('[data-focus]');
    if (focus) {
      const field = document.getElementById(focus.dataset.focus);
      field?.scrollIntoView({ block: 'center' });
      field?.focus({ preventScroll: true });
    }

    const skip = el.closest('a.skip');
    if (skip) {
      // <base href> would turn #main into another page
      e.preventDefault();
      document.getElementById('main')?.focus();
    }

    if (el.closest('[data-nav-toggle]')) window.look?.set({ nav: window.look.get().nav === 'small' ? 'wide' : 'small' });
    const choice = el.closest('[data-look]');
    if (choice) window.look?.set({ [choice.dataset.look]: choice.dataset.value });
    if (el.closest('[data-reload]')) location.reload();
    if (el.closest('[data-print]')) print();

    // a press on the dark ground around a dialog asks it to close
    if (el.localName === 'dialog' && el.open && e.target === el && downOn === el && el.hasAttribute('data-light')) {
      const r = el.getBoundingClientRect();
      if (e.clientX < r.left || e.clientX > r.right || e.clientY < r.top || e.clientY > r.bottom) el.dispatchEvent(new Event('cancel', { cancelable: true }));
    }
  });
  let downOn = null;
  document.addEventListener('pointerdown', e => { downOn = e.target; }, true);

  // --- The line to the server ---------------------------------------------------------------------------------------
  // While the built-in note is up Blazor tries by itself. When it gave up, we ask the server and heal or reload.
  // And a page whose circuit died silently (the note gone, the page frozen) is found by a beat over the circuit.
  const health = 'health/live', assembly = 'BlazorSalesProject.Web';
  const up = () => fetch(health, { cache: 'no-store' }).then(r => r.ok, () => false);
  const within = (promise, ms) => Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error('late')), ms))]);
  let missed = 0, healing = false, alive = false;

  const note = () => document.getElementById('components-reconnect-modal');
  const state = () => note()?.className.match(/components-reconnect-(show|failed|rejected|retrying|paused)/)?.[1];

  const heal = async () => {
    if (healing) return;
    healing = true;
    try {
      if (await up()) {
        const back = await within(window.Blazor?.reconnect?.() ?? Promise.resolve(false), 10000).catch(() => false);
        if (back === false) location.reload();
      }
    } finally { healing = false; }
  };

  const beat = async () => {
    if (document.hidden || !alive) return;
    if (state()) { missed = 0; return; }
    try {
      await within(window.DotNet.invokeMethodAsync(assembly, 'heartbeat'), 8000);
      missed = 0;
    } catch {
      // two in a row: one may be a laptop waking up
      if (++missed >= 2 && !state() && await up()) location.reload();
    }
  };
  setInterval(beat, 15000);
  setInterval(() => {
    const now = state();
    // the server is there but has forgotten this page: a fresh one is one reload away
    if (now === 'rejected') location.reload();
    else if (now === 'failed') heal();
  }, 2000);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) setTimeout(beat, 1500); });
  addEventListener('online', () => setTimeout(beat, 500));

  // --- What components call -------------------------------------------------------------------------------------------
  window.bsp = {
    // Ready is when a person's first gesture counts: a board takes its own a moment later, and a skeleton has none yet.
    ready: () => {
      alive = true;
      const until = performance.now() + 3000;
      const look = () => {
        // a skeleton in a closed menu waits for nobody
        const waits = [...document.querySelectorAll('.board:not([data-live]), .skeleton')].some(e => e.checkVisibility());
        if (waits && performance.now() < until) setTimeout(look, 20);
        else document.body.dataset.ready = '';
      };
      look();
    },
    focus: id => document.getElementById(id)?.focus(),
    copy: text => navigator.clipboard.writeText(text),
    look: () => window.look?.get(),
  };

  const start = () => {
    syncIn(document.body);
    watch();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})();
