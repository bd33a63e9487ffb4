// A socket's stand-in where WebSockets don't get through: a POST for each message, and a GET that waits for
// what the server says. It has as much of a WebSocket's surface as connection.js uses.

const HEAR_MS = 35000; // the server answers within 25 s

function drawLine() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
}

export class PollingSocket {
  constructor(path) {
    this.path = path;
    this.headers = { "Handsup-Line": drawLine() };
    this.readyState = 0;
    this.last = 0;
    this.hearing = false;
    this.aborting = new AbortController();
    this.saying = Promise.resolve().then(() => this.begin());
  }

  begin() {
    if (this.readyState > 1) return;
    this.readyState = 1;
    if (this.onopen) this.onopen();
  }

  /** One after the other: an answer must not overtake the hello. */
  send(text) {
    this.saying = this.saying.then(() => this.say(text)).catch(() => this.fail());
  }

  async say(text) {
    if (this.readyState > 1) return;
    await this.ask("/say", { method: "POST", body: text });
    if (!this.hearing) this.hear().catch(() => this.fail());
  }

  async hear() {
    this.hearing = true;
    while (this.readyState === 1) {
      const late = setTimeout(() => this.fail(), HEAR_MS);
      const response = await this.ask("/hear?after=" + this.last, {});
      const heard = await response.json();
      clearTimeout(late);
      this.last = heard.last;
      for (const message of heard.messages || []) {
        if (this.onmessage) this.onmessage({ data: JSON.stringify(message) });
      }
    }
  }

  async ask(path, options) {
    const common = { headers: this.headers, cache: "no-store", signal: this.aborting.signal };
    const response = await fetch(this.path + path, Object.assign(common, options));
    if (!response.ok) throw new Error(String(response.status));
    return response;
  }

  fail() {
    if (this.readyState > 1) return;
    this.close();
    if (this.onclose) this.onclose();
  }

  close() {
    this.readyState = 3;
    this.aborting.abort();
  }
}
