/** Return the nearest element around an event's target that fits the selector. */
export function around<E extends Element = HTMLElement>(event: Event, selector: string): E | null {
  const { target } = event;
  return target instanceof Element ? target.closest<E>(selector) : null;
}
