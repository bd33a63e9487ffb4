// The trainee's page: one screen for each stage the server tells, and what a thumb does on it.

import { Connection, sameAnswer } from "./connection.js";
import { codeInAddress, drawCodeWanted, drawLobby, drawWaiting, takeRefusal } from "./joining.js";
import { grouped, hand, has, heading, keeping, main, make, page, receiptLink, rejoinCode, say, t, takesPart } from "./page.js";
import { answerInWords, buildSure, changeable, isKnown, kindOf, pictureOf } from "./questions.js";

const TICK_MS = 250;
const AWAY_TICKS = 60; // so long out of reach, the trainer's address may have changed
const SPOKEN_SECONDS = [60, 30, 10, 5];

// --- screens: each returns what stands on it, and may set page.refresh ---

function calm(...parts) {
  return [make("div", { class: "calm" }, hand(), ...parts)];
}

const screens = {
  connecting: () => calm(heading(t("connecting"))),

  no_session: () => calm(heading(t("notBegun")), make("p", {}, t("goesOn")), receiptLink()),

  code_wanted: () => drawCodeWanted(),

  removed: (stage) =>
    calm(make("p", { class: "over" }, stage.title), heading(t("removedTitle")), make("p", {}, t("removed")), receiptLink()),

  lobby: (stage) => drawLobby(stage, act),

  waiting: (stage) => calm(make("p", { class: "over" }, stage.title), ...drawWaiting(stage, act)),

  asking: drawAsking,

  closed: (stage) => [
    make("p", { class: "over" }, t("closed")),
    heading(stage.question.stem, "stem"),
    standing(),
    recall(stage),
    make("p", { class: "soft" }, t("resultSoon")),
  ],

  revealed: (stage) => [
    verdict(stage),
    make("h2", { class: "stem" }, stage.question.stem),
    stage.explanation
      ? make("section", { class: "why" }, make("h3", {}, t("why")), make("p", {}, stage.explanation))
      : null,
    make("h3", {}, t("result") + " · " + t("answered", stage.answered || 0)),
    ...kindOf(stage.question).review(stage),
    scoreLine(stage),
  ],

  ended: (stage) => [
    ...calm(
      make("p", { class: "over" }, stage.title),
      heading(t("ended")),
      scoreLine(stage),
      ...(feedback ? feedback.parts(stage) : stage.feedback_wanted ? [] : [make("p", {}, t("thanks"))]),
      stage.code ? receipt(stage.code) : null,
    ),
  ],
};

function receipt(code) {
  return make(
    "section",
    { class: "receipt" },
    make("h2", {}, t("receipt")),
    make("p", { class: "code" }, make("b", {}, grouped(code))),
    make("p", {}, t("receiptWhat")),
    receiptLink(),
  );
}

function verdict(stage) {
  const { question, saved, solution } = stage;
  let [kind, sign, text] = ["none", "–", t("noAnswer")];
  if (saved) [kind, sign, text] = ["vote", "✓", t("thanksVote")];
  if (saved && stage.right === true) [kind, sign, text] = ["right", "✓", t("right")];
  if (saved && stage.right === false) [kind, sign, text] = ["wrong", "✗", t("wrong")];
  const { partly } = kindOf(question);
  return make(
    "div",
    { class: "verdict " + kind },
    make("span", { class: "sign", "aria-hidden": "true" }, sign),
    make(
      "div",
      {},
      heading(text),
      partly && kind === "wrong" ? make("p", {}, partly(saved, solution)) : null,
      saved ? make("p", {}, t("yourAnswer", answerInWords(question, saved, stage.confidence))) : null,
      solution ? make("p", {}, t("rightWas", answerInWords(question, solution))) : null,
    ),
  );
}

function scoreLine(stage) {
  if (!stage.possible) return null;
  return make(
    "p",
    { class: "score" },
    t("score"),
    make("b", {}, t("scored", stage.score || 0, stage.possible)),
    stage.place ? make("span", {}, t("place", stage.place, stage.among)) : null,
  );
}

// --- the answer: what is given, chosen, and what has become of it ---

/** What the server has, or will have: {answer, confidence}; null without an answer. */
function given() {
  const { session_id, question, round, saved, confidence } = page.stage;
  const pending = connection.outbox.find(session_id, question.id, round);
  if (pending) return pending;
  return saved ? { answer: saved, confidence: confidence || null } : null;
}

function isPending() {
  const { session_id, question, round } = page.stage;
  return Boolean(connection.outbox.find(session_id, question.id, round));
}

/** The answer that is chosen and could be sent, or null. */
function drafted() {
  const { question } = page.stage;
  const answer = page.draft && kindOf(question).answerOf(question, page.draft.value);
  return answer ? { answer, confidence: page.draft.confidence } : null;
}

function sendDraft() {
  const meant = drafted();
  if (!meant) return;
  const { session_id, question, round } = page.stage;
  page.draft = null;
  page.refusal = "";
  connection.submit(session_id, question.id, round, meant.answer, meant.confidence);
}

/** The line that says what has become of the answer. */
function standing() {
  const line = make("p", { class: "standing" });
  page.refresh = () => {
    const [kind, text] = stateOfAnswer();
    line.className = "standing " + kind;
    if (line.textContent === text) return;
    if (line.textContent) say(text);
    line.textContent = text;
  };
  return line;
}

/** What kind of state the answer is in, and the words for it. */
function stateOfAnswer() {
  const stage = page.stage;
  const { question } = stage;
  const pending = isPending();
  if (page.draft && stage.type === "asking") return ["unsent", t("unsent")];
  if (pending && connection.up) return ["sending", t("sending")];
  if (pending) return ["kept", t("kept")];
  if (page.refusal) return ["wrong", t("notSaved", because(page.refusal))];
  if (stage.saved) {
    const change = stage.type === "asking" && changeable(question) ? t("gap") + t("canChange") : "";
    return ["saved", t("saved") + " " + t("yourAnswer", answerInWords(question, stage.saved, stage.confidence)) + change];
  }
  if (page.unsent) return ["wrong", t("leftUnsent", answerInWords(question, page.unsent.answer, page.unsent.confidence))];
  if (stage.type !== "asking") return ["soft", t("noAnswer")];
  const hint = kindOf(question).hint(question);
  return ["soft", changeable(question) ? hint : hint + t("gap") + t("final")];
}

function because(code) {
  const known = ["too_late", "not_possible", "not_joined", "no_room", "too_fast"].indexOf(code) >= 0;
  if (code === "final") return t("final_");
  return t(known ? code : "other_code");
}

function recall(stage) {
  const mine = given();
  const kind = kindOf(stage.question);
  return kind.recall ? kind.recall(stage, mine && mine.answer) : null;
}

function drawAsking(stage) {
  const { question } = stage;
  const kind = kindOf(question);
  const tapSends = Boolean(kind.tapSends && kind.tapSends(question));
  const line = standing();
  const showStanding = page.refresh;

  const present = () => page.draft || shownValue(kind, question);
  const complete = (chosen) =>
    Boolean(kind.answerOf(question, chosen.value)) && Boolean(chosen.confidence || !question.confidence);
  const change = (news, meant) => {
    page.draft = Object.assign({}, present(), news);
    if (tapSends && meant && complete(page.draft)) sendDraft();
    update();
  };
  const send = () => {
    if (button.disabled) return;
    const held = tapSends || document.activeElement === button;
    if (!page.draft) page.draft = present(); // an order may be meant as it stands
    sendDraft();
    update();
    // What had the focus can't have it any longer.
    if (!held && !group.disabled) return;
    if (input.focus && !group.disabled) input.focus();
    else main.querySelector("h1").focus({ preventScroll: true });
  };
  const press = () => {
    const sends = Boolean(page.draft) && complete(page.draft);
    if (sends) send();
    return sends;
  };

  const input = kind.build(question, { change: (value, meant) => change({ value }, meant), send, press });
  const group = make(
    "fieldset",
    { class: question.several ? "several" : null },
    make("legend", { class: "unseen" }, question.stem),
    ...input.parts,
  );
  const sure = question.confidence
    ? buildSure({ change: (confidence, meant) => change({ confidence }, meant), press })
    : null;
  const button = make("button", { type: "button", class: "main", click: send });

  page.refresh = () => {
    const chosen = present();
    const sent = !page.draft && given() !== null;
    input.paint(chosen.value);
    if (sure) sure.paint(chosen.confidence);
    group.disabled = given() !== null && !changeable(question);
    if (sure) sure.group.disabled = group.disabled;
    button.hidden = tapSends ? !page.draft : group.disabled;
    button.disabled = sent || !complete(chosen);
    button.textContent = buttonWords(kind, question, chosen);
    showStanding();
  };
  return [
    make("div", { class: "top" }, make("p", { class: "over" }, t("question")), clock()),
    heading(question.stem, "stem"),
    pictureOf(question),
    group,
    sure && sure.group,
    make("div", { class: "foot" }, line, button),
  ];
}

/** What the input shows while nothing else is chosen. */
function shownValue(kind, question) {
  const sent = given();
  if (!sent) return { value: kind.blank(question), confidence: null };
  return { value: kind.valueOf(sent.answer), confidence: sent.confidence || null };
}

function buttonWords(kind, question, { value, confidence }) {
  if (!kind.answerOf(question, value)) return kind.wanted(question, value);
  if (question.confidence && !confidence) return t("sureFirst");
  return kind.sendWords ? kind.sendWords(question, value) : t("send");
}

// --- the countdown ---

function clock() {
  return make("p", { class: "clock", id: "clock", role: "timer", "aria-label": t("timeLeft") });
}

function setCountdown(left_ms) {
  page.ends = typeof left_ms === "number" ? performance.now() + left_ms : null;
  page.spoken = page.ends === null ? null : Math.ceil(left_ms / 1000);
}

function showTime() {
  const face = document.getElementById("clock");
  if (!face || page.ends === null) return;
  const seconds = Math.max(0, Math.ceil((page.ends - performance.now()) / 1000));
  const text = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  face.textContent = text;
  face.className = seconds <= 10 ? "clock soon" : "clock";
  const due = SPOKEN_SECONDS.filter((mark) => page.spoken > mark && seconds <= mark);
  if (due.length) say(t("left", seconds));
  if (page.spoken > 0 && seconds === 0) {
    say(t("timeUp"));
    sendDraft(); // what is chosen when the time runs out is meant
    update();
  }
  page.spoken = seconds;
}

let lastTick = Date.now();

/** Show the time; a gap between two ticks means that the phone slept and its clock stood still. */
function tick() {
  const now = Date.now();
  if (now - lastTick > 5000 && !document.hidden) connection.wake();
  lastTick = now;
  showTime();
  showAway();
}

let awayTicks = 0;

/** After some time out of reach: how to go on if it is the trainer's address that has changed. */
function showAway() {
  awayTicks = connection.failed && !page.outdated ? awayTicks + 1 : 0;
  const away = awayTicks >= AWAY_TICKS;
  if (away === page.away) return;
  page.away = away;
  update();
  if (away) say(awayWords());
}

function awayWords() {
  const [session, code] = keeping.read("rejoin").split(" ");
  const mine = code && page.stage && session === page.stage.session_id;
  return t("notConnected") + (mine ? t("gap") + t("typeThere", rejoinCode(code)) : "");
}

// --- showing ---

/** What tells one screen from the next; the same screen may be told again with other contents. */
function keyOf(stage) {
  return stage ? JSON.stringify([stage.type, stage.session_id, stage.question && stage.question.id, stage.round]) : "";
}

/** All that is built anew when it differs. An open question isn't, lest a thumb miss: only its answer and time. */
function contentOf(stage) {
  if (!stage || stage.type !== "asking") return JSON.stringify(stage);
  return JSON.stringify([stage.type, stage.session_id, stage.question, stage.round]);
}

function show(stage, fresh) {
  const before = page.stage;
  const isNew = keyOf(stage) !== keyOf(before);
  const differs = contentOf(stage) !== contentOf(before);
  const sameQuestion = isNew && before && before.question && stage.question && roundOf(before) === roundOf(stage);
  const unsent = page.draft && before && before.type === "asking" ? drafted() : null;
  page.stage = stage;
  if (stage.type === "waiting") page.waiting = stage;
  if (stage.type === "waiting" && stage.code) keeping.write("rejoin", stage.session_id + " " + stage.code);
  if (stage.code) keeping.write("receipt", stage.code);
  if (stage.type === "asking") setCountdown(stage.left_ms);
  else page.ends = null;
  if (stage.type !== "lobby") page.joining = null;
  talkBeside(stage, fresh, isNew);
  lookBack(stage, fresh);
  if (!isNew) return differs ? draw() : update();
  page.unsent = sameQuestion && stage.type === "closed" ? unsent : null;
  page.draft = null;
  if (!sameQuestion) page.refusal = "";
  page.notice = "";
  page.door = "join";
  page.wrong = "";
  draw();
  window.scrollTo(0, 0);
  say(announcement(stage));
}

let talk = null; // questions and feelings beside the lesson: loaded when one takes part

function talkBeside(stage, fresh, isNew) {
  if (talk || !takesPart(stage)) {
    if (talk) talk.follow(stage, fresh, isNew);
    return;
  }
  const begin = ({ Talk }) => {
    talk = talk || new Talk(connection);
    talk.follow(page.stage, true, true);
  };
  import("./talk.js").then(begin, () => {}); // out of reach: the next stage tries again
}

let feedback = null; // how it was: loaded for who is asked, or who has said it and hasn't been heard

function lookBack(stage, fresh) {
  if (feedback) feedback.follow(stage, fresh);
  if (feedback || !(stage.feedback_wanted || keeping.read("feedback"))) return;
  const begin = ({ Feedback }) => {
    feedback = feedback || new Feedback(connection, draw);
    feedback.follow(page.stage, true);
    draw();
  };
  import("./feedback.js").then(begin, () => {}); // as above
}

function roundOf(stage) {
  return JSON.stringify([stage.session_id, stage.question.id, stage.round]);
}

/** Put the present stage on the page anew. */
function draw() {
  const held = main.contains(document.activeElement) ? document.activeElement.id || "h1" : "";
  const stage = page.stage || { type: "connecting" };
  while (main.firstChild) main.removeChild(main.firstChild);
  page.refresh = null;
  const known = has(screens, stage.type) && (!stage.question || isKnown(stage.question));
  if (page.outdated || !known) main.append(outdated());
  else screens[stage.type](stage).forEach((part) => part && main.append(part));
  main.className = stage.type;
  document.title = stage.title || "举手 Handsup";
  if (held) focusAgain(held);
  update();
  showTime();
}

/** What had the focus has it again, with the caret at the end of what was typed; else the heading has it. */
function focusAgain(id) {
  const same = id === "h1" ? null : document.getElementById(id);
  const there = same && main.contains(same) ? same : main.querySelector("h1");
  if (there) there.focus();
  if (there && there.type === "text") there.setSelectionRange(there.value.length, there.value.length);
}

function outdated() {
  const reload = make("button", { type: "button", class: "main", click: () => location.reload() }, t("reload"));
  return make("div", { class: "calm" }, hand(), heading(t("version")), reload);
}

/** Bring what moves on the page up to date, without building it anew. */
function update() {
  if (page.refresh) page.refresh();
  showLink();
  showNotice();
  settleFoot();
}

/** The line under a question and the buttons under the page stay in view, unless they would take its room. */
function settleFoot() {
  const foot = main.querySelector(".foot");
  const nav = document.getElementById("talk");
  const height = (foot ? foot.offsetHeight : 0) + nav.offsetHeight;
  document.body.classList.toggle("near", height < window.innerHeight * 0.36);
  if (foot) foot.style.bottom = nav.offsetHeight + "px";
}

function showLink() {
  const line = document.getElementById("link");
  const lost = connection.failed && !page.outdated;
  if (lost === line.hidden) say(t(lost ? "reconnecting" : "connected"));
  line.hidden = !lost;
  document.getElementById("brand").hidden = lost;
  line.textContent = "";
  if (lost) line.append(make("b", {}, t("reconnecting")), make("span", {}, " " + t("sameNetwork")));
}

function showNotice() {
  main.querySelectorAll(".news").forEach((old) => main.removeChild(old));
  const news = [
    ["away", page.away ? awayWords() : ""],
    ["notice", page.notice],
  ];
  news.forEach(([id, text]) => {
    if (text) main.insertBefore(make("p", { class: "notice news", id }, text), main.firstChild);
  });
}

function announcement(stage) {
  const title = main.querySelector("h1");
  const spoken = title ? title.textContent : "";
  if (stage.question && !isKnown(stage.question)) return spoken;
  if (stage.type === "closed") return t("closed") + t("stop") + stateOfAnswer()[1];
  if (stage.type !== "asking") return spoken;
  const left = page.ends === null ? "" : " " + t("left", page.spoken);
  const kind = kindOf(stage.question);
  const outline = (kind.outline || kind.hint)(stage.question);
  return t("question") + t("colon") + spoken + " " + outline + left;
}

function switchLanguage(language) {
  page.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const button = document.getElementById("language");
  button.textContent = t("other");
  button.lang = language === "zh" ? "en" : "zh-CN";
  button.hidden = false;
  page.notice = "";
  draw();
  if (talk) talk.draw();
}

// --- what the server says ---

const replies = {
  saved(reply) {
    if (!isHere(reply)) return;
    page.stage.saved = reply.answer;
    page.stage.confidence = reply.confidence;
    const chosen = drafted();
    if (chosen && sameAnswer(chosen, reply)) page.draft = null;
    page.refusal = "";
  },

  not_saved(reply) {
    if (isHere(reply)) page.refusal = reply.code;
    else page.notice = t("earlier") + t("gap") + because(reply.code);
    if (page.notice) say(page.notice);
    // The answer that stands is the server's to tell.
    if (reply.code === "final" || reply.code === "not_possible") connection.send({ type: "resync" });
  },

  refused(reply) {
    page.joining = null;
    if (reply.code === "version") {
      page.outdated = true;
      connection.stop();
      draw();
    } else if (!takeRefusal(reply.code)) {
      const unsaved = page.stage && page.stage.type === "waiting" ? "no_room" : "not_stored";
      page.notice = t({ not_stored: unsaved, too_fast: "too_fast", not_joined: "not_joined" }[reply.code] || "malformed");
      say(page.notice);
    }
  },

  is_this_you(reply) {
    page.joining = null;
    page.person = reply;
    page.door = "confirm";
    page.wrong = "";
    draw();
    const title = main.querySelector("h1");
    if (title) title.focus();
    say(t("isThisYou") + " " + reply.name);
  },

  signed_in() {
    if (!page.stage || page.stage.type !== "waiting") return;
    page.stage.signed_in = true;
    page.wrong = "";
    draw();
    say(t("present"));
  },
};

function isHere(reply) {
  const { question, round } = page.stage || {};
  return Boolean(question) && question.id === reply.question_id && round === reply.round;
}

const NEXT_STAGES = { now_waiting: "waiting", now_closed: "closed", now_revealed: "revealed" };

/** Only what is new was said: the page waits as before, or its question is closed or revealed. */
function advance(news, fresh) {
  const before = news.type === "now_waiting" ? page.waiting : page.stage;
  if (!before || (news.type !== "now_waiting" && !before.question)) connection.send({ type: "resync" });
  else show(Object.assign({}, before, news, { type: NEXT_STAGES[news.type] }), fresh);
}

function hear(message, fresh) {
  if (message.type === "slide") page.slide = message; // also for a talk that is still on its way
  if ((talk && talk.hear(message)) || page.slide === message) return;
  if (feedback && feedback.hear(message)) return update();
  if (has(replies, message.type)) {
    replies[message.type](message);
    update();
    return;
  }
  if (has(NEXT_STAGES, message.type)) advance(message, fresh);
  else show(message, fresh);
  if (fresh && page.joining && message.type === "lobby") connection.send(page.joining);
}

/** What the forms of joining.js can do. */
const act = {
  say: (message) => connection.send(message),
  join: (message) => {
    page.joining = message;
    page.notice = "";
    connection.send(message);
    update();
  },
  draw,
  update,
  up: () => connection.up,
};

const scheme = location.protocol === "https:" ? "wss://" : "ws://";
const connection = new Connection(scheme + location.host + "/phone", keeping, { message: hear, changed: () => update() }, codeInAddress());
document.getElementById("language").addEventListener("click", () => {
  const language = page.language === "zh" ? "en" : "zh";
  keeping.write("language", language);
  switchLanguage(language);
});
window.addEventListener("resize", settleFoot);
switchLanguage(page.language);
connection.open();
setInterval(tick, TICK_MS);
