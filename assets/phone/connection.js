// The phone's side of the wire: what it keeps, the answers not yet acknowledged, and the socket.
// Where sockets don't get through although the server is there, polling takes their place.
// Written for Chrome 80 and Safari 13, and for plain http, which is no secure context.

const VERSION = 1;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10000;
const STEADY_MS = 3000; // a connection that lasted this long was a good one
const ANSWER_MS = 8000; // silence after a question of ours: the socket is dead
const SAVE_MS = 12000; // an answer without acknowledgement is sent again on a new socket
const QUIET_MS = 20000; // after such a silence, ask
const SOCKETS_TRIED = 2;
const OPEN = 1; // a socket's readyState
const REPLIES = ["saved", "not_saved", "refused", "asked_saved", "asked_refused", "board", "feedback_saved", "feedback_refused", "slide"]; // stages are the others

/** The secret that lets the server find this phone's participant again: 32 hex digits. */
export function ownToken(keeping) {
  const kept = keeping.read("token");
  if (/^[0-9a-f]{32}$/.test(kept)) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const token = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
  keeping.write("token", token);
  return token;
}

/** Whether two {answer, confidence} are the same; without an answer they are not. */
export function sameAnswer(one, other) {
  const sure = (given) => given.confidence || null;
  return Boolean(one.answer) && sure(one) === sure(other) && JSON.stringify(one.answer) === JSON.stringify(other.answer);
}

/** Answers given and not yet acknowledged, by session, question and round. */
class Outbox {
  constructor(keeping) {
    this.keeping = keeping;
  }

  all() {
    try {
      const kept = JSON.parse(this.keeping.read("outbox") || "[]");
      return Array.isArray(kept) ? kept.filter((entry) => entry && entry.answer) : [];
    } catch (damaged) {
      return [];
    }
  }

  find(session, question, round) {
    return this.all().filter((entry) => isFor(entry, session, question, round))[0] || null;
  }

  put(session, question, round, answer, confidence) {
    this.drop(session, question, round);
    const entry = { session, question, round, answer };
    if (confidence) entry.confidence = confidence;
    this.write(this.all().concat([entry]));
  }

  drop(session, question, round) {
    this.write(this.all().filter((entry) => !isFor(entry, session, question, round)));
  }

  dropOthers(session) {
    const kept = this.all();
    const ours = kept.filter((entry) => entry.session === session);
    if (ours.length < kept.length) this.write(ours);
  }

  write(entries) {
    this.keeping.write("outbox", JSON.stringify(entries));
  }
}

function isFor(entry, session, question, round) {
  return entry.session === session && entry.question === question && entry.round === round;
}

/** The socket that the page has begun to open before its scripts were there; null if it has come to nothing. */
function lineOfPage() {
  const line = window.line;
  window.line = null;
  return line && line.readyState <= OPEN ? line : null;
}

/**
 * A socket that comes back by itself.
 *
 * `hears.message(message, fresh)` gets what the server says; `fresh` marks the first stage of a new
 * connection. `hears.changed()` is called when `up` changes. `up` is true once the server has answered.
 */
export class Connection {
  constructor(address, keeping, hears, code) {
    this.address = address;
    this.code = code; // of the class, if the page's address has one
    this.token = ownToken(keeping);
    this.outbox = new Outbox(keeping);
    this.hears = hears;
    this.socket = null;
    this.Polling = null; // what stands in for sockets, until the page is loaded again
    this.blocked = 0; // sockets in a row that came to nothing while the server was there
    this.up = false;
    this.failed = false;
    this.stopped = false;
    this.session = null;
    this.onTheWay = 0; // answers on this socket that nothing has been said of yet
    this.attempts = 0;
    this.timers = {};
    this.listen();
  }

  open() {
    if (this.stopped) return;
    this.abandon();
    if (!this.Polling && typeof WebSocket === "undefined") {
      this.poll().then(() => this.open(), () => this.lose());
      return;
    }
    const socket = this.Polling ? new this.Polling("/phone") : lineOfPage() || new WebSocket(this.address);
    this.socket = socket;
    this.openedAt = Date.now();
    const hello = { type: "hello", version: VERSION, token: this.token };
    if (this.code) hello.code = this.code;
    socket.onopen = () => socket.send(JSON.stringify(hello));
    socket.onmessage = (event) => this.hear(event.data);
    socket.onclose = () => this.lose();
    this.after("answer", ANSWER_MS, () => this.lose());
    if (socket.readyState === OPEN) socket.onopen();
  }

  /** Say something now, if the server is there; the answer is awaited. Returns whether it was said. */
  send(message) {
    const said = this.mention(message);
    if (said) this.after("answer", ANSWER_MS, () => this.lose());
    return said;
  }

  /** Say something that may be left without an answer. Returns whether it was said. */
  mention(message) {
    if (!this.up || !this.socket || this.socket.readyState !== OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Keep an answer and send it, now or when the server is back, until it is acknowledged or refused. */
  submit(session, question, round, answer, confidence) {
    this.outbox.put(session, question, round, answer, confidence);
    this.sendKept({ question, round, answer, confidence });
  }

  sendKept(entry) {
    const message = { type: "answer", question_id: entry.question, round: entry.round, answer: entry.answer };
    if (entry.confidence) message.confidence = entry.confidence;
    if (!this.send(message)) return;
    this.onTheWay += 1;
    this.after("save", SAVE_MS, () => this.lose());
  }

  /** Nothing more can come of this connection: the page has to be loaded again. */
  stop() {
    this.stopped = true;
    this.lose();
  }

  hear(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch (noise) {
      return;
    }
    this.cancel("answer");
    this.after("quiet", QUIET_MS * (1 + Math.random() / 4), () => this.askWhenQuiet());
    if (message.type === "saved" || message.type === "not_saved") this.settle(message);
    if (message.type === "refused" && message.code === "malformed") this.outbox.write([]);
    const isReply = REPLIES.indexOf(message.type) >= 0;
    const fresh = !isReply && !this.up;
    if (!isReply) this.follow(message);
    if (fresh) this.rise();
    this.hears.message(message, fresh);
    if (fresh) this.sendAllKept(message);
  }

  follow(stage) {
    if (!stage.session_id) return;
    this.session = stage.session_id;
    this.outbox.dropOthers(this.session);
    if (!stage.question) return;
    const kept = this.outbox.find(this.session, stage.question.id, stage.round);
    const told = { answer: stage.saved, confidence: stage.confidence };
    if (kept && sameAnswer(kept, told)) this.outbox.drop(this.session, stage.question.id, stage.round);
  }

  sendAllKept(stage) {
    if (stage.session_id && stage.type !== "lobby") this.outbox.all().forEach((entry) => this.sendKept(entry));
  }

  settle(reply) {
    this.onTheWay = Math.max(0, this.onTheWay - 1);
    if (!this.onTheWay) this.cancel("save");
    const kept = this.outbox.find(this.session, reply.question_id, reply.round);
    // What is said of an earlier choice leaves the later one waiting for its own.
    if (!kept || (reply.type === "saved" ? !sameAnswer(kept, reply) : this.onTheWay)) return;
    this.outbox.drop(this.session, reply.question_id, reply.round);
  }

  rise() {
    this.up = true;
    this.blocked = 0;
    this.failed = false;
    this.hears.changed();
  }

  lose() {
    if (Date.now() - this.openedAt > STEADY_MS && this.up) this.attempts = 0;
    if (this.socket && !this.up && !this.Polling) this.doubt();
    this.abandon();
    this.up = false;
    this.failed = true;
    if (!this.stopped) {
      const pause = FIRST_RETRY_MS * Math.pow(2, Math.min(this.attempts, 5)) * (1 + Math.random() / 2);
      this.attempts += 1;
      this.after("retry", Math.min(LAST_RETRY_MS, pause), () => this.open());
    }
    this.hears.changed();
  }

  /** A socket came to nothing: is it sockets that don't get through, or is nobody there? */
  async doubt() {
    try {
      const response = await fetch("/", { method: "HEAD", cache: "no-store" });
      this.blocked = response.ok ? this.blocked + 1 : 0;
      if (this.blocked >= SOCKETS_TRIED) await this.poll();
    } catch (failure) {
      this.blocked = 0;
    }
  }

  async poll() {
    this.Polling = (await import("./polling.js")).PollingSocket;
  }

  abandon() {
    Object.keys(this.timers).forEach((name) => this.cancel(name));
    const socket = this.socket;
    this.socket = null;
    this.onTheWay = 0;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  askWhenQuiet() {
    if (document.hidden) this.after("quiet", QUIET_MS, () => this.askWhenQuiet());
    else this.send({ type: "resync" });
  }

  /** Back in front, or a network is there: look at once instead of waiting for the next try. */
  wake() {
    if (this.stopped) return;
    if (!this.socket || this.socket.readyState > OPEN) {
      this.attempts = 0;
      if (this.up) this.lose();
      this.open();
    } else {
      this.send({ type: "resync" });
    }
  }

  listen() {
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.wake();
    });
    window.addEventListener("online", () => this.wake());
    window.addEventListener("offline", () => this.lose());
    // An open socket keeps a page out of the browser's back-forward cache.
    window.addEventListener("pagehide", () => {
      this.abandon();
      this.up = false;
    });
    window.addEventListener("pageshow", (event) => event.persisted && this.wake());
  }

  after(name, ms, act) {
    this.cancel(name);
    this.timers[name] = setTimeout(act, ms);
  }

  cancel(name) {
    clearTimeout(this.timers[name]);
    delete this.timers[name];
  }
}
