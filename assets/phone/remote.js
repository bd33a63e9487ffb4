// The trainer's phone as a clicker. A wish is said once, at once or not at all: one that is done late surprises
// a whole room. Everything shown is set as text, never as markup: titles and notes are not ours.

import { Keeping } from "./keeping.js";

const PROTOCOL = 1;
const UNANSWERED_MS = 2500; // the server refuses what is older than two seconds
const SLOW_MS = 700;
const SILENT_MS = 15000; // after such a silence, ask
const SOONEST_RETRY_MS = 300;
const LATEST_RETRY_MS = 4000;
const NOTICE_MS = 5000;
const TICK_MS = 250;
const SOON_MS = 10000;
const PRESSED_MS = 150;
const LINE_OPEN = 1; // a socket's readyState

export const texts = {
  en: {
    other: "中文",
    title: "Your phone as a clicker",
    where: "On the laptop’s console, press R. Scan the code there, or type it here.",
    label: "Code from the console",
    connect: "Connect",
    busy: "Connecting…",
    awake: "Keep the phone’s screen from going off by itself: in its settings, under display.",
    codeWanted: "The code has six letters and digits.",
    code: "This code doesn’t count, or not any more. Look at the console, or ask for a new one there.",
    too_fast: "Too many wrong codes. Wait a minute.",
    revoked: "This phone is no longer the clicker. The console has a new code for it: press R there.",
    over: "The session is over.",
    elsewhere: "The clicker is open in another window of this phone.",
    here: "Use it here",
    connecting: "Connecting…",
    reconnecting: "Not connected. Trying…",
    connected: "Connected",
    noHost: "The presenter is away.",
    slow: "Waiting for the laptop…",
    unsure: "The connection broke. Look whether that was done.",
    late: "That came too late and was not done. Press again.",
    changed: "The question had moved on: nothing was done.",
    hurried: "That was too fast. Once more, please.",
    malformed: "The laptop’s program couldn’t understand this page. Load it again.",
    elapsed: "since the start",
    left: "left to answer",
    answered: (n, of) => n + " of " + of + " answered",
    there: (n) => n + " connected",
    place: (n, of) => "Slide " + n + " of " + of,
    now: "The lesson now",
    next: "Next",
    back: "Back",
    black: "Black",
    ask: "Ask",
    close: "Close",
    reveal: "Reveal",
    go_on: "Go on",
    none: "No question",
  },
  zh: {
    other: "English",
    title: "用手机遥控",
    where: "在笔记本的讲师控制台上按 R，扫描那里的二维码，或在这里输入代码。",
    label: "控制台上的代码",
    connect: "连接",
    busy: "正在连接……",
    awake: "请在手机的显示设置里，让屏幕不要自动熄灭。",
    codeWanted: "代码由 6 个字母和数字组成。",
    code: "这个代码无效或已失效。请看控制台，或在那里换一个新代码。",
    too_fast: "输错的次数太多，请等一分钟。",
    revoked: "这部手机不再是遥控器。请在控制台上按 R，用新的代码连接。",
    over: "课堂已结束。",
    elsewhere: "遥控页面已在这部手机的另一个窗口打开。",
    here: "在这里使用",
    connecting: "正在连接……",
    reconnecting: "未连接，正在重试……",
    connected: "已连接",
    noHost: "讲师程序暂时不在线。",
    slow: "正在等待笔记本……",
    unsure: "连接中断。请看一下刚才的操作是否已执行。",
    late: "操作到得太晚，没有执行。请再按一次。",
    changed: "题目的状态已变，没有执行任何操作。",
    hurried: "按得太快了，请再按一次。",
    malformed: "笔记本上的程序无法识别这个页面。请重新打开。",
    elapsed: "已进行",
    left: "剩余作答时间",
    answered: (n, of) => n + " / " + of + " 人已作答",
    there: (n) => n + " 人在线",
    place: (n, of) => "第 " + n + " 页，共 " + of + " 页",
    now: "课堂进度",
    next: "下一步",
    back: "上一步",
    black: "黑屏",
    ask: "开始提问",
    close: "结束作答",
    reveal: "公布结果",
    go_on: "继续讲课",
    none: "没有题目",
  },
};

/** What the server says of a wish that was not done, in our words. */
const REFUSALS = { late: "late", changed: "changed", too_fast: "hurried", no_host: "noHost", revoked: "revoked", over: "over" };

const keeping = new Keeping();
const kept = keeping.read("remote").split(" "); // the token, and until it is let in the code that it came with
const at = (id) => document.getElementById(id);
const remote = {
  language: ownLanguage(),
  token: kept[0],
  claim: kept[1] || "",
  code: location.hash.slice(1), // until it has been taken
  socket: null,
  up: false,
  failed: false, // whether the line has broken before
  attempts: 0,
  timers: {},
  number: 0, // of the last wish
  pending: {}, // when each wish that was not answered yet was said
  desk: null,
  heardAt: 0, // when the desk came
  notes: "",
  wrong: "", // the key of a text, for who has to enter a code
  elsewhere: false,
  notice: "", // the key of a text, for a while
  noticeUntil: 0,
};

function ownLanguage() {
  const kept = keeping.read("language");
  if (kept === "zh" || kept === "en") return kept;
  return /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
}

function t(key, ...values) {
  const text = texts[remote.language][key];
  return typeof text === "function" ? text(...values) : text;
}

// --- the line ---

function open() {
  abandon();
  if (!remote.token || remote.elsewhere) return draw();
  const scheme = location.protocol === "https:" ? "wss://" : "ws://";
  const socket = new WebSocket(scheme + location.host + "/remote/line");
  remote.socket = socket;
  socket.onopen = () => {
    const hello = { type: "remote_hello", version: PROTOCOL, token: remote.token };
    if (remote.code) hello.code = remote.code;
    socket.send(JSON.stringify(hello));
  };
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  socket.onclose = lose;
  after("answer", 2 * UNANSWERED_MS, lose);
  return draw();
}

/** Say something now or not at all. */
function say(message) {
  if (!remote.up || !remote.socket || remote.socket.readyState !== LINE_OPEN) return false;
  remote.socket.send(JSON.stringify(message));
  after("answer", UNANSWERED_MS, lose);
  return true;
}

function lose() {
  abandon();
  if (Object.keys(remote.pending).length) tell("unsure");
  remote.pending = {};
  remote.up = false;
  remote.failed = true;
  const pause = Math.min(LATEST_RETRY_MS, SOONEST_RETRY_MS * Math.pow(2, remote.attempts));
  remote.attempts += 1;
  after("retry", pause * (1 + Math.random() / 2), open);
  draw();
}

function abandon() {
  Object.keys(remote.timers).forEach(cancel);
  const socket = remote.socket;
  remote.socket = null;
  if (!socket) return;
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}

function after(name, ms, act) {
  cancel(name);
  remote.timers[name] = setTimeout(act, ms);
}

function cancel(name) {
  clearTimeout(remote.timers[name]);
  delete remote.timers[name];
}

function look() {
  if (!document.hidden) say({ type: "remote_resync" });
}

/** Back in front, or a network is there: look at once instead of waiting for the next try. */
function wake() {
  remote.attempts = 0;
  if (remote.up) look();
  else open();
}

// --- what the server says ---

function hear(message) {
  cancel("answer");
  after("quiet", SILENT_MS, look);
  const act = HEARD[message.type];
  if (act) act(message);
  draw();
}

const HEARD = {
  admitted: (message) => {
    remote.number = Math.max(remote.number, message.last || 0);
    keepToken(remote.token, "");
    forgetCode();
    remote.up = true;
    remote.attempts = 0;
    remote.wrong = "";
  },
  desk: (message) => {
    remote.desk = message;
    remote.heardAt = Date.now();
  },
  notes: (message) => {
    remote.notes = message.text;
  },
  wish_done: (message) => {
    delete remote.pending[message.number];
    if (navigator.vibrate) navigator.vibrate(15); // felt without looking
  },
  wish_refused: (message) => {
    delete remote.pending[message.number];
    tell(REFUSALS[message.code] || "late");
    look();
  },
  remote_refused: (message) => {
    // The page that comes then is of the server's own version; were it not, it would come for ever.
    if (message.code === "version" && performance.navigation.type !== 1) location.reload();
    else if (message.code === "version") leave("malformed");
    else if (message.code === "malformed") tell("malformed");
    else if (message.code === "elsewhere") leave("elsewhere");
    else leave(message.code);
  },
};

/** This phone is no remote, or not here. */
function leave(why) {
  abandon();
  forgetCode();
  remote.up = remote.failed = false;
  remote.pending = {};
  remote.desk = null;
  remote.notes = "";
  remote.elsewhere = why === "elsewhere";
  remote.wrong = why;
  if (!remote.elsewhere) keepToken("", "");
}

function keepToken(token, claim) {
  remote.token = token;
  remote.claim = claim;
  keeping.write("remote", claim ? token + " " + claim : token);
}

function forgetCode() {
  remote.code = "";
  if (location.hash) history.replaceState(null, "", location.pathname); // a shared page tells nothing
}

function drawToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
}

// --- what the thumb says ---

/** Whether a wish would reach anybody. */
function ready() {
  return remote.up && remote.desk !== null && remote.desk.host;
}

function wish(type, more) {
  if (!ready()) return;
  const clock = Math.max(0, Math.round(remote.desk.clock_ms + Date.now() - remote.heardAt));
  const number = remote.number + 1;
  if (!say(Object.assign({ type, number, clock_ms: clock }, more))) return;
  remote.number = number;
  remote.pending[number] = Date.now();
  tell("");
}

/** A light under the thumb, also for a press that was too short to be drawn by itself. */
function flash(button) {
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), PRESSED_MS);
}

function claim() {
  const typed = at("code").value.replace(/[\s-]/g, "");
  remote.wrong = typed.length === 6 ? "" : "codeWanted";
  if (remote.wrong) {
    draw();
    at("code").focus();
    return;
  }
  begin(typed);
}

/** Come with a code: with the token that came with it before, if it did; the answer may have been lost. */
function begin(code) {
  remote.code = code;
  remote.failed = false;
  keepToken(remote.token && remote.claim === code ? remote.token : drawToken(), code);
  open();
}

function tell(notice) {
  remote.notice = notice;
  remote.noticeUntil = Date.now() + NOTICE_MS;
}

// --- what is shown ---

function status() {
  if (!remote.token || remote.elsewhere) return "";
  if (remote.notice && Date.now() < remote.noticeUntil) return remote.notice;
  if (!remote.up || !remote.desk) return remote.failed ? "reconnecting" : "connecting";
  if (!remote.desk.host) return "noHost";
  const oldest = Math.min(...Object.keys(remote.pending).map((number) => remote.pending[number]));
  return Date.now() - oldest > SLOW_MS ? "slow" : "connected";
}

function draw() {
  const claimed = remote.token && !remote.code && !remote.elsewhere;
  const opened = Boolean(remote.desk || (claimed && !remote.wrong));
  at("enter").hidden = opened;
  at("desk").hidden = !opened;
  if (opened) drawDesk();
  else drawEntrance();
  tick();
}

function drawEntrance() {
  const busy = Boolean(remote.token && remote.code);
  write("title", t("title"));
  write("where", t("where"));
  write("label", t("label"));
  write("awake", t("awake"));
  write("wrong", remote.wrong && !remote.elsewhere ? t(remote.wrong) : "");
  write("connect", busy ? t("busy") : t("connect"));
  at("connect").disabled = busy;
  at("form").hidden = remote.elsewhere;
  at("here").hidden = !remote.elsewhere;
  write("here", t("here"));
  if (remote.elsewhere) write("where", t("elsewhere"));
}

function drawDesk() {
  const desk = remote.desk || {};
  const can = ready();
  const black = desk.screen === "black";
  const action = desk.action || "none";
  write("name", t("title"));
  at("now").setAttribute("aria-label", t("now"));
  write("place", desk.of ? t("place", desk.slide, desk.of) : "");
  write("slide", desk.title || "");
  const asked = desk.answered !== undefined && desk.answered !== null;
  const there = desk.connected || 0;
  write("counts", desk.of ? (asked ? t("answered", desk.answered, there) : t("there", there)) : "");
  write("notes", remote.notes);
  at("notes").hidden = !remote.notes;
  at("desk").classList.toggle("noted", Boolean(remote.notes));
  write("step", t(action));
  at("step").classList.toggle("open", action === "close");
  at("step").disabled = !can || action === "none";
  write("black", (black ? "✓ " : "") + t("black"));
  at("black").setAttribute("aria-pressed", String(black));
  at("black").disabled = at("back").disabled = at("next").disabled = !can;
  at("back").querySelector("span").textContent = t("back");
  at("next").querySelector("span").textContent = t("next");
}

/** What changes by itself: the time, and what is said at the top. */
function tick() {
  const key = status();
  write("status", key ? t(key) : "");
  at("status").classList.toggle("bad", key !== "connected" && key !== "slow");
  const desk = remote.desk;
  if (!desk || !desk.host) {
    write("clock", "");
    write("clock-name", "");
    return;
  }
  const gone = Date.now() - remote.heardAt;
  const limited = typeof desk.left_ms === "number";
  const left = limited ? Math.max(0, desk.left_ms - gone) : 0;
  write("clock", clockOf(limited ? Math.ceil(left / 1000) : Math.floor(((desk.elapsed_ms || 0) + gone) / 1000)));
  write("clock-name", t(limited ? "left" : "elapsed"));
  at("clock").classList.toggle("soon", limited && left <= SOON_MS);
}

function clockOf(seconds) {
  const two = (n) => (n < 10 ? "0" : "") + n;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(seconds % 60);
}

/** Set a text only where it is another one: a screen reader says what is set. */
function write(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function switchLanguage(language) {
  remote.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = t("title") + " – Handsup";
  const switcher = at("language");
  switcher.textContent = t("other");
  switcher.lang = language === "zh" ? "en" : "zh-CN";
  switcher.hidden = false;
  draw();
}

// --- the page ---

function onPress(id, act) {
  at(id).addEventListener("click", () => {
    flash(at(id));
    act();
    draw();
  });
}

onPress("next", () => wish("next"));
onPress("back", () => wish("back"));
onPress("black", () => wish("black", { on: remote.desk.screen !== "black" }));
onPress("step", () => wish("question_step", { action: remote.desk.action }));
at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  claim();
});
at("here").addEventListener("click", () => {
  remote.elsewhere = false;
  remote.wrong = "";
  open();
});
at("language").addEventListener("click", () => {
  const language = remote.language === "zh" ? "en" : "zh";
  keeping.write("language", language);
  switchLanguage(language);
});
document.addEventListener("visibilitychange", () => !document.hidden && wake());
window.addEventListener("online", wake);
window.addEventListener("offline", lose);
window.addEventListener("hashchange", () => location.hash && begin(location.hash.slice(1)));
// An open socket keeps a page out of the browser's back-forward cache.
window.addEventListener("pagehide", () => {
  abandon();
  remote.up = false;
});
window.addEventListener("pageshow", (event) => event.persisted && wake());
setInterval(tick, TICK_MS);
switchLanguage(remote.language);
if (remote.code || remote.claim) begin(remote.code || remote.claim);
else open();
