/** In the browser: one text a host. A host that is chosen once is chosen for all blocks, and kept. */
const KEPT = 'site-host';

class HostTabs extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const tab = (event.target as Element).closest<HTMLElement>('[role="tab"]');
      if (tab) choose(tab);
    });
    this.addEventListener('keydown', (event) => this.#move(event));
    const kept = localStorage.getItem(KEPT);
    if (kept !== null) this.show(kept);
  }

  get tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role="tab"]')];
  }

  /** Shows a host's text. A block that doesn't concern the host stays as it is. */
  show(host: string): void {
    const chosen = this.tabs.find((tab) => hostsOf(tab).includes(host));
    if (!chosen) return;
    for (const tab of this.tabs) {
      tab.setAttribute('aria-selected', String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (panel) panel.hidden = tab !== chosen;
    }
  }

  #move(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = this.tabs.indexOf(event.target as HTMLElement);
    if (by === undefined || at < 0) return;
    event.preventDefault();
    const next = this.tabs.at((at + by) % this.tabs.length);
    next?.focus();
    if (next) choose(next);
  }
}

function choose(tab: HTMLElement): void {
  const [host = ''] = hostsOf(tab);
  const top = tab.getBoundingClientRect().top;
  localStorage.setItem(KEPT, host);
  for (const tabs of document.querySelectorAll<HostTabs>('host-tabs')) tabs.show(host);
  // Blocks above may have grown or shrunk: what was clicked stays under the pointer.
  scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: 'instant' });
}

function hostsOf(tab: HTMLElement): string[] {
  return (tab.dataset.hosts ?? '').split(' ');
}

customElements.define('host-tabs', HostTabs);
