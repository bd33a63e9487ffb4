// The trainee's page: one screen for each stage the server tells, and what a thumb does on it.
// Everything shown is set as text, never as markup: stems, options and names are not ours.

import { Connection, Keeping, sameAnswer } from "./connection.js";

const points = (n) => n + (n === 1 ? " point" : " points");
const people = (n) => n + (n === 1 ? " person" : " people");

export const texts = {
  en: {
    other: "中文",
    connecting: "Connecting to the classroom…",
    reconnecting: "Reconnecting…",
    sameNetwork: "Stay on the trainer’s Wi-Fi.",
    connected: "Connected again.",
    notBegun: "The class hasn’t begun",
    goesOn: "Leave this page open. It goes on by itself.",
    joinTitle: "Join the class",
    name: "Your name",
    nameWanted: "Please type a name of 1 to 40 characters.",
    keepsAnonymous: "You take part anonymously. Your answers are stored on the trainer’s laptop under a random pseudonym for this session alone.",
    keepsName: "Your name and your answers are stored on the trainer’s laptop, and nowhere else.",
    join: "Join",
    joining: "Joining…",
    joinsLater: "You will join as soon as the connection is back.",
    hello: (name) => "Hello, " + name,
    youAreIn: "You’re in",
    waits: "Questions appear here by themselves. Leave this page open.",
    question: "Question",
    options: (n) => n + " options.",
    pickOne: "Tap your answer.",
    pickSeveral: "Choose all that apply, then send.",
    final: "It can’t be changed once sent.",
    send: "Send",
    sendSome: (n) => "Send " + n + " chosen",
    chooseFirst: "Choose at least one",
    unsent: "Not sent yet",
    sending: "Sending…",
    kept: "Kept on this phone. It will be sent when the connection is back.",
    saved: "Saved ✓",
    yourAnswer: (letters) => "Your answer: " + letters + ".",
    canChange: "You can change it until the question closes.",
    notSaved: (why) => "Not saved. " + why,
    too_late: "It came too late: the question was already closed.",
    not_possible: "This question doesn’t take that answer.",
    not_joined: "Join the class first.",
    final_: "Your first answer is saved and can’t be changed.",
    no_room: "The trainer’s laptop couldn’t store it. Tell the trainer, then try again.",
    too_fast: "That was too fast. Wait a moment and try again.",
    other_code: "Try again.",
    earlier: "Your answer to the earlier question was not saved.",
    left: (seconds) => seconds + (seconds === 1 ? " second left" : " seconds left"),
    timeLeft: "Time left",
    timeUp: "Time is up",
    closed: "The question is closed",
    resultSoon: "The result appears here when the trainer shows it.",
    noAnswer: "You gave no answer.",
    leftUnsent: (letters) => "You had chosen " + letters + " but not sent it.",
    right: "That’s right!",
    wrong: "Not right this time",
    thanksVote: "Thank you for your answer",
    rightAnswer: "Right answer",
    rightWas: (letters) => "Right answer: " + letters,
    comma: ", ",
    gap: " ",
    yours: "Your answer",
    why: "Why",
    result: "What the class said",
    answered: (n) => people(n) + " answered",
    counted: (n, share) => people(n) + ", " + share + " %",
    score: "Your score",
    scored: (got, of) => got + " of " + points(of),
    ended: "The session is over",
    thanks: "Thank you for taking part. You can close this page.",
    reload: "Reload the page",
    version: "This page is older than the trainer’s program.",
    malformed: "The trainer’s program couldn’t understand this phone. Reload the page.",
    not_stored: "You haven’t joined yet: the trainer’s laptop couldn’t store it. Tell the trainer, then try again.",
  },
  zh: {
    other: "English",
    connecting: "正在连接课堂……",
    reconnecting: "正在重新连接……",
    sameNetwork: "请保持连接培训师的 Wi-Fi。",
    connected: "已重新连接。",
    notBegun: "课程还没有开始",
    goesOn: "请不要关闭本页，开始后会自动继续。",
    joinTitle: "加入课堂",
    name: "你的名字",
    nameWanted: "请输入名字，1 到 40 个字。",
    keepsAnonymous: "你以匿名方式参加。答案以随机代号保存在培训师的电脑上，代号只用于本次课程。",
    keepsName: "你的名字和答案只保存在培训师的电脑上。",
    join: "加入",
    joining: "正在加入……",
    joinsLater: "连接恢复后会自动加入。",
    hello: (name) => name + "，你好",
    youAreIn: "已加入课堂",
    waits: "题目会自动出现在这里，请不要关闭本页。",
    question: "题目",
    options: (n) => n + " 个选项。",
    pickOne: "点一下你的答案。",
    pickSeveral: "选出所有合适的选项，再点发送。",
    final: "发送后不能更改。",
    send: "发送",
    sendSome: (n) => "发送所选的 " + n + " 项",
    chooseFirst: "请至少选择一项",
    unsent: "还没有发送",
    sending: "正在发送……",
    kept: "已存在这部手机上，连接恢复后会自动发送。",
    saved: "已保存 ✓",
    yourAnswer: (letters) => "你的答案：" + letters + "。",
    canChange: "截止前可以更改。",
    notSaved: (why) => "没有保存。" + why,
    too_late: "来晚了：答题已经结束。",
    not_possible: "这道题不接受这个答案。",
    not_joined: "请先加入课堂。",
    final_: "你的第一次答案已保存，不能更改。",
    no_room: "培训师的电脑没能保存。请告诉培训师，然后再试一次。",
    too_fast: "操作太快了，请稍等再试。",
    other_code: "请再试一次。",
    earlier: "你对前一道题的答案没有保存。",
    left: (seconds) => "还剩 " + seconds + " 秒",
    timeLeft: "剩余时间",
    timeUp: "时间到",
    closed: "答题已截止",
    resultSoon: "培训师公布后，结果会显示在这里。",
    noAnswer: "你没有作答。",
    leftUnsent: (letters) => "你选了 " + letters + "，但没有发送。",
    right: "答对了！",
    wrong: "这次没有答对",
    thanksVote: "谢谢你的回答",
    rightAnswer: "正确答案",
    rightWas: (letters) => "正确答案：" + letters,
    comma: "、",
    gap: "",
    yours: "你的答案",
    why: "解析",
    result: "全班的回答",
    answered: (n) => n + " 人作答",
    counted: (n, share) => n + " 人，" + share + "%",
    score: "你的得分",
    scored: (got, of) => got + " 分，满分 " + of + " 分",
    ended: "课程结束了",
    thanks: "谢谢参加。现在可以关闭本页。",
    reload: "重新载入",
    version: "本页比培训师的程序旧，请重新载入。",
    malformed: "培训师的程序没能读懂这部手机发来的内容，请重新载入。",
    not_stored: "还没有加入：培训师的电脑没能保存。请告诉培训师，然后再试一次。",
  },
};

// Eight outlines and eight colours (in the style sheet) that colour-blind people can tell apart.
const SHAPES = [
  "M20 3a17 17 0 1 0 .01 0z",
  "M5 5h30v30H5z",
  "M20 2l19 34H1z",
  "M20 1l19 19-19 19L1 20z",
  "M11 4h18l10 16-10 16H11L1 20z",
  "M20 2l19 14-7 22H8L1 16z",
  "M20 1l4.500 7.200 8.200-2-2 8.200 7.300 4.600-7.300 4.600 2 8.200-8.200-2L20 37l-4.500-7.200-8.200 2 2-8.200L2 19l7.300-4.600-2-8.200 8.200 2z",
  "M12 2h16v10h10v16H28v10H12V28H2V12h10z",
];
const HAND =
  "M14 22v-9.500M18.500 20v-12M23 20v-11M27.500 22v-8.500V24c0 " +
  "6-3 9.500-7.500 9.500-4 0-6-2-8-5.500l-3.400-5.800c-.8-1.500.6-2.800 2-2 1.400.8 2.700 2.600 3.400 3.800";
const TICK_MS = 250;
const SPOKEN_SECONDS = [60, 30, 10, 5];

const keeping = new Keeping();
const page = {
  stage: null,
  waiting: null, // how it waited last
  language: ownLanguage(),
  name: keeping.read("name"),
  joining: false,
  nameMissing: false,
  draft: null, // options chosen and not sent
  unsent: null, // options that were still chosen and not sent when the question closed
  refusal: "", // why the answer to this very question was not saved
  notice: "", // a sentence that belongs to no answer on this screen
  outdated: false,
  ends: null, // when the countdown ends, on this phone's steady clock
  spoken: null, // seconds last read out
  refresh: null, // brings the screen's moving parts up to date
};
const main = document.getElementById("stage");
const voice = document.getElementById("voice");

function ownLanguage() {
  const kept = keeping.read("language");
  if (kept === "zh" || kept === "en") return kept;
  return /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
}

function has(table, key) {
  return Object.prototype.hasOwnProperty.call(table, key);
}

function t(key, ...values) {
  const text = texts[page.language][key];
  return typeof text === "function" ? text(...values) : text;
}

// --- building ---

/** An element; strings among the children become text. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => {
    const value = attributes[key];
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  });
  children.forEach((child) => child !== null && element.append(child));
  return element;
}

function drawing(paths, className, viewBox = "0 0 40 40") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  paths.forEach((d) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.append(path);
  });
  return svg;
}

function letter(option) {
  return String.fromCharCode(65 + option);
}

function letters(answer) {
  return answer.options.map(letter).join(t("comma"));
}

function badge(option) {
  const kind = option % SHAPES.length;
  return make(
    "span",
    { class: "badge k" + kind },
    drawing([SHAPES[kind]], "shape"),
    make("b", {}, letter(option)),
  );
}

function heading(text, className) {
  return make("h1", { tabindex: "-1", class: className || null }, text);
}

function hand() {
  return drawing([HAND], "hand", "6 6 25 30");
}

// --- screens: each returns what stands on it, and may set page.refresh ---

const screens = {
  connecting: () => [make("div", { class: "calm" }, hand(), heading(t("connecting")))],

  no_session: () => [make("div", { class: "calm" }, hand(), heading(t("notBegun")), make("p", {}, t("goesOn")))],

  lobby: drawLobby,

  waiting: (stage) => [
    make(
      "div",
      { class: "calm" },
      hand(),
      make("p", { class: "over" }, stage.title),
      heading(stage.name ? t("hello", stage.name) : t("youAreIn")),
      make("p", {}, t("waits")),
    ),
  ],

  asking: (stage) => questionKinds[stage.question.kind].ask(stage),

  closed: (stage) => [
    make("p", { class: "over" }, t("closed")),
    heading(stage.question.stem, "stem"),
    standing(),
    questionKinds[stage.question.kind].recall(stage),
    make("p", { class: "soft" }, t("resultSoon")),
  ],

  revealed: (stage) => [verdict(stage), ...questionKinds[stage.question.kind].review(stage), scoreLine(stage)],

  ended: (stage) => [
    make(
      "div",
      { class: "calm" },
      hand(),
      make("p", { class: "over" }, stage.title),
      heading(t("ended")),
      scoreLine(stage),
      make("p", {}, t("thanks")),
    ),
  ],
};

function drawLobby(stage) {
  const named = stage.identity === "nickname";
  const field = make("input", {
    id: "name",
    type: "text",
    maxlength: "40",
    autocomplete: "nickname",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    "aria-describedby": "wanted stored",
    input: () => (page.name = field.value),
  });
  field.value = page.name;
  const wanted = make("p", { id: "wanted", class: "wrong" });
  const button = make("button", { type: "submit", class: "main" });
  const later = make("p", { class: "soft" });
  page.refresh = () => {
    wanted.textContent = page.nameMissing ? t("nameWanted") : "";
    field.setAttribute("aria-invalid", String(page.nameMissing));
    button.textContent = page.joining ? t("joining") : t("join");
    later.textContent = page.joining && !connection.up ? t("joinsLater") : "";
  };
  const submit = (event) => {
    event.preventDefault();
    page.nameMissing = named && !field.value.trim();
    if (page.nameMissing) field.focus();
    else join();
    update();
  };
  const label = make("label", { for: "name" }, t("name"));
  return [
    make(
      "form",
      { class: "join", novalidate: true, submit },
      make("p", { class: "over" }, t("joinTitle")),
      heading(stage.title || "举手 Handsup"),
      ...(named ? [label, field, wanted] : []),
      make("p", { id: "stored", class: "soft" }, t(named ? "keepsName" : "keepsAnonymous")),
      button,
      later,
    ),
  ];
}

function join() {
  page.joining = true;
  page.notice = "";
  const name = page.stage.identity === "nickname" ? page.name.trim() : "";
  if (name) keeping.write("name", name);
  connection.send({ type: "join", name });
}

function verdict(stage) {
  let [kind, sign, text] = ["none", "–", t("noAnswer")];
  if (stage.saved) [kind, sign, text] = ["vote", "✓", t("thanksVote")];
  if (stage.saved && stage.right === true) [kind, sign, text] = ["right", "✓", t("right")];
  if (stage.saved && stage.right === false) [kind, sign, text] = ["wrong", "✗", t("wrong")];
  const right = stage.solution ? make("p", {}, t("rightWas", letters(stage.solution))) : null;
  return make(
    "div",
    { class: "verdict " + kind },
    make("span", { class: "sign", "aria-hidden": "true" }, sign),
    make("div", {}, heading(text), right),
  );
}

function scoreLine(stage) {
  if (!stage.possible) return null;
  return make(
    "p",
    { class: "score" },
    t("score"),
    make("b", {}, t("scored", stage.score || 0, stage.possible)),
  );
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
  const pending = pendingAnswer();
  if (page.draft && stage.type === "asking") return ["unsent", t("unsent")];
  if (pending && connection.up) return ["sending", t("sending")];
  if (pending) return ["kept", t("kept")];
  if (page.refusal) return ["wrong", t("notSaved", because(page.refusal))];
  if (stage.saved) {
    const change = stage.type === "asking" && changeable(stage) ? t("gap") + t("canChange") : "";
    return ["saved", t("saved") + " " + t("yourAnswer", letters(stage.saved)) + change];
  }
  if (page.unsent) return ["wrong", t("leftUnsent", letters({ options: page.unsent }))];
  if (stage.type !== "asking") return ["soft", t("noAnswer")];
  const hint = t(stage.question.several ? "pickSeveral" : "pickOne");
  return ["soft", changeable(stage) ? hint : hint + t("gap") + t("final")];
}

/** What is as usual isn't said on the wire. */
function changeable(stage) {
  return stage.question.changeable !== false;
}

function because(code) {
  const known = ["too_late", "not_possible", "not_joined", "no_room", "too_fast"].indexOf(code) >= 0;
  if (code === "final") return t("final_");
  return t(known ? code : "other_code");
}

function pendingAnswer() {
  const { session_id, question, round } = page.stage;
  const entry = connection.outbox.find(session_id, question.id, round);
  return entry && entry.answer;
}

// --- kinds of questions: outline in words, ask, recall while closed, review with the result ---

const questionKinds = {
  choice: { outline: outlineChoice, ask: askChoice, recall: recallChoice, review: reviewChoice },
};

function outlineChoice(question) {
  return t("options", question.options.length);
}

function askChoice(stage) {
  const { stem, options, several } = stage.question;
  const line = standing();
  const showStanding = page.refresh;
  let byArrow = false;
  const choose = () => {
    page.draft = inputs.map((_, option) => option).filter((option) => inputs[option].checked);
    // Arrow keys only move among the options; a tap, a click or Enter sends.
    if (!several && !byArrow) sendChoice();
    byArrow = false;
    update();
  };
  const send = () => {
    const first = page.draft[0];
    sendChoice();
    update();
    // What had the focus can't have it any longer.
    (group.disabled ? main.querySelector("h1") : inputs[first]).focus();
  };
  const press = (event) => {
    byArrow = !several && event.key.indexOf("Arrow") === 0;
    if (several || !page.draft || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    send();
  };
  const ring = (event) => event.target.parentNode.classList.toggle("ring", event.type === "focus" && byKey);
  const inputs = options.map((_, option) =>
    make("input", {
      type: several ? "checkbox" : "radio",
      name: "option",
      value: String(option),
      change: choose,
      keydown: press,
      keyup: () => (byArrow = false),
      focus: ring,
      blur: ring,
    }),
  );
  const tiles = options.map((text, option) =>
    make("label", { class: "tile" }, inputs[option], badge(option), make("span", { class: "text" }, text)),
  );
  const button = make("button", { type: "button", class: "main", click: () => send() });
  const group = make("fieldset", { class: several ? "several" : null }, make("legend", { class: "unseen" }, stem), ...tiles);
  page.refresh = () => {
    const answer = pendingAnswer() || page.stage.saved;
    const chosen = page.draft || (answer ? answer.options : []);
    inputs.forEach((input, option) => {
      input.checked = chosen.indexOf(option) >= 0;
      input.parentNode.classList.toggle("on", input.checked);
    });
    group.disabled = Boolean(answer) && !changeable(stage);
    button.hidden = several ? group.disabled : !page.draft;
    button.disabled = !page.draft || !page.draft.length;
    if (chosen.length) button.textContent = several ? t("sendSome", chosen.length) : t("send");
    else button.textContent = t("chooseFirst");
    showStanding();
  };
  return [
    make("div", { class: "top" }, make("p", { class: "over" }, t("question")), clock()),
    heading(stem, "stem"),
    group,
    make("div", { class: "foot" }, line, button),
  ];
}

function sendChoice() {
  if (!page.draft || !page.draft.length) return;
  const { session_id, question, round } = page.stage;
  const answer = { kind: "choice", options: page.draft };
  page.draft = null;
  page.refusal = "";
  connection.submit(session_id, question.id, round, answer);
}

function recallChoice(stage) {
  const mine = (pendingAnswer() || stage.saved || { options: [] }).options;
  return make(
    "ul",
    { class: "options" },
    ...stage.question.options.map((text, option) => {
      const own = mine.indexOf(option) >= 0;
      return make(
        "li",
        { class: own ? "tile own" : "tile" },
        badge(option),
        make("span", { class: "text" }, text, own ? make("em", { class: "mark" }, "● " + t("yours")) : null),
      );
    }),
  );
}

function reviewChoice(stage) {
  const { stem, options } = stage.question;
  const rows = options.map((text, option) => resultRow(stage, text, option));
  return [
    make("h2", { class: "stem" }, stem),
    stage.explanation
      ? make("section", { class: "why" }, make("h3", {}, t("why")), make("p", {}, stage.explanation))
      : null,
    make("h3", {}, t("result") + " · " + t("answered", stage.answered || 0)),
    make("ul", { class: "options" }, ...rows),
  ];
}

function resultRow(stage, text, option) {
  const right = Boolean(stage.solution) && stage.solution.options.indexOf(option) >= 0;
  const own = Boolean(stage.saved) && stage.saved.options.indexOf(option) >= 0;
  const count = (stage.counts || [])[option] || 0;
  const share = stage.answered ? Math.round((100 * count) / stage.answered) : 0;
  const fill = make("i", {});
  fill.style.width = share + "%";
  return make(
    "li",
    { class: "tile result" + (right ? " correct" : "") + (own ? " own" : "") },
    badge(option),
    make(
      "span",
      { class: "text" },
      text,
      right ? make("em", { class: "mark good" }, "✓ " + t("rightAnswer")) : null,
      own ? make("em", { class: "mark" }, "● " + t("yours")) : null,
      make("span", { class: "bar", "aria-hidden": "true" }, fill),
      make("small", {}, t("counted", count, share)),
    ),
  );
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
    sendChoice(); // what is chosen when the time runs out is meant
    update();
  }
  page.spoken = seconds;
}

// A ring around a tile is for keyboards; ":focus-visible" is newer than our oldest browsers.
let byKey = false;
document.addEventListener("keydown", () => (byKey = true), true);
document.addEventListener("pointerdown", () => (byKey = false), true);
document.addEventListener("mousedown", () => (byKey = false), true);

let lastTick = Date.now();

/** Show the time; a gap between two ticks means that the phone slept and its clock stood still. */
function tick() {
  const now = Date.now();
  if (now - lastTick > 5000 && !document.hidden) connection.wake(true);
  lastTick = now;
  showTime();
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

function show(stage) {
  const before = page.stage;
  const isNew = keyOf(stage) !== keyOf(before);
  const differs = contentOf(stage) !== contentOf(before);
  const sameQuestion = isNew && before && before.question && stage.question && roundOf(before) === roundOf(stage);
  page.stage = stage;
  if (stage.type === "waiting") page.waiting = stage;
  if (stage.type === "asking") setCountdown(stage.left_ms);
  else page.ends = null;
  if (stage.type !== "lobby") page.joining = false;
  if (!isNew) return differs ? draw() : update();
  page.unsent = sameQuestion && stage.type === "closed" && page.draft && page.draft.length ? page.draft : null;
  page.draft = null;
  if (!sameQuestion) page.refusal = "";
  page.notice = "";
  page.nameMissing = false;
  draw();
  window.scrollTo(0, 0);
  say(announcement(stage));
}

function roundOf(stage) {
  return JSON.stringify([stage.session_id, stage.question.id, stage.round]);
}

/** Put the present stage on the page anew. */
function draw() {
  const held = main.contains(document.activeElement);
  const stage = page.stage || { type: "connecting" };
  while (main.firstChild) main.removeChild(main.firstChild);
  page.refresh = null;
  const known = has(screens, stage.type) && (!stage.question || has(questionKinds, stage.question.kind));
  if (page.outdated || !known) main.append(outdated());
  else screens[stage.type](stage).forEach((part) => part && main.append(part));
  main.className = stage.type;
  document.title = stage.title || "举手 Handsup";
  const title = main.querySelector("h1");
  if (held && title) title.focus();
  update();
  showTime();
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

/** The line under a question stays in view, unless it would take the room of the options. */
function settleFoot() {
  const foot = main.querySelector(".foot");
  if (foot) foot.classList.toggle("near", foot.offsetHeight < window.innerHeight * 0.28);
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
  const old = document.getElementById("notice");
  if (old) main.removeChild(old);
  if (page.notice) main.insertBefore(make("p", { class: "notice", id: "notice" }, page.notice), main.firstChild);
}

let speaking = 0;

/** Read out to those who don't see the page. */
function say(text) {
  voice.textContent = "";
  clearTimeout(speaking);
  speaking = setTimeout(() => (voice.textContent = text), 60);
}

function announcement(stage) {
  const title = main.querySelector("h1");
  const spoken = title ? title.textContent : "";
  if (stage.type === "closed") return t("closed") + ". " + stateOfAnswer()[1];
  if (stage.type !== "asking") return spoken;
  const left = page.ends === null ? "" : " " + t("left", page.spoken);
  const kind = has(questionKinds, stage.question.kind) ? questionKinds[stage.question.kind].outline(stage.question) : "";
  return t("question") + ": " + spoken + " " + kind + left;
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
}

// --- what the server says ---

const replies = {
  saved(reply) {
    if (!isHere(reply)) return;
    page.stage.saved = reply.answer;
    if (page.draft && sameAnswer({ kind: "choice", options: page.draft }, reply.answer)) page.draft = null;
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
    page.joining = false;
    if (reply.code === "version") {
      page.outdated = true;
      connection.stop();
      draw();
    } else if (reply.code === "name") {
      page.nameMissing = true;
    } else {
      page.notice = t(["not_stored", "too_fast"].indexOf(reply.code) >= 0 ? reply.code : "malformed");
      say(page.notice);
    }
  },
};

function isHere(reply) {
  const { question, round } = page.stage || {};
  return Boolean(question) && question.id === reply.question_id && round === reply.round;
}

const NEXT_STAGES = { now_waiting: "waiting", now_closed: "closed", now_revealed: "revealed" };

/** Only what is new was said: the page waits as before, or its question is closed or revealed. */
function advance(news) {
  const before = news.type === "now_waiting" ? page.waiting : page.stage;
  if (!before || (news.type !== "now_waiting" && !before.question)) connection.send({ type: "resync" });
  else show(Object.assign({}, before, news, { type: NEXT_STAGES[news.type] }));
}

function hear(message, fresh) {
  if (has(replies, message.type)) {
    replies[message.type](message);
    update();
    return;
  }
  if (has(NEXT_STAGES, message.type)) advance(message);
  else show(message);
  if (fresh && page.joining && message.type === "lobby") join();
}

const scheme = location.protocol === "https:" ? "wss://" : "ws://";
const connection = new Connection(scheme + location.host + "/phone", keeping, { message: hear, changed: () => update() });
document.getElementById("language").addEventListener("click", () => {
  const language = page.language === "zh" ? "en" : "zh";
  keeping.write("language", language);
  switchLanguage(language);
});
window.addEventListener("resize", settleFoot);
switchLanguage(page.language);
connection.open();
setInterval(tick, TICK_MS);
