// Beside the lesson: questions to the trainer, which others vote up, how it goes, and the slide. Buttons at the
// thumb open a sheet over the page; what comes next in the lesson closes it, and keeps what is being typed.

import { drawing, has, keeping, learn, main, make, page, say, t, takesPart, typed } from "./page.js";

export const words = {
  en: {
    beside: "Beside the lesson",
    askOpen: "Ask",
    moodOpen: "How it goes",
    close: "Close",
    askTitle: "Ask the trainer",
    askLabel: "Your question",
    askSend: "Send the question",
    askedSaved: "Sent ✓ The trainer has it.",
    askedWaits: "Yours · waits for the trainer",
    askedOwn: "Yours",
    askedAnswered: "Answered",
    askedNone: "No questions yet.",
    askedTooMany: "You have asked a lot already. Let the trainer answer first.",
    askedOver: "The session is over.",
    voteUp: (text, n) => "I want to know that too: " + text + " (" + n + ")",
    moodTitle: "How is it going?",
    paceFast: "Too fast",
    paceFollow: "I follow",
    paceLost: "I’m lost",
    paceSaid: "The trainer sees how many say so.",
    react: "React",
    reactions: ["Thumbs up", "Applause", "Laugh", "Heart", "Surprised"],
    reacted: (sign) => sign + " sent",
  },
  zh: {
    beside: "课堂之外",
    askOpen: "提问",
    moodOpen: "听课感受",
    close: "关闭",
    askTitle: "向培训师提问",
    askLabel: "你的问题",
    askSend: "发送问题",
    askedSaved: "已发送 ✓ 培训师已收到。",
    askedWaits: "我的 · 等培训师查看",
    askedOwn: "我的",
    askedAnswered: "已回答",
    askedNone: "还没有问题。",
    askedTooMany: "你已经提了很多问题，请先等培训师回答。",
    askedOver: "课程结束了。",
    voteUp: (text, n) => "我也想知道：" + text + "（" + n + "）",
    moodTitle: "跟得上吗？",
    paceFast: "太快了",
    paceFollow: "跟得上",
    paceLost: "没听懂",
    paceSaid: "培训师会看到有多少人这样觉得。",
    react: "表达一下",
    reactions: ["点赞", "鼓掌", "大笑", "喜欢", "惊讶"],
    reacted: (sign) => sign + " 已发送",
  },
};
learn(words);

const LONGEST = 300;
const PACE_MS = 180000; // so long a word on the pace counts
const PACES = ["too_fast", "follow", "lost"];
const REACTIONS = { thumbs_up: "👍", applause: "👏", laugh: "😄", heart: "❤️", surprised: "😮" };
const SIGNS = {
  asked: "M5 8h30v20H18l-8 7v-7H5z M17 14q0-3 3-3t3 3q0 2-3 4v1 M20 23v.5",
  slide: "M4 6h32v21H4z M20 27v8 M12 35h16",
  mood: "M20 4a16 16 0 1 0 .01 0z M14 15v2 M26 15v2 M13 24q7 7 14 0",
};

const TITLES = { asked: "askTitle", mood: "moodTitle", slide: "slideTitle" };

const nav = document.getElementById("talk");
const sheet = document.getElementById("sheet");

/** Questions that were sent and not acknowledged yet: kept over a reload, sent again on the next line. */
class Unsent {
  all() {
    try {
      const kept = JSON.parse(keeping.read("asked") || "[]");
      return Array.isArray(kept) ? kept.filter((one) => one && one.text) : [];
    } catch (damaged) {
      return [];
    }
  }

  put(session, id, text) {
    keeping.write("asked", JSON.stringify(this.all().concat([{ session, id, text }])));
  }

  /** Takes one out and returns it; nothing if there is none of this id. */
  take(id) {
    const all = this.all();
    keeping.write("asked", JSON.stringify(all.filter((one) => one.id !== id)));
    return all.filter((one) => one.id === id)[0];
  }
}

/** The sheet and its buttons. `line` is the page's `Connection`. */
export class Talk {
  constructor(line) {
    this.line = line;
    this.unsent = new Unsent();
    this.open = ""; // which sheet
    this.slides = null; // its third kind, once the trainer has shared a slide
    this.session = "";
    this.board = {};
    this.voted = {}; // what was tapped and isn't on the board yet
    this.pace = "";
    this.standing = ""; // what has become of what was sent, in words
    this.parts = {}; // of the open sheet, that change
    window.addEventListener("popstate", () => this.put(""));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    document.addEventListener("focusin", (event) => {
      if (this.open && !sheet.contains(event.target)) sheet.querySelector("h2").focus();
    });
  }

  // --- what the page tells ---

  /** The page has another stage; `fresh` if the line is new, `isNew` if it is another screen. */
  follow(stage, fresh, isNew) {
    const there = takesPart(stage);
    if (this.session && this.session !== stage.session_id) this.leaveSlides();
    this.session = stage.session_id;
    if (page.slide) this.takeSlides();
    if (this.open && (!there || (isNew && stage.type === "asking"))) this.close();
    if (isNew && (stage.type === "lobby" || stage.type === "ended")) this.pace = "";
    document.body.classList.toggle("talking", there);
    if (nav.hidden === there) this.draw();
    nav.hidden = !there;
    window.dispatchEvent(new Event("resize")); // the page has less room, or more
    if (!fresh || !there) return;
    this.unsent.all().forEach((one) => {
      if (one.session === stage.session_id) this.line.send({ type: "ask_trainer", asked_id: one.id, text: one.text });
      else this.unsent.take(one.id);
    });
    if (this.open === "asked") this.line.send({ type: "watch_board", on: true });
  }

  /** Take a message that is meant for here; returns whether it was. */
  hear(message) {
    if (message.type === "slide") {
      this.takeSlides();
      return true;
    }
    if (message.type === "board") {
      this.board = message;
      this.voted = {};
      this.drawBoard();
      return true;
    }
    if (message.type === "asked_saved" && this.unsent.take(message.asked_id)) this.tell(t("askedSaved"));
    if (message.type === "asked_refused") this.giveBack(message);
    if (message.type === "refused" && message.about === "say_pace" && message.code !== "too_fast") this.setPace("");
    return message.type.indexOf("asked_") === 0 || (message.type === "refused" && Boolean(message.about));
  }

  giveBack(refusal) {
    const one = this.unsent.take(refusal.asked_id);
    this.voted = {};
    this.drawBoard();
    if (one && !page.form.asked) page.form.asked = one.text;
    if (one && this.parts.field) this.parts.field.value = page.form.asked;
    const reasons = { too_fast: "too_fast", too_many: "askedTooMany", over: "askedOver", not_joined: "not_joined", not_stored: "no_room" };
    if (one || refusal.code !== "gone") this.tell(t(has(reasons, refusal.code) ? reasons[refusal.code] : "other_code"));
  }

  // --- the slide on the projector ---

  /** The class sees this slide. What shows it is loaded with the first. */
  takeSlides() {
    if (this.slides) {
      if (nav.children.length < 3) this.draw();
      this.slides.show();
      return;
    }
    const begin = ({ Slides }) => {
      this.slides = this.slides || new Slides(() => this.open === "slide");
      this.draw();
    };
    import("./slide.js").then(begin, () => {}); // out of reach: the next slide tries again
  }

  /** Another session has begun, which may not share its slides. */
  leaveSlides() {
    page.slide = null;
    if (this.open === "slide") this.close();
    this.draw();
  }

  // --- the buttons ---

  /** Put the words on the page anew, in the language that holds now. */
  draw() {
    while (nav.firstChild) nav.removeChild(nav.firstChild);
    const moods = { too_fast: "paceFast", follow: "paceFollow", lost: "paceLost" };
    nav.append(
      this.button("asked", t("askOpen")),
      this.button("mood", this.pace ? t(moods[this.pace]) + " ✓" : t("moodOpen")),
      ...(this.slides && page.slide ? [this.button("slide", t("slideOpen"))] : []),
    );
    nav.setAttribute("aria-label", t("beside"));
    window.dispatchEvent(new Event("resize")); // the page has less room, or more
    if (this.open) this.build();
  }

  button(which, words) {
    const click = () => this.show(which);
    return make("button", { type: "button", class: "plain", "aria-haspopup": "dialog", click }, drawing([SIGNS[which]], "icon"), words);
  }

  show(which) {
    history.pushState({ sheet: which }, "");
    this.put(which);
  }

  close() {
    if (this.open) history.back(); // ends in `put`, just as the phone's own way back does
  }

  put(which) {
    const before = this.open;
    if (which === before) return;
    if (before === "asked") this.line.mention({ type: "watch_board", on: false });
    const held = sheet.contains(document.activeElement);
    this.open = which;
    this.standing = "";
    [nav, main, document.querySelector("header")].forEach((part) => {
      if (which) part.setAttribute("aria-hidden", "true");
      else part.removeAttribute("aria-hidden");
    });
    document.body.classList.toggle("covered", Boolean(which));
    sheet.hidden = !which;
    if (which) {
      this.build();
      sheet.querySelector("h2").focus();
      if (which === "asked") this.line.send({ type: "watch_board", on: true });
    } else {
      const opener = nav.children[Object.keys(TITLES).indexOf(before)];
      if (opener && held) opener.focus({ preventScroll: true });
    }
  }

  // --- the sheet ---

  build() {
    while (sheet.firstChild) sheet.removeChild(sheet.firstChild);
    this.parts = { standing: make("p", { class: "standing soft" }, this.standing) };
    const close = make("button", { type: "button", class: "plain", click: () => this.close() }, t("close"));
    const head = make("div", { class: "top" }, make("h2", { id: "sheet-title", tabindex: "-1" }, t(TITLES[this.open])), close);
    const parts = { asked: () => this.askedParts(), mood: () => this.moodParts(), slide: () => this.slides.parts() };
    sheet.append(make("div", { class: "page " + this.open }, head, ...parts[this.open]()));
    if (this.open === "asked") this.drawBoard();
  }

  tell(words) {
    this.standing = words;
    if (this.parts.standing) this.parts.standing.textContent = words;
    say(words);
  }

  // --- how it goes ---

  moodParts() {
    const words = { too_fast: "paceFast", follow: "paceFollow", lost: "paceLost" };
    const paces = PACES.map((pace) =>
      make("button", { type: "button", class: "main pace " + pace, "aria-pressed": String(this.pace === pace), click: () => this.sayPace(pace) }, t(words[pace])),
    );
    const reactions = Object.keys(REACTIONS).map((kind, place) =>
      make("button", { type: "button", class: "plain", "aria-label": t("reactions")[place], click: () => this.react(kind) }, REACTIONS[kind]),
    );
    return [make("div", { class: "options" }, ...paces), make("h3", {}, t("react")), make("div", { class: "reactions" }, ...reactions), this.parts.standing];
  }

  sayPace(pace) {
    if (!this.line.mention({ type: "say_pace", pace })) {
      this.tell(t("notNow"));
      return;
    }
    this.setPace(pace);
    clearTimeout(this.forget);
    this.forget = setTimeout(() => this.setPace(""), PACE_MS);
    say(t("paceSaid"));
    this.close();
  }

  setPace(pace) {
    this.pace = pace;
    this.draw();
  }

  react(kind) {
    this.tell(this.line.mention({ type: "react", kind }) ? t("reacted", REACTIONS[kind]) : t("notNow"));
  }

  // --- questions to the trainer ---

  askedParts() {
    const counter = make("p", { class: "soft signs", id: "asked-signs" });
    const send = make("button", { type: "submit", class: "main" }, t("askSend"));
    const field = make("textarea", {
      id: "asked",
      class: "field",
      rows: "2",
      maxlength: String(LONGEST),
      "aria-describedby": "asked-signs",
      input: () => count(),
    });
    const count = () => {
      page.form.asked = field.value;
      counter.textContent = t("signs", field.value.length, LONGEST);
    };
    field.value = page.form.asked;
    count();
    const submit = (event) => {
      event.preventDefault();
      if (this.ask(typed(field.value))) field.value = "";
      count();
    };
    this.parts.field = field;
    this.parts.list = make("ul", { class: "options" });
    return [
      make("form", { novalidate: true, submit }, make("label", { for: "asked" }, t("askLabel")), field, counter, send),
      this.parts.standing,
      this.parts.list,
    ];
  }

  /** Send a question, or keep it until the line is back; whether there was one. */
  ask(text) {
    if (!text) {
      this.tell(t("typeFirst"));
      return false;
    }
    const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte + 256).toString(16).slice(1)).join("");
    this.unsent.put(page.stage.session_id, id, text);
    this.tell(this.line.send({ type: "ask_trainer", asked_id: id, text }) ? t("sending") : t("kept"));
    return true;
  }

  drawBoard() {
    const { list } = this.parts;
    if (!list || this.open !== "asked") return;
    const held = list.contains(document.activeElement) ? document.activeElement.value : "";
    const { questions = [], waiting = [] } = this.board;
    while (list.firstChild) list.removeChild(list.firstChild);
    waiting.forEach((one) => list.append(entry(one, make("em", { class: "mark" }, t("askedWaits")))));
    questions.forEach((one) => list.append(this.onBoard(one)));
    if (!list.firstChild) list.append(make("li", { class: "soft" }, t("askedNone")));
    Array.from(list.querySelectorAll("button")).forEach((button) => button.value === held && button.focus());
  }

  onBoard(one) {
    const { own = [], voted = [] } = this.board;
    const mine = own.indexOf(one.asked_id) >= 0;
    const before = voted.indexOf(one.asked_id) >= 0;
    const up = has(this.voted, one.asked_id) ? this.voted[one.asked_id] : before;
    const votes = (one.votes || 0) + (up === before ? 0 : up ? 1 : -1);
    const notes = [mine ? t("askedOwn") : "", one.answered ? "✓ " + t("askedAnswered") : ""].filter(Boolean).join(" · ");
    const click = () => this.vote(one.asked_id, !up);
    const vote = make("button", {
      type: "button",
      class: "plain up",
      value: one.asked_id,
      disabled: mine,
      "aria-pressed": String(up),
      "aria-label": t("voteUp", one.text, votes),
      click,
    }, "▲ " + votes);
    return entry(one, notes ? make("em", { class: "mark" }, notes) : null, vote);
  }

  vote(id, up) {
    if (!this.line.send({ type: "vote_up", asked_id: id, up })) {
      this.tell(t("notNow"));
      return;
    }
    this.voted[id] = up;
    this.drawBoard();
  }
}

function entry(one, note, ...more) {
  return make("li", { class: "tile" }, make("span", { class: "text" }, one.text, note), ...more);
}
