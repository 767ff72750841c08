/** In the browser: diagrams can be made larger, moved, and shown on the whole screen. */
const STEP = 1.25;
const [SMALLEST, LARGEST] = [0.4, 8];

interface Point {
  readonly x: number;
  readonly y: number;
}

function enhance(figure: HTMLElement): void {
  const scroll = figure.querySelector<HTMLElement>('.diagram-scroll');
  const svg = scroll?.querySelector('svg');
  const tools = figure.querySelector<HTMLElement>('.diagram__tools');
  if (!scroll || !svg || !tools) return;
  const shown = tools.querySelector('output');
  let [zoom, fit] = [1, 0];

  /** Makes the picture larger or smaller around a point of the window. */
  const by = (factor: number, at: Point = middleOf(scroll)) => {
    const before = svg.getBoundingClientRect();
    if (zoom === 1) begin(before.width);
    zoom = Math.min(LARGEST, Math.max(SMALLEST, zoom * factor));
    svg.style.width = `${fit * zoom}px`;
    const after = svg.getBoundingClientRect();
    const share = (value: number, from: number, size: number) => (value - from) / (size || 1);
    scroll.scrollLeft += after.left + share(at.x, before.left, before.width) * after.width - at.x;
    scroll.scrollTop += after.top + share(at.y, before.top, before.height) * after.height - at.y;
    if (shown) shown.textContent = `${Math.round(zoom * 100)} %`;
  };

  /** The window keeps its height: the page below must not jump. */
  const begin = (width: number) => {
    fit = width;
    if (!document.fullscreenElement) scroll.style.height = `${scroll.offsetHeight}px`;
    figure.dataset.zoomed = '';
  };

  const reset = () => {
    zoom = 1;
    svg.style.width = '';
    scroll.style.height = '';
    delete figure.dataset.zoomed;
    if (shown) shown.textContent = '';
  };

  const actions: Readonly<Record<string, () => void>> = {
    in: () => by(STEP),
    out: () => by(1 / STEP),
    reset,
    screen: () => {
      reset();
      void (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen());
    },
  };
  const keys: Readonly<Record<string, string>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'reset' };

  tools.hidden = false;
  if (!document.fullscreenEnabled) tools.querySelector('[data-zoom="screen"]')?.remove();
  tools.addEventListener('click', ({ target }) => {
    actions[(target as HTMLElement).dataset.zoom ?? '']?.();
  });
  scroll.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (action === undefined) return;
    event.preventDefault();
    actions[action]?.();
  });
  scroll.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      by(Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  figure.addEventListener('fullscreenchange', reset);
  pinch(scroll, by);
  drag(scroll);
}

function middleOf(element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Two fingers. */
function pinch(scroll: HTMLElement, by: (factor: number, at: Point) => void): void {
  let last = 0;
  const measured = ([a, b]: ArrayLike<Touch> & Iterable<Touch>): [number, Point] | undefined =>
    a && b
      ? [
          Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
          { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 },
        ]
      : undefined;
  scroll.addEventListener('touchstart', ({ touches }) => {
    last = measured([...touches] as never)?.[0] ?? 0;
  });
  scroll.addEventListener(
    'touchmove',
    (event) => {
      const now = measured([...event.touches] as never);
      if (!now || last === 0) return;
      event.preventDefault();
      by(now[0] / last, now[1]);
      last = now[0];
    },
    { passive: false },
  );
}

/** Pixels that a hand moves while it clicks. */
const STEADY = 4;

/** The mouse moves the picture, except from a text, which it selects. A link that was dragged isn't followed. */
function drag(scroll: HTMLElement): void {
  let from: Point | undefined;
  let moved = false;
  scroll.addEventListener('dragstart', (event) => event.preventDefault());
  scroll.addEventListener(
    'pointerdown',
    ({ target, pointerType, button, clientX: x, clientY: y }) => {
      moved = false;
      const mayMove =
        pointerType === 'mouse' && button === 0 && !(target as Element).closest('text');
      from = mayMove ? { x, y } : undefined;
    },
  );
  scroll.addEventListener('pointermove', (event) => {
    if (!from || !(event.buttons & 1)) return;
    if (!moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < STEADY) return;
    if (!moved) scroll.setPointerCapture(event.pointerId);
    moved = true;
    scroll.scrollBy(from.x - event.clientX, from.y - event.clientY);
    from = { x: event.clientX, y: event.clientY };
  });
  scroll.addEventListener('click', (event) => moved && event.preventDefault(), true);
}

for (const figure of document.querySelectorAll<HTMLElement>('[data-diagram]')) enhance(figure);
