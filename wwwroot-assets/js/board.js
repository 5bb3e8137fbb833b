// The kanban gesture: one set of listeners per board, none per card. Whatever the server renders meanwhile, cards and
// columns are looked up again when they are needed; the server's next render alone decides where a card stands.

const MOUSE_SLOP = 4;      // px a mouse moves before a press becomes a drag
const TOUCH_SLOP = 10;     // px a finger may tremble during the long press
const LONG_PRESS = 250;    // ms a finger rests before it lifts
const EDGE = 56;           // px near an edge where the board scrolls by itself
const FASTEST = 18;        // px a frame at the very edge
const ANSWER = 4000;       // ms the ghost waits for the server's answer before it settles anyway
const FORGOTTEN = 60000;   // ms after which a card lifted by keyboard is put back
const OWN_GESTURE = 'button, input, select, textarea, label, summary, [contenteditable], [data-selectable]';
const CONTROLS = 'a[href], button, input, select, textarea';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function attach(root, server, options) {
  const board = new Board(root, server, options);
  return { dispose: () => board.dispose() };
}

class Board {
  press = null;      // a pointer is down on a card, not yet a drag
  carry = null;      // a card is lifted
  settling = new Map(); // cards dropped, waiting for the answer: id → ghost
  owed = null;       // retry of a release the server did not hear
  swallow = false;
  menuFor = null;
  focused = null;
  leaving = null;

  constructor(root, server, options) {
    this.root = root;
    this.server = server;
    this.options = options;
    this.track = root.querySelector('.board-track');
    this.menu = root.querySelector('.board-menu');
    this.voice = root.querySelector('.board-voice');
    this.off = new AbortController();

    const on = (target, type, handler, more) => target.addEventListener(type, handler, { signal: this.off.signal, ...more });
    on(root, 'pointerdown', e => this.pointerDown(e));
    on(window, 'pointermove', e => this.pointerMove(e), { passive: true });
    on(window, 'pointerup', e => this.pointerUp(e));
    on(window, 'pointercancel', e => this.pointerGone(e));
    on(root, 'lostpointercapture', e => this.pointerGone(e));
    on(window, 'blur', () => this.cancel());
    on(root, 'touchmove', e => this.holdScroll(e), { passive: false });
    on(root, 'mousedown', e => { if (e.detail > 1) this.forget(); });
    on(root, 'selectstart', e => { if (this.press || this.carry) e.preventDefault(); });
    on(root, 'dragstart', e => { if (e.target.closest?.('.board-card')) e.preventDefault(); });
    on(root, 'contextmenu', e => { if (this.carry || this.press?.type === 'touch') { e.preventDefault(); e.stopPropagation(); } }, { capture: true });
    on(window, 'click', e => this.swallowClick(e), { capture: true });
    on(window, 'keydown', e => this.escape(e), { capture: true });
    on(root, 'click', e => this.click(e));
    on(root, 'keydown', e => this.key(e));
    on(root, 'focusin', e => this.focusIn(e));
    on(root, 'focusout', e => this.focusOut(e));
    on(this.track, 'scroll', () => this.tabsFollow(), { passive: true });
    on(window, 'resize', () => { this.measure(); this.tabsFollow(); }, { passive: true });

    this.more = new IntersectionObserver(seen => this.moreSeen(seen), { rootMargin: '200px', scrollMargin: '200px' });
    this.mutations = new MutationObserver(() => this.repair());
    this.mutations.observe(this.track, { childList: true, subtree: true });
    this.measure();
    this.repair();
    root.dataset.live = '';
  }

  dispose() {
    this.forget();
    this.off.abort();
    this.more.disconnect();
    this.mutations.disconnect();
    clearInterval(this.owed);
    clearTimeout(this.forgotten);
    this.carry?.ghost?.remove();
    for (const waiting of this.settling.values()) waiting.ghost.remove();
    this.carry = null;
  }

  // looking things up

  idOf(card) { return card?.getAttribute(this.options.card); }
  keyOf(column) { return column?.getAttribute(this.options.column); }
  columns() { return [...this.track.children].filter(c => c.classList.contains('board-column')); }
  cardsIn(column) { return [...column.querySelectorAll('.board-card')]; }
  cardBy(id) { return id ? this.track.querySelector(`.board-card[${this.options.card}="${CSS.escape(id)}"]`) : null; }
  columnBy(key) { return this.columns().find(c => this.keyOf(c) === key); }
  titleOf(column) { return column?.getAttribute('aria-label') ?? ''; }

  // Column (or column tab) under a point, whatever has been rendered since the drag began.
  at(x, y) {
    const hit = document.elementFromPoint(x, y);
    if (!hit || !this.root.contains(hit)) return {};
    const tab = hit.closest('.board-tab');
    if (tab) return { column: this.columnBy(tab.dataset.tab), tab };
    return { column: hit.closest('.board-column'), hit };
  }

  // The card before which a drop at this height would put the lifted one; null is the end.
  before(column, hit, y) {
    if (!this.options.ordered || !column) return null;
    const others = this.cardsIn(column).filter(c => this.idOf(c) !== this.carry.id);
    if (hit?.closest('.board-head')) return others[0] ?? null;
    let over = hit?.closest('.board-card');
    if (over && this.idOf(over) === this.carry.id) {
      return others[this.cardsIn(column).indexOf(over)] ?? null;
    }
    if (over) {
      const box = over.getBoundingClientRect();
      return y < box.top + box.height / 2 ? over : others[others.indexOf(over) + 1] ?? null;
    }
    return others.find(c => { const box = c.getBoundingClientRect(); return y < box.top + box.height / 2; }) ?? null;
  }

  // pointer

  pointerDown(e) {
    this.swallow = false;
    if (this.carry?.keyboard) this.cancel();
    if (e.button !== 0 || !e.isPrimary || this.carry) return;
    const card = e.target.closest('.board-card');
    if (!card || card.dataset.fixed !== undefined) return;
    const own = e.target.closest(OWN_GESTURE);
    if (own && card.contains(own)) return;
    const type = e.pointerType === 'mouse' ? 'mouse' : 'touch';
    this.press = { pointer: e.pointerId, type, id: this.idOf(card), card, x: e.clientX, y: e.clientY, lastX: e.clientX, lastY: e.clientY };
    if (type === 'touch') {
      const press = this.press;
      // The touched node keeps receiving the touch even if a render takes it out of the board.
      press.node = e.target;
      press.hold = t => this.holdScroll(t);
      press.node.addEventListener('touchmove', press.hold, { passive: false });
      press.timer = setTimeout(() => { if (this.press === press) this.lift(press); }, LONG_PRESS);
    }
  }

  pointerMove(e) {
    const { press, carry } = this;
    if (carry?.pointer === e.pointerId) {
      carry.x = e.clientX;
      carry.y = e.clientY;
      this.schedule();
    } else if (press?.pointer === e.pointerId) {
      const far = Math.hypot(e.clientX - press.x, e.clientY - press.y);
      press.lastX = e.clientX;
      press.lastY = e.clientY;
      if (press.type === 'mouse' && far >= MOUSE_SLOP) this.lift(press);
      else if (press.type === 'touch' && far > TOUCH_SLOP) this.forget();
    }
  }

  pointerUp(e) {
    const { press } = this;
    if (press?.pointer === e.pointerId && !this.carry && press.type === 'mouse'
        && Math.hypot(e.clientX - press.x, e.clientY - press.y) >= MOUSE_SLOP) {
      press.lastX = e.clientX;
      press.lastY = e.clientY;
      this.lift(press);
    }
    this.forget();
    const dragged = this.carry?.pointer === e.pointerId;
    this.swallow ||= dragged;
    setTimeout(() => { this.swallow = false; }, 100);
    if (!dragged) return;
    const { column, hit, tab } = this.at(e.clientX, e.clientY);
    this.drop(column, tab ? null : this.before(column, hit, e.clientY));
  }

  pointerGone(e) {
    if (this.press?.pointer === e.pointerId) this.forget();
    if (this.carry?.pointer === e.pointerId) this.cancel();
  }

  forget() {
    if (!this.press) return;
    clearTimeout(this.press.timer);
    const { node, hold } = this.press;
    this.press = null;
    // While a drag goes on the touched node still has to hold the scrolling back.
    if (!node) return;
    if (this.carry) this.carry.unhold = () => node.removeEventListener('touchmove', hold);
    else node.removeEventListener('touchmove', hold);
  }

  holdScroll(e) {
    if (this.carry?.pointer !== undefined && e.cancelable) e.preventDefault();
  }

  swallowClick(e) {
    if (!this.swallow) return;
    this.swallow = false;
    e.preventDefault();
    e.stopPropagation();
  }

  // lift, carry, drop

  lift(press) {
    const card = this.cardBy(press.id);
    if (!card) { this.forget(); return; }
    const box = card.getBoundingClientRect();
    this.begin({ id: press.id, pointer: press.pointer, x: press.lastX, y: press.lastY, dx: press.x - box.left, dy: press.y - box.top, box }, card);
    const { carry } = this;
    carry.ghost = this.ghost(card, box);
    carry.track = this.track.getBoundingClientRect();
    carry.lists = new Map();
    this.forget();
    document.getSelection()?.removeAllRanges();
    try { this.root.setPointerCapture(press.pointer); } catch { /* the pointer is already gone: pointerup or pointercancel follows */ }
    if (press.type === 'touch') navigator.vibrate?.(10);
    this.schedule();
  }

  begin(carry, card) {
    this.closeMenu();
    const column = card.closest('.board-column');
    carry.from = this.keyOf(column);
    carry.name = '';
    this.carry = carry;
    this.root.dataset.dragging = '';
    card.dataset.lifted = carry.keyboard ? 'still' : '';
    this.settling.get(carry.id)?.ghost.remove();
    this.settling.delete(carry.id);
    clearInterval(this.owed);
    carry.told = this.ask('Lift', carry.id).then(told => {
      if (!told || this.carry !== carry) return told;
      carry.name = told.name;
      carry.targets = told.targets;
      for (const c of this.columns()) {
        const key = this.keyOf(c);
        if (key !== carry.from && !told.targets.includes(key)) c.dataset.closed = '';
      }
      return told;
    });
  }

  ghost(card, box) {
    const ghost = document.createElement('div');
    const copy = card.cloneNode(true);
    for (const node of [copy, ...copy.querySelectorAll('[id]')]) node.removeAttribute('id');
    for (const name of [this.options.card, 'tabindex', 'aria-describedby', 'data-lifted']) copy.removeAttribute(name);
    for (const node of copy.querySelectorAll(CONTROLS)) node.tabIndex = -1;
    ghost.className = 'board-ghost';
    ghost.setAttribute('aria-hidden', 'true');
    ghost.inert = true;
    ghost.popover = 'manual';
    ghost.style.width = `${box.width}px`;
    ghost.style.height = `${box.height}px`;
    ghost.style.transform = `translate(${box.left}px, ${box.top}px)`;
    ghost.append(copy);
    this.root.append(ghost);
    ghost.showPopover();
    return ghost;
  }

  schedule() {
    this.carry.frame ??= requestAnimationFrame(() => this.frame());
  }

  frame() {
    const { carry } = this;
    if (!carry) return;
    carry.frame = null;
    const { column, hit, tab } = this.at(carry.x, carry.y);
    const before = this.before(column, hit, carry.y);
    const sideways = this.pull(carry.x, carry.track.left, carry.track.right);
    const list = column?.querySelector('.board-list');
    let down = 0;
    if (list) {
      if (!carry.lists.has(list)) carry.lists.set(list, list.getBoundingClientRect());
      const box = carry.lists.get(list);
      down = this.pull(carry.y, box.top, box.bottom);
    }
    carry.ghost.style.transform = `translate(${carry.x - carry.dx}px, ${carry.y - carry.dy}px)`;
    this.mark(column, tab, before);
    if (sideways) this.track.scrollLeft += sideways;
    if (down) list.scrollTop += down;
    if (sideways || down) this.schedule();
  }

  pull(at, low, high) {
    const edge = Math.min(EDGE, (high - low) / 4);
    if (at < low + edge) return -Math.ceil(FASTEST * Math.min(1, (low + edge - at) / edge));
    if (at > high - edge) return Math.ceil(FASTEST * Math.min(1, (at - high + edge) / edge));
    return 0;
  }

  mark(column, tab, before) {
    const { carry } = this;
    if (carry.over !== column || carry.tab !== tab) {
      for (const old of [carry.over, carry.tab]) if (old) delete old.dataset.over;
      for (const now of [column, tab]) if (now) now.dataset.over = '';
      carry.over = column;
      carry.tab = tab;
    }
    if (!this.options.ordered) return;
    const list = column?.querySelector('ol');
    if (carry.next !== before || carry.tail !== list) {
      if (carry.next) delete carry.next.dataset.next;
      if (carry.tail) delete carry.tail.dataset.tail;
      if (before) before.dataset.next = '';
      else if (list) list.dataset.tail = '';
      carry.next = before;
      carry.tail = list;
    }
  }

  // Ends the gesture on the screen; what becomes of the card is up to the caller.
  end() {
    const { carry } = this;
    this.carry = null;
    cancelAnimationFrame(carry.frame);
    clearTimeout(this.forgotten);
    carry.unhold?.();
    if (carry.pointer !== undefined && this.root.hasPointerCapture(carry.pointer)) this.root.releasePointerCapture(carry.pointer);
    delete this.root.dataset.dragging;
    for (const node of this.root.querySelectorAll('[data-over], [data-next], [data-tail], [data-closed]')) {
      for (const name of ['over', 'next', 'tail', 'closed']) delete node.dataset[name];
    }
    return carry;
  }

  cancel() {
    if (!this.carry) return;
    const carry = this.end();
    this.release();
    this.settle(carry);
    if (carry.keyboard) this.say('cancelled', { card: carry.name, column: this.titleOf(this.columnBy(carry.from)) });
    this.repair();
  }

  drop(column, before) {
    const { carry } = this;
    const to = this.keyOf(column);
    const card = this.cardBy(carry.id);
    const stays = to === carry.from && (!this.options.ordered || this.nextOf(card) === before);
    if (!to || stays) { this.cancel(); return; }
    this.end();
    this.send(carry, to, this.idOf(before) ?? null);
  }

  nextOf(card) {
    const next = card?.nextElementSibling;
    return next?.classList.contains('board-card') ? next : null;
  }

  // Hands the drop to the server and waits for what it makes of it; the ghost stays where it was let go.
  async send(carry, to, before) {
    this.cardBy(carry.id)?.setAttribute('data-lifted', '');
    if (!carry.ghost) {
      const card = this.cardBy(carry.id);
      if (card) carry.ghost = this.ghost(card, card.getBoundingClientRect());
    }
    if (carry.ghost) this.settling.set(carry.id, carry);
    const answer = this.ask('Drop', carry.id, to, before);
    answer.then(ok => { if (ok === undefined) this.owe(); });
    await Promise.race([answer, new Promise(done => setTimeout(done, ANSWER))]);
    if (this.off.signal.aborted) return;
    this.settle(carry);
    const card = this.cardBy(carry.id);
    const now = card?.closest('.board-column');
    // The focus follows a card moved by keyboard, unless a dialog or a drawer has taken it meanwhile.
    const free = document.activeElement === document.body || this.root.contains(document.activeElement);
    if (carry.keyboard && free) this.focus(card ?? this.columnBy(to)?.querySelector('.board-card'));
    if (now || this.columnBy(to)?.classList.contains('board-strip')) {
      const column = now ?? this.columnBy(to);
      this.say(this.keyOf(column) === to ? 'moved' : 'stayed', { card: carry.name, column: this.titleOf(column) });
    }
  }

  // The card slides from where it was let go to where the last render put it.
  settle(carry) {
    const { ghost } = carry;
    if (this.settling.get(carry.id) === carry) this.settling.delete(carry.id);
    const card = this.cardBy(carry.id);
    const show = () => {
      ghost?.remove();
      if (this.carry?.id !== carry.id && !this.settling.has(carry.id)) delete this.cardBy(carry.id)?.dataset.lifted;
    };
    if (!ghost || calm.matches) { show(); return; }
    const box = card?.getBoundingClientRect();
    const frames = box?.width
      ? { transform: `translate(${box.left}px, ${box.top}px)`, width: `${box.width}px` }
      : { opacity: 0 };
    if (card) card.dataset.lifted = '';
    ghost.dataset.landing = '';
    const landing = ghost.animate(frames, { duration: 180, easing: 'cubic-bezier(.2, .8, .2, 1)', fill: 'forwards' });
    landing.onfinish = landing.oncancel = show;
  }

  // keyboard

  key(e) {
    const card = e.target.closest('.board-card');
    if (this.menu.contains(e.target)) { this.menuKey(e); return; }
    if (e.key === 'ArrowUp' && e.target.matches('.board-more')) {
      this.focus(this.cardsIn(e.target.closest('.board-column')).at(-1));
      e.preventDefault();
      return;
    }
    if (!card || e.target !== card || e.ctrlKey || e.metaKey || e.altKey) return;
    const act = this.carry?.keyboard ? this.carryKey(e) : this.walkKey(e, card);
    if (act !== false) { e.preventDefault(); e.stopPropagation(); }
  }

  walkKey(e, card) {
    const column = card.closest('.board-column');
    const cards = this.cardsIn(column);
    switch (e.key) {
      case 'ArrowDown': return this.focus(cards[cards.indexOf(card) + 1] ?? column.querySelector('.board-more'));
      case 'ArrowUp': return this.focus(cards[cards.indexOf(card) - 1]);
      case 'Home': return this.focus(cards[0]);
      case 'End': return this.focus(cards.at(-1));
      case 'ArrowLeft': return this.focus(this.beside(card, column, -1));
      case 'ArrowRight': return this.focus(this.beside(card, column, 1));
      case 'Enter': return void this.ask('Open', this.idOf(card), e.shiftKey);
      case ' ': return this.liftByKey(card);
      default: return false;
    }
  }

  // The card at about the same height in the next column that has any.
  beside(card, column, step) {
    const columns = this.columns();
    const middle = card.getBoundingClientRect().top;
    for (let i = columns.indexOf(column) + step; i >= 0 && i < columns.length; i += step) {
      const cards = this.cardsIn(columns[i]);
      if (cards.length === 0) continue;
      const list = columns[i].querySelector('.board-list').getBoundingClientRect();
      return cards.find(c => { const box = c.getBoundingClientRect(); return box.bottom > Math.max(middle, list.top); }) ?? cards.at(-1);
    }
    return null;
  }

  liftByKey(card) {
    if (card.dataset.fixed !== undefined || this.carry) return;
    this.forget();
    this.begin({ id: this.idOf(card), keyboard: true }, card);
    const { carry } = this;
    carry.place = this.columnBy(carry.from);
    carry.spot = this.nextOf(card);
    this.mark(carry.place, null, carry.spot);
    carry.told.then(told => {
      if (this.carry === carry && told) this.say('lifted', { card: told.name, column: this.titleOf(carry.place) });
    });
    this.stillThere();
  }

  stillThere() {
    clearTimeout(this.forgotten);
    this.forgotten = setTimeout(() => { if (this.carry?.keyboard) this.cancel(); }, FORGOTTEN);
  }

  carryKey(e) {
    this.stillThere();
    switch (e.key) {
      case 'ArrowLeft': return this.carryAside(-1);
      case 'ArrowRight': return this.carryAside(1);
      case 'ArrowUp': return this.carryAlong(-1);
      case 'ArrowDown': return this.carryAlong(1);
      case ' ':
      case 'Enter': return this.drop(this.columnBy(this.keyOf(this.carry.place)), this.carry.spot?.isConnected ? this.carry.spot : null);
      case 'Tab': this.cancel(); return false;
      default: return false;
    }
  }

  carryAside(step) {
    const { carry } = this;
    const open = this.columns().filter(c => this.keyOf(c) === carry.from || !carry.targets || carry.targets.includes(this.keyOf(c)));
    const to = open[open.indexOf(carry.place) + step];
    if (!to) return;
    carry.place = to;
    carry.spot = this.keyOf(to) === carry.from ? this.nextOf(this.cardBy(carry.id)) : this.cardsIn(to)[0] ?? null;
    this.show(to);
  }

  carryAlong(step) {
    const { carry } = this;
    if (!this.options.ordered) return;
    const others = this.cardsIn(carry.place).filter(c => this.idOf(c) !== carry.id);
    const now = carry.spot ? others.indexOf(carry.spot) : others.length;
    const next = Math.max(0, Math.min(others.length, now + step));
    carry.spot = others[next] ?? null;
    this.show(carry.place);
  }

  show(column) {
    this.mark(column, null, this.carry.spot);
    column.scrollIntoView({ inline: 'nearest', block: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' });
    const columns = this.columns();
    this.say('over', { column: this.titleOf(column), index: columns.indexOf(column) + 1, count: columns.length });
  }

  escape(e) {
    if (e.key !== 'Escape') return;
    this.forget();
    if (!this.carry) return;
    e.preventDefault();
    e.stopPropagation();
    const { id, keyboard } = this.carry;
    this.swallow = !keyboard;
    this.cancel();
    if (keyboard) this.focus(this.cardBy(id));
  }

  // clicks and the menu

  click(e) {
    const tab = e.target.closest('.board-tab');
    if (tab) {
      this.columnBy(tab.dataset.tab)?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' });
      return;
    }
    const target = e.target.closest('[data-target]');
    if (target && this.menu.contains(target)) { this.moveTo(target.dataset.target, e.detail === 0); return; }
    const card = e.target.closest('.board-card');
    if (!card) return;
    const opener = e.target.closest('.board-move');
    if (opener) { this.openMenu(card, opener); return; }
    const own = e.target.closest(`a[href], ${OWN_GESTURE}`);
    if ((own && card.contains(own)) || e.defaultPrevented) return;
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed && selection.containsNode(card, true)) return;
    this.ask('Open', this.idOf(card), true);
  }

  async openMenu(card, opener) {
    const id = this.idOf(card);
    const box = opener.getBoundingClientRect();
    const told = await this.ask('Ask', id);
    if (!told || this.carry) return;
    this.menuFor = { id, name: told.name };
    let any = false;
    for (const item of this.menu.querySelectorAll('[data-target]')) {
      item.hidden = !told.targets.includes(item.dataset.target);
      any ||= !item.hidden;
    }
    this.menu.querySelector('.board-menu-none').hidden = any;
    this.menu.showPopover();
    const size = this.menu.getBoundingClientRect();
    this.menu.style.left = `${Math.max(8, Math.min(box.right - size.width, innerWidth - size.width - 8))}px`;
    this.menu.style.top = `${box.bottom + size.height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - size.height - 4)}px`;
    this.menuItems()[0]?.focus();
  }

  menuItems() { return [...this.menu.querySelectorAll('[data-target]:not([hidden])')]; }

  menuKey(e) {
    const items = this.menuItems();
    const now = items.indexOf(e.target);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1 + items.length, Home: 0, End: items.length - 1 }[e.key];
    if (e.key === 'Tab') { this.closeMenu(); this.focus(this.cardBy(this.menuFor?.id)); e.preventDefault(); }
    if (to === undefined || items.length === 0) return;
    e.preventDefault();
    items[to % items.length].focus();
  }

  closeMenu() {
    if (this.menu.matches(':popover-open')) this.menu.hidePopover();
  }

  moveTo(key, keyboard) {
    const { menuFor } = this;
    this.closeMenu();
    const card = this.cardBy(menuFor?.id);
    const from = this.keyOf(card?.closest('.board-column'));
    if (!card || this.carry || !key || from === key) return;
    this.send({ id: menuFor.id, name: menuFor.name, from, keyboard }, key, null);
  }

  // focus: one tab stop per column, and the controls of the focused card

  focusIn(e) {
    const card = e.target.closest('.board-card');
    if (!card) return;
    this.leaving = null;
    const id = this.idOf(card);
    if (this.focused !== id) this.controls(this.cardBy(this.focused), -1);
    this.focused = id;
    this.controls(card, 0);
    card.setAttribute('aria-describedby', this.options.help);
    for (const other of card.parentElement.children) if (other !== card && other.tabIndex === 0) other.tabIndex = -1;
    card.tabIndex = 0;
  }

  focusOut(e) {
    const id = this.idOf(e.target.closest('.board-card'));
    if (!id || e.relatedTarget) {
      if (this.carry?.keyboard && e.relatedTarget && this.idOf(e.relatedTarget.closest?.('.board-card')) !== this.carry.id) this.cancel();
      return;
    }
    // A render may take the focused card away and bring it back elsewhere within one task.
    this.leaving = id;
    setTimeout(() => { this.leaving = null; }, 0);
  }

  controls(card, tabIndex) {
    for (const node of card?.querySelectorAll(CONTROLS) ?? []) node.tabIndex = tabIndex;
  }

  focus(node) {
    node?.focus({ preventScroll: true });
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  // After every render: tab stops, what the drag has marked, the ends of long columns.
  repair() {
    for (const list of this.track.querySelectorAll('ol')) {
      const stops = list.querySelectorAll(':scope > [tabindex="0"]');
      if (stops.length === 1) continue;
      const keep = [...stops].find(c => this.idOf(c) === this.focused) ?? stops[0] ?? list.firstElementChild;
      for (const stop of stops) if (stop !== keep) stop.tabIndex = -1;
      if (keep?.classList.contains('board-card')) keep.tabIndex = 0;
    }
    for (const id of [this.carry?.id, ...this.settling.keys()]) {
      const card = this.cardBy(id);
      if (card && card.dataset.lifted === undefined) card.dataset.lifted = this.carry?.id === id && this.carry.keyboard ? 'still' : '';
    }
    if (this.leaving && document.activeElement === document.body) {
      this.cardBy(this.leaving)?.focus({ preventScroll: true });
    }
    this.more.disconnect();
    if (!this.carry) for (const button of this.track.querySelectorAll('.board-more')) this.more.observe(button);
  }

  moreSeen(seen) {
    if (this.carry) return;
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting && target.isConnected) this.ask('More', target.dataset.more);
    }
  }

  // phone: the tab of the column in sight

  tabsFollow() {
    this.following ??= requestAnimationFrame(() => {
      this.following = null;
      const columns = this.columns();
      const left = this.track.getBoundingClientRect().left;
      const distance = c => Math.abs(c.getBoundingClientRect().left - left);
      const current = columns.reduce((best, c) => (best && distance(best) <= distance(c) ? best : c), null);
      for (const tab of this.root.querySelectorAll('.board-tab')) {
        if (tab.dataset.tab === this.keyOf(current)) {
          if (tab.getAttribute('aria-current') !== 'true') {
            tab.setAttribute('aria-current', 'true');
            const strip = tab.parentElement;
            strip.scrollLeft = tab.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
          }
        } else {
          tab.removeAttribute('aria-current');
        }
      }
    });
  }

  measure() {
    this.root.style.setProperty('--board-top', `${Math.max(0, Math.round(this.root.getBoundingClientRect().top + scrollY))}px`);
  }

  say(text, values) {
    this.voice.textContent = this.options[text].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  }

  // the server

  // Undefined means the server could not be reached.
  async ask(method, ...given) {
    try {
      return (await this.server.invokeMethodAsync(method, ...given)) ?? null;
    } catch {
      return undefined;
    }
  }

  async release() {
    if (await this.ask('Release') === undefined) this.owe();
  }

  // The connection broke in the middle of a gesture: the server would hold the board still until it hears of the end.
  owe() {
    clearInterval(this.owed);
    if (this.off.signal.aborted) return;
    this.owed = setInterval(async () => {
      if (this.carry || await this.ask('Release') !== undefined) clearInterval(this.owed);
    }, 1000);
  }
}
