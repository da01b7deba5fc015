const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };

/** The button that goes through automatic, light and dark. */
export function setUpThemeToggle() {
  const root = document.documentElement;
  for (const button of document.querySelectorAll('[data-theme-toggle]')) {
    button.hidden = false;
    const label = button.querySelector('span');
    const show = () => {
      const theme = root.dataset.theme ?? 'auto';
      label.textContent = theme[0].toUpperCase() + theme.slice(1);
      button.setAttribute('aria-label', `Theme: ${theme}`);
    };
    button.addEventListener('click', () => {
      const theme = NEXT[root.dataset.theme ?? 'auto'];
      if (theme === 'auto') delete root.dataset.theme;
      else root.dataset.theme = theme;
      localStorage.setItem('admin-theme', theme);
      show();
    });
    show();
  }
}
