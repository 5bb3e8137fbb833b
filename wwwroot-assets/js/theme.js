// Runs in <head> before the first paint, so that a dark screen never flashes white.
// The cookie "look" holds theme.density.nav, e.g. "dark.compact.small"; the server may read it too.
(() => {
  const root = document.documentElement;
  const read = () => {
    const found = document.cookie.split('; ').find(c => c.startsWith('look='));
    const [theme, density, nav] = (found ? decodeURIComponent(found.slice(5)) : '').split('.');
    return { theme: theme || 'auto', density: density || 'normal', nav: nav || 'wide' };
  };
  const apply = look => {
    root.dataset.theme = look.theme;
    root.dataset.density = look.density;
    root.dataset.nav = look.nav;
  };
  window.look = {
    get: read,
    set: change => {
      const look = { ...read(), ...change };
      const secure = location.protocol === 'https:' ? '; secure' : '';
      document.cookie = `look=${look.theme}.${look.density}.${look.nav}; path=/; max-age=31536000; samesite=lax${secure}`;
      apply(look);
    },
  };
  apply(read());
})();
