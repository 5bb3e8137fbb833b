// Moving and stretching the bars of a plan by mouse or pen. Works by attributes like the rest: a bar inside [data-gantt] is carried
// by its middle, its ends stretch it, in whole days; where it was let go is told through the plan's hidden [data-gantt-told] field.
// Fingers scroll: a tap opens the form. A copy is carried, so that the server's next render alone decides where the bar stands.
(() => {
  'use strict';
  const SLOP = 4, END = 8, EDGE = 48, FASTEST = 16, ANSWER = 4000, DAY = 86400000;
  let press = null, drag = null, swallow = false;

  const iso = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(5, 10);

  // The end of a bar under the pointer; a short bar is only carried.
  const endAt = (bar, x) => {
    const box = bar.getBoundingClientRect();
    if (bar.dataset.milestone !== undefined || box.width < 3 * END || !bar.dataset.start || !bar.dataset.due) return 'all';
    return x - box.left < END ? 'start' : box.right - x < END ? 'due' : 'all';
  };

  const lift = () => {
    const { bar, sheet, end, x, pointer } = press;
    const copy = bar.cloneNode(false);
    for (const name of copy.getAttributeNames().filter(n => n.startsWith('data-') || n.startsWith('aria-') || n === 'title')) copy.removeAttribute(name);
    copy.setAttribute('aria-hidden', 'true');
    copy.classList.add('carried');
    copy.inert = true;
    const says = document.createElement('span');
    says.className = 'gantt-dates small';
    copy.append(says);
    bar.dataset.lifted = '';
    bar.parentElement.append(copy);
    drag = { bar, sheet, end, x, pointer, copy, says, at: x, days: 0, day: Number(sheet.dataset.gantt), left: parseFloat(bar.style.left), width: parseFloat(bar.style.width), scrolled: sheet.scrollLeft };
    press = null;
    try { sheet.setPointerCapture(pointer); } catch { /* the pointer is gone already: its end follows */ }
    sheet.dataset.carrying = end;
    step();
  };

  // Follows the pointer and, near an edge, scrolls the plan.
  const step = () => {
    if (!drag) return;
    const { sheet, end, copy, bar, day } = drag;
    const box = sheet.getBoundingClientRect(), name = sheet.querySelector('.gantt-name')?.offsetWidth ?? 0;
    const near = drag.at > box.right - EDGE ? drag.at - box.right + EDGE : drag.at < box.left + name + EDGE ? drag.at - box.left - name - EDGE : 0;
    if (near && Math.abs(drag.at - drag.x) > EDGE) sheet.scrollLeft += Math.max(-FASTEST, Math.min(FASTEST, near / 3));
    const length = Math.round(drag.width / day) - 1;
    let days = Math.round((drag.at - drag.x + sheet.scrollLeft - drag.scrolled) / day);
    if (end === 'start') days = Math.min(days, length);
    if (end === 'due') days = Math.max(days, -length);
    drag.days = days;
    copy.style.left = `${drag.left + (end === 'due' ? 0 : days * day)}px`;
    copy.style.width = `${drag.width + (end === 'all' ? 0 : (end === 'due' ? days : -days) * day)}px`;
    const { start, due } = bar.dataset;
    drag.says.textContent = [start && iso(start, end === 'due' ? 0 : days), due && iso(due, end === 'start' ? 0 : days)].filter(Boolean).join(' → ');
    drag.frame = requestAnimationFrame(step);
  };

  const over = told => {
    const { bar, sheet, copy, end, days, pointer, frame } = drag;
    drag = null;
    cancelAnimationFrame(frame);
    delete sheet.dataset.carrying;
    if (sheet.hasPointerCapture?.(pointer)) sheet.releasePointerCapture(pointer);
    const done = () => { copy.remove(); delete bar.dataset.lifted; };
    const field = document.querySelector('[data-gantt-told]');
    if (!told || !days || !field) { done(); return; }
    // Until the server has answered, which moves the bar or leaves it, the copy stays where it was let go.
    const answer = new MutationObserver(() => { clearTimeout(late); answer.disconnect(); done(); });
    const late = setTimeout(() => { answer.disconnect(); done(); }, ANSWER);
    answer.observe(field, { attributes: true, attributeFilter: ['data-answer'] });
    field.value = JSON.stringify({ id: bar.closest('[data-task]').dataset.task, version: Number(bar.dataset.version), end, days });
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };

  document.addEventListener('pointerdown', e => {
    swallow = false;
    const bar = e.target.closest?.('[data-gantt] button.gantt-bar');
    if (!bar || drag || e.button !== 0 || !e.isPrimary || e.pointerType === 'touch') return;
    press = { bar, sheet: bar.closest('[data-gantt]'), end: endAt(bar, e.clientX), x: e.clientX, y: e.clientY, pointer: e.pointerId };
  });
  document.addEventListener('pointermove', e => {
    if (drag?.pointer === e.pointerId) {
      drag.at = e.clientX;
      if (!drag.bar.isConnected) over(false);
    } else if (press?.pointer === e.pointerId) {
      if (Math.abs(e.clientX - press.x) >= SLOP) { if (press.bar.isConnected) { lift(); drag.at = e.clientX; } else press = null; }
    } else if (e.pointerType !== 'touch') {
      const bar = e.target.closest?.('[data-gantt] button.gantt-bar');
      if (bar) bar.dataset.end = endAt(bar, e.clientX);
    }
  }, { passive: true });
  document.addEventListener('pointerup', e => {
    if (press?.pointer === e.pointerId) press = null;
    if (drag?.pointer !== e.pointerId) return;
    swallow = true;
    setTimeout(() => { swallow = false; }, 100);
    // A pointer faster than the frames has its last place still to come.
    drag.at = e.clientX;
    cancelAnimationFrame(drag.frame);
    step();
    over(true);
  });
  const gone = e => {
    if (press?.pointer === e.pointerId) press = null;
    if (drag?.pointer === e.pointerId) over(false);
  };
  document.addEventListener('pointercancel', gone);
  document.addEventListener('lostpointercapture', gone);
  window.addEventListener('blur', () => { press = null; if (drag) over(false); });
  window.addEventListener('keydown', e => {
    if (e.key !== 'Escape' || !drag) return;
    e.preventDefault();
    e.stopPropagation();
    over(false);
  }, { capture: true });
  window.addEventListener('click', e => {
    if (!swallow) return;
    swallow = false;
    e.preventDefault();
    e.stopPropagation();
  }, { capture: true });
  document.addEventListener('dragstart', e => { if (e.target.closest?.('[data-gantt] .gantt-bar')) e.preventDefault(); });
})();
