// What a phone keeps of its own, for all of its pages.

/** What stays on the phone from one visit to the next; in memory alone where the browser forbids more. */
export class Keeping {
  constructor() {
    this.memory = {};
  }

  read(key) {
    try {
      const kept = localStorage.getItem("handsup." + key);
      if (kept !== null) return kept;
    } catch (refusal) {
      // private mode
    }
    return key in this.memory ? this.memory[key] : "";
  }

  write(key, value) {
    this.memory[key] = value;
    try {
      localStorage.setItem("handsup." + key, value);
      delete this.memory[key];
    } catch (refusal) {
      // private mode, or no room left
    }
  }
}
