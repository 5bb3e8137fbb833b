// Sends files by plain HTTP beside the circuit. Works by attributes like the rest: everything chosen, dropped or pasted inside
// [data-upload] goes to /attachments; how far it is, is told through its hidden [data-upload-told] field.
(() => {
  'use strict';
  const running = new Map();
  let last = 0;

  const tell = (box, news) => {
    const told = box.querySelector('[data-upload-told]');
    if (!told) return;
    told.value = JSON.stringify(news);
    told.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const send = (box, file) => {
    const id = `u${++last}`;
    const large = file.size > Number(box.dataset.max);
    tell(box, { id, name: file.name, size: file.size, sent: 0, error: large ? 'large' : null });
    if (large) return;

    const request = new XMLHttpRequest(), body = new FormData();
    body.append('file', file, file.name);
    running.set(id, { request, box });
    let said = 0;
    request.upload.onprogress = e => {
      // a few times a second: the circuit has other things to carry
      if (e.timeStamp - said < 300) return;
      said = e.timeStamp;
      tell(box, { id, size: file.size, sent: Math.min(e.loaded, file.size) });
    };
    const done = news => {
      running.delete(id);
      tell(box, { id, ...news });
    };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a page instead of an answer: signed out */ }
      done(request.status === 200 && answer.ticket ? { ticket: answer.ticket, name: answer.name, size: answer.size, sent: answer.size } : { error: answer.message ?? '' });
    };
    request.onerror = request.ontimeout = () => done({ error: '' });
    request.onabort = () => done({ gone: true });
    request.open('POST', 'attachments');
    request.setRequestHeader('RequestVerificationToken', box.dataset.token ?? '');
    request.send(body);
  };

  const take = (box, files) => [...files].slice(0, 20).forEach(file => send(box, file));
  const boxOf = e => e.target instanceof Element ? e.target.closest('[data-upload]') : null;
  const holdsFiles = data => [...(data?.types ?? [])].includes('Files');

  document.addEventListener('change', e => {
    const box = boxOf(e);
    if (box && e.target.matches('input[type=file]')) {
      take(box, e.target.files);
      e.target.value = '';
    }
  });
  document.addEventListener('click', e => {
    const button = e.target instanceof Element ? e.target.closest('[data-upload-cancel]') : null;
    if (button) running.get(button.dataset.uploadCancel)?.request.abort();
  });
  document.addEventListener('paste', e => {
    const box = boxOf(e);
    if (box && e.clipboardData?.files.length) {
      e.preventDefault();
      take(box, e.clipboardData.files);
    }
  });
  document.addEventListener('dragover', e => {
    const box = boxOf(e);
    document.querySelectorAll('[data-upload][data-over]').forEach(other => { if (other !== box) delete other.dataset.over; });
    if (box && holdsFiles(e.dataTransfer)) {
      e.preventDefault();
      box.dataset.over = '';
    }
  });
  document.addEventListener('dragleave', e => { const box = boxOf(e); if (box && !box.contains(e.relatedTarget)) delete box.dataset.over; });
  document.addEventListener('drop', e => {
    const box = boxOf(e);
    if (!box || !holdsFiles(e.dataTransfer)) return;
    e.preventDefault();
    delete box.dataset.over;
    take(box, e.dataTransfer.files);
  });
  // a form that leaves the page takes its running uploads with it
  new MutationObserver(() => running.forEach(({ request, box }) => { if (!box.isConnected) request.abort(); })).observe(document.documentElement, { childList: true, subtree: true });
  // A form that sends files itself: what is too large is said before it travels, form[data-most] in bytes.
  document.addEventListener('submit', e => {
    const form = e.target.closest('form[data-most]');
    if (!form) return;
    const bytes = [...form.querySelectorAll('input[type=file]')].flatMap(i => [...i.files]).reduce((sum, f) => sum + f.size, 0);
    const note = form.querySelector('[data-too-large]');
    note.hidden = bytes <= Number(form.dataset.most);
    note.textContent = note.hidden ? '' : note.dataset.tooLarge;
    if (!note.hidden) e.preventDefault();
  });
})();
