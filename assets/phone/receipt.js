// What is kept of a trainee, seen and erased with the code from the trainee's phone.
// Everything shown is set as text, never as markup: questions and answers are not ours.

import { Keeping } from "./keeping.js";

export const texts = {
  en: {
    other: "中文",
    title: "What is kept of you",
    code: "Your code of twelve characters",
    where: "Your phone shows it at the end of the session, and leads here by itself.",
    show: "Show",
    wait: "One moment…",
    codeWanted: "The code has twelve letters and digits.",
    unknown: "There is nothing with this code. Perhaps it was mistyped, or everything has been erased already.",
    tooOften: "That was asked too often. Wait a minute and try again.",
    failed: "The trainer’s laptop couldn’t do it. Tell the trainer, or try again later.",
    unreachable: "The trainer’s laptop can’t be reached. Stay on the trainer’s Wi-Fi.",
    names: "Name",
    number: "Number",
    team: "Team",
    answers: "Your answers",
    asked: "Your questions to the trainer",
    feedback: "Your feedback",
    useful: (n) => "Useful: " + n + " of 5",
    easy: (n) => "Easy to follow: " + n + " of 5",
    nothing: "None.",
    round: (n) => "Vote " + n,
    sure: (n) => ["not sure", "rather sure", "very sure"][n - 1],
    comma: ", ",
    colon: ": ",
    said: (n) => "You said how it goes, or reacted, " + n + (n === 1 ? " time." : " times."),
    kept: (days) => "It is kept for " + days + (days === 1 ? " day" : " days") + " after the session, unless you erase it before.",
    keptOn: "It is kept until you or the trainer erase it.",
    erase: "Erase all of this",
    really: "Really erase it? It can’t be brought back.",
    yes: "Yes, erase it",
    no: "No, keep it",
    erased: "All of it has been erased.",
  },
  zh: {
    other: "English",
    title: "保存了你的哪些内容",
    code: "你的 12 位代码",
    where: "课堂结束时你的手机会显示它，也可以从手机页面直接进入。",
    show: "查看",
    wait: "请稍等……",
    codeWanted: "代码由 12 个字母和数字组成。",
    unknown: "没有与此代码对应的内容。可能输错了，也可能已经全部删除。",
    tooOften: "查询太频繁了，请过一分钟再试。",
    failed: "培训师的电脑没能完成。请告诉培训师，或稍后再试。",
    unreachable: "连不上培训师的电脑。请保持连接培训师的 Wi-Fi。",
    names: "名字",
    number: "编号",
    team: "小组",
    answers: "你的答案",
    asked: "你向培训师提的问题",
    feedback: "你的反馈",
    useful: (n) => "有帮助：" + n + " / 5",
    easy: (n) => "容易跟上：" + n + " / 5",
    nothing: "没有。",
    round: (n) => "第 " + n + " 轮",
    sure: (n) => ["没把握", "比较有把握", "很有把握"][n - 1],
    comma: "、",
    colon: "：",
    said: (n) => "你反馈进度或表达感受共 " + n + " 次。",
    kept: (days) => "课堂结束后保存 " + days + " 天，你也可以提前删除。",
    keptOn: "会一直保存，直到你或培训师删除。",
    erase: "全部删除",
    really: "确定要删除吗？删除后无法恢复。",
    yes: "确定删除",
    no: "保留",
    erased: "已全部删除。",
  },
};

const keeping = new Keeping();
const main = document.getElementById("receipt");
const voice = document.getElementById("voice");
const page = {
  language: ownLanguage(),
  code: location.hash.slice(1),
  receipt: null,
  asking: false, // whether to erase it
  busy: false,
  notice: "", // the key of a text
};

function ownLanguage() {
  const kept = keeping.read("language");
  if (kept === "zh" || kept === "en") return kept;
  return /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
}

function t(key, ...values) {
  const text = texts[page.language][key];
  return typeof text === "function" ? text(...values) : text;
}

// --- building ---

function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  children.forEach((child) => child !== null && element.append(child));
  return element;
}

function button(className, text, clicked) {
  const element = make("button", className, text);
  element.type = "button";
  element.disabled = page.busy;
  element.addEventListener("click", clicked);
  return element;
}

function heading(text) {
  const element = make("h1", "", text);
  element.tabIndex = -1;
  return element;
}

function form() {
  const label = make("label", "", t("code"));
  label.htmlFor = "code";
  const field = make("input", "");
  field.id = "code";
  field.value = page.code;
  field.autocapitalize = "characters";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.maxLength = 40;
  field.setAttribute("aria-describedby", "wrong");
  field.addEventListener("input", () => {
    page.code = field.value;
  });
  const send = make("button", "main", t(page.busy ? "wait" : "show"));
  send.disabled = page.busy;
  const wrong = make("p", "wrong", page.notice ? t(page.notice) : "");
  wrong.id = "wrong";
  const where = make("p", "soft", t("where"));
  const element = make("form", "join", heading(t("title")), label, field, wrong, where, send);
  element.noValidate = true;
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  return element;
}

function receipt() {
  const kept = page.receipt;
  const who = [
    ["names", kept.names.join(t("comma"))],
    ["number", kept.number],
    ["team", kept.team],
  ];
  return make(
    "div",
    "kept",
    heading(kept.title || t("title")),
    make("p", "soft", new Date(kept.opened_at_ms).toLocaleString(page.language)),
    ...who.filter((line) => line[1]).map((line) => make("p", "", t(line[0]) + t("colon") + line[1])),
    make("h3", "", t("answers")),
    listOf(kept.answers, answerLines),
    make("h3", "", t("asked")),
    listOf(kept.asked, (text) => [text]),
    ...feedback(kept.feedback),
    kept.reactions ? make("p", "soft", t("said", kept.reactions)) : null,
    make("p", "notice", kept.keep_days ? t("kept", kept.keep_days) : t("keptOn")),
    page.notice ? make("p", "notice", t(page.notice)) : null,
    ...decision(),
  );
}

function feedback(said) {
  if (!said) return [];
  const rated = ["useful", "easy"].filter((name) => said[name]).map((name) => t(name, said[name]));
  const lines = rated.concat(said.text || []);
  return [make("h3", "", t("feedback")), listOf([said], () => lines.map((line) => make("p", "", line)))];
}

function decision() {
  if (!page.asking) {
    const ask = () => {
      page.asking = true;
      draw();
    };
    return [button("main", t("erase"), ask)];
  }
  const keep = () => {
    page.asking = false;
    draw();
  };
  return [
    make("p", "question", t("really")),
    button("main", t(page.busy ? "wait" : "yes"), erase),
    button("plain", t("no"), keep),
  ];
}

function listOf(things, lines) {
  if (!things.length) return make("p", "soft", t("nothing"));
  const rows = things.map((thing) => make("li", "tile", make("div", "text", ...lines(thing))));
  return make("ul", "options", ...rows);
}

function answerLines(answer) {
  const rounds = page.receipt.answers.filter((other) => other.question === answer.question).length;
  const more = [];
  if (rounds > 1) more.push(t("round", answer.round));
  if (answer.confidence) more.push(t("sure", answer.confidence));
  return [
    make("small", "", answer.question),
    make("p", "", answer.answer),
    more.length ? make("small", "", more.join(t("comma"))) : null,
  ];
}

function draw() {
  const gone = page.notice === "erased";
  const text = page.notice ? t(page.notice) : "";
  const shown = gone ? make("div", "calm", heading(text)) : page.receipt ? receipt() : form();
  while (main.firstChild) main.firstChild.remove();
  main.append(shown);
  voice.textContent = text;
}

// --- asking ---

const REFUSALS = { 400: "codeWanted", 404: "unknown", 429: "tooOften" };

/** Ask the server with the code; resolves to the response, or to null where that was refused. */
async function ask(address) {
  page.busy = true;
  page.notice = "";
  draw();
  let refusal = "unreachable";
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      cache: "no-store",
      body: JSON.stringify({ code: page.code }),
    });
    if (response.ok) return response;
    refusal = REFUSALS[response.status] || "failed";
  } catch (failure) {
    // not reached
  } finally {
    page.busy = false;
  }
  page.notice = refusal;
  return null;
}

async function show() {
  if (page.code.replace(/[\s-]/g, "").length !== 12) {
    page.notice = "codeWanted";
    draw();
    document.getElementById("code").focus();
    return;
  }
  const response = await ask("/receipt");
  if (response) page.receipt = await response.json();
  draw();
  main.querySelector("h1").focus();
}

async function erase() {
  const response = await ask("/receipt/erase");
  if (response) page.notice = "erased";
  draw();
  main.querySelector("h1").focus();
}

function switchLanguage(language) {
  page.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = t("title");
  const switcher = document.getElementById("language");
  switcher.textContent = t("other");
  switcher.lang = language === "zh" ? "en" : "zh-CN";
  switcher.hidden = false;
  draw();
}

document.getElementById("language").addEventListener("click", () => {
  const language = page.language === "zh" ? "en" : "zh";
  keeping.write("language", language);
  switchLanguage(language);
});
switchLanguage(page.language);
if (page.code) {
  history.replaceState(null, "", location.pathname); // a shared page or screenshot tells nothing
  show();
}
