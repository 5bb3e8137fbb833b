// Sends files by plain HTTP beside the circuit. Works by attributes like the rest: everything chosen, dropped or pasted inside
// [data-upload] is announced at /attachments and then sent; how far it is, is told through its hidden [data-upload-told] field.
// When the line breaks it waits a little, asks how much has arrived and goes on from there.
(() => {
  'use strict';
  const running = new Map(), waits = [1000, 2000, 4000, 8000, 15000];
  let last = 0;

  const tell = (box, news) => {
    const told = box.querySelector('[data-upload-told]');
    if (!told) return;
    told.value = JSON.stringify(news);
    told.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const pause = ms => new Promise(done => setTimeout(done, ms));
  const refused = message => Object.assign(new Error(message), { refused: true });
  const token = box => ({ RequestVerificationToken: box.dataset.token ?? '' });

  const asked = async (path, options) => {
    const response = await fetch(path, { cache: 'no-store', ...options });
    let answer = {};
    try { answer = await response.json(); } catch { /* a page instead of an answer: signed out */ }
    if (response.status >= 500) throw new Error('later');
    if (!response.ok || response.redirected) throw refused(answer.message ?? '');
    return answer;
  };

  // One try to send what is missing; fetch can't say how far it is, so this is the older kind of request.
  const push = (upload, offset) => new Promise((done, no) => {
    const { box, file, id } = upload, request = upload.request = new XMLHttpRequest();
    let said = 0;
    request.upload.onprogress = e => {
      // a few times a second: the circuit has other things to carry
      if (e.timeStamp - said < 300) return;
      said = e.timeStamp;
      tell(box, { id, size: file.size, sent: Math.min(offset + e.loaded, file.size) });
    };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* as above */ }
      if (request.status === 200 && answer.received !== undefined) done(answer);
      else no(request.status === 409 || request.status >= 500 ? new Error('later') : refused(answer.message ?? ''));
    };
    request.onerror = request.ontimeout = () => no(new Error('line'));
    request.onabort = () => no(new Error('line'));
    request.open('PATCH', `attachments/arriving/${upload.at}?offset=${offset}`);
    request.setRequestHeader('RequestVerificationToken', token(box).RequestVerificationToken);
    request.send(file.slice(offset));
  });

  const send = async upload => {
    const { box, file, id } = upload;
    upload.stopped = null;
    let tries = 0, reached = 0;
    while (running.get(id) === upload) {
      try {
        upload.at ??= (await asked('attachments', { method: 'POST', headers: { ...token(box), 'Content-Type': 'application/json' }, body: JSON.stringify({ name: file.name, size: file.size }) })).id;
        const { received } = await asked(`attachments/arriving/${upload.at}`);
        if (received > reached) [tries, reached] = [0, received];
        const answer = await push(upload, received);
        if (!answer.ticket) continue;
        upload.done = { id, ticket: answer.ticket, name: answer.name, size: answer.size, sent: answer.size };
        tell(box, upload.done);
        return;
      } catch (trouble) {
        if (running.get(id) !== upload) return;
        if (trouble.refused) {
          running.delete(id);
          tell(box, { id, error: trouble.message });
          return;
        }
        if (tries >= waits.length) {
          upload.stopped = true;
          tell(box, { id, stopped: true });
          return;
        }
        await pause(waits[tries++]);
      }
    }
  };

  const begin = (box, file) => {
    const id = `u${++last}`;
    const large = file.size > Number(box.dataset.max);
    tell(box, { id, name: file.name, size: file.size, sent: 0, error: large ? 'large' : null });
    if (large) return;
    const upload = { box, file, id };
    running.set(id, upload);
    send(upload);
  };
  const drop = (id, upload) => {
    running.delete(id);
    upload.request?.abort();
  };

  const take = (box, files) => [...files].slice(0, 20).forEach(file => begin(box, file));
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
    const button = e.target instanceof Element ? e.target.closest('[data-upload-cancel], [data-upload-resume]') : null;
    const upload = button && running.get(button.dataset.uploadCancel ?? button.dataset.uploadResume);
    if (!upload) return;
    if ('uploadCancel' in button.dataset) {
      drop(upload.id, upload);
      tell(upload.box, { id: upload.id, gone: true });
    } else if (upload.stopped) {
      tell(upload.box, { id: upload.id, size: upload.file.size, sent: 0 });
      send(upload);
    }
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
  new MutationObserver(() => running.forEach((upload, id) => {
    if (!upload.box.isConnected) drop(id, upload);
    else if (upload.done && upload.box.querySelector(`[data-upload-have="${id}"]`)) running.delete(id);
  })).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-upload-have'] });
  // The circuit may have been away when a file was through: it is told again until the list has it.
  setInterval(() => running.forEach(upload => { if (upload.done) tell(upload.box, upload.done); }), 2000);
  addEventListener('online', () => running.forEach(upload => { if (upload.stopped) send(upload); }));
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
