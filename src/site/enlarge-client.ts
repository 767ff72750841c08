/** In the browser: a diagram on the whole screen, where the browser can do that. */
if (document.fullscreenEnabled) {
  for (const button of document.querySelectorAll<HTMLElement>('[data-enlarge]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      void button.closest('figure')?.querySelector('.diagram-scroll')?.requestFullscreen();
    });
  }
}
