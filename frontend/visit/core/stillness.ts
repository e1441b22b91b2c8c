// How long nobody has touched the phone. Its clock can be set back, and what counts without the clock may
// stand still while the phone sleeps: the longer of the two holds.
export class Stillness {
  private at = Date.now();
  private ticks = performance.now();

  /** Somebody touched it. */
  end(now = Date.now(), ticks = performance.now()): void {
    this.at = now;
    this.ticks = ticks;
  }

  /** For how many milliseconds nobody has. */
  lasted(now = Date.now(), ticks = performance.now()): number {
    return Math.max(now - this.at, ticks - this.ticks);
  }
}
