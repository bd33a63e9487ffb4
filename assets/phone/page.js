// What all of the trainee's page stands on: its words, its state, and how an element is made.
// Everything shown is set as text, never as markup: stems, options and names are not ours.

import { Keeping } from "./keeping.js";

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
    keepsAnonymous: "You take part anonymously: under a random number for this session alone, never linked to a name, a list or another session.",
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
    colon: ": ",
    stop: ". ",
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
    codeTitle: "Which class?",
    codeLabel: "The code on the projector",
    codeGo: "Go to the class",
    codeUnknown: (code) => "No class has the code " + code + ". Look at the projector again.",
    codeDigits: "The code has at least four digits.",
    removedTitle: "You are no longer in this session",
    removed: "The trainer has taken you out of it. If that is a mistake, speak to the trainer.",
    number: "Your number",
    listName: "Your name, as on the list",
    listCode: "Your code, if you were given one",
    keepsList: "Your number, name and answers are stored on the trainer’s laptop, and nowhere else.",
    numberWanted: "Please type your number, and your name or your code.",
    team: "Your team",
    teamWanted: "Please choose your team.",
    roster: "That is not on the list so. Check the number, and the name or the code.",
    taken: "Somebody has joined with this number already. If that was you, use “I was here before”; else tell the trainer.",
    isThisYou: "Is this you?",
    numbered: (number) => "Number " + number,
    itIsMe: "Yes, that’s me",
    notMe: "No, go back",
    beforeLink: "I was here before",
    beforeTitle: "Go on as before",
    beforeLabel: "Your code of six characters",
    beforeWhere: "Your phone showed it while you waited for a question.",
    beforeGo: "Go on",
    beforeWanted: "The code has six letters and digits.",
    beforeWrong: "Nobody here has this code. Perhaps it was mistyped.",
    joinedAlready: "This phone takes part already, as somebody else.",
    back: "Back",
    wait: "One moment…",
    notNow: "There is no connection just now. Try again in a moment.",
    anonymousNumber: (number) => "You are number " + number,
    inTeam: (team) => "Team: " + team,
    comeBack: "To come back on another phone or address, your code is",
    signIn: "Sign in: the four digits on the projector",
    signInGo: "Sign in",
    signInDigits: "Please type the four digits.",
    signInWrong: "That is not the code of this moment. It changes; look again.",
    signInOver: "The sign-in is over. Tell the trainer that you are here.",
    present: "✓ You are signed in as present.",
    notConnected: "Not connected. If the trainer’s address has changed, scan the code on the projector again.",
    typeThere: (code) => "Then tap “I was here before” and type your code " + code + ".",
    receipt: "Your receipt",
    receiptWhat: "With this code you can see and erase what is kept of you.",
    receiptGo: "See what is kept of me",
    place: (place, among) => "Place " + place + " of " + among,
    people: people,
    picture: "Picture for the question",
    isTrue: "True",
    isFalse: "False",
    pickStep: "Tap a number.",
    scale: (low, high, steps) => "1: " + low + ", " + steps + ": " + high,
    typeNumber: "Type a number, then send.",
    yourNumber: "Your estimate",
    plusMinus: "Change the sign",
    numberFirst: "Type a number first",
    atLeast: (n) => "From " + n + " on",
    atMost: (n) => "Up to " + n,
    between: (low, high) => "From " + low + " to " + high,
    order: "Bring them into order, first to last, then send.",
    up: (item) => "Up: " + item,
    down: (item) => "Down: " + item,
    nowAt: (item, place, of) => item + ": " + place + " of " + of,
    match: "Choose what belongs to each, then send.",
    matchFirst: "Choose for each one first",
    choosing: "Choose…",
    typeText: "Type your answer, then send.",
    typeFirst: "Type something first",
    typeWords: (n) => (n === 1 ? "Type a word, then send." : "Type up to " + n + " words, then send."),
    nthWord: (n) => "Word " + n,
    signs: (n, of) => n + " of " + of + " characters",
    howSure: "How sure are you?",
    sureFirst: "Say how sure you are",
    sure: (n) => ["Not sure", "Rather sure", "Very sure"][n - 1],
    bracketed: (text) => " (" + text.toLowerCase() + ")",
    partly: (n, of) => n + " of " + of + " are right.",
    rightly: (counted) => "Right: " + counted,
    putFirst: (counted) => "Put first: " + counted,
    median: "Median",
    middleHalf: "Middle half",
    leastMost: "Least and greatest",
    range: (low, high) => low + " to " + high,
    wifi: "For your neighbours: the Wi-Fi is",
    wifiPassword: "with the password",
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
    keepsAnonymous: "你以匿名方式参加：只用一个本次课程的随机编号，不会与姓名、名单或其他课程关联。",
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
    colon: "：",
    stop: "。",
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
    codeTitle: "哪一堂课？",
    codeLabel: "投影上的课堂代码",
    codeGo: "进入课堂",
    codeUnknown: (code) => "没有代码为 " + code + " 的课堂，请再看一下投影。",
    codeDigits: "代码至少有四位数字。",
    removedTitle: "你已不在本次课程中",
    removed: "培训师已将你移出。如果是误操作，请告诉培训师。",
    number: "你的编号（学号、工号）",
    listName: "你的姓名（与名单一致）",
    listCode: "你的口令（如果发过）",
    keepsList: "你的编号、姓名和答案只保存在培训师的电脑上。",
    numberWanted: "请输入编号，以及姓名或口令。",
    team: "你的小组",
    teamWanted: "请选择小组。",
    roster: "与名单不符，请检查编号，以及姓名或口令。",
    taken: "这个编号已经有人用了。如果就是你，请点“我来过”；否则请告诉培训师。",
    isThisYou: "这是你吗？",
    numbered: (number) => "编号 " + number,
    itIsMe: "是我",
    notMe: "不是，返回",
    beforeLink: "我来过",
    beforeTitle: "接着上次继续",
    beforeLabel: "你的 6 位代码",
    beforeWhere: "等待题目时，你的手机上显示过它。",
    beforeGo: "继续",
    beforeWanted: "代码由 6 个字母和数字组成。",
    beforeWrong: "这里没有这个代码，可能输错了。",
    joinedAlready: "这部手机已经以另一个身份加入。",
    back: "返回",
    wait: "请稍等……",
    notNow: "现在没有连接，请稍后再试。",
    anonymousNumber: (number) => "你是 " + number + " 号",
    inTeam: (team) => "小组：" + team,
    comeBack: "换手机或地址后重新进入，你的代码是",
    signIn: "签到：投影上的四位数字",
    signInGo: "签到",
    signInDigits: "请输入四位数字。",
    signInWrong: "不是当前的数字。它会变化，请再看一下投影。",
    signInOver: "签到已结束。请告诉培训师你在场。",
    present: "✓ 已签到。",
    notConnected: "没有连接。如果培训师的地址变了，请重新扫描投影上的二维码。",
    typeThere: (code) => "然后点“我来过”，输入你的代码 " + code + "。",
    receipt: "你的凭证",
    receiptWhat: "凭此代码可以查看并删除为你保存的内容。",
    receiptGo: "查看为我保存的内容",
    place: (place, among) => "第 " + place + " 名，共 " + among + " 人",
    people: (n) => n + " 人",
    picture: "题目配图",
    isTrue: "正确",
    isFalse: "错误",
    pickStep: "点一个数字。",
    scale: (low, high, steps) => "1：" + low + "，" + steps + "：" + high,
    typeNumber: "输入一个数字，再点发送。",
    yourNumber: "你的估计",
    plusMinus: "改变正负号",
    numberFirst: "请先输入数字",
    atLeast: (n) => "不小于 " + n,
    atMost: (n) => "不大于 " + n,
    between: (low, high) => low + " 到 " + high,
    order: "从先到后排好顺序，再点发送。",
    up: (item) => "上移：" + item,
    down: (item) => "下移：" + item,
    nowAt: (item, place, of) => item + "：第 " + place + " 位，共 " + of + " 位",
    match: "为每一项选择对应的内容，再点发送。",
    matchFirst: "请先为每一项选择",
    choosing: "请选择……",
    typeText: "输入答案，再点发送。",
    typeFirst: "请先输入内容",
    typeWords: (n) => "最多输入 " + n + " 个词，再点发送。",
    nthWord: (n) => "第 " + n + " 个词",
    signs: (n, of) => n + " / " + of + " 字",
    howSure: "你有多大把握？",
    sureFirst: "请选择有多大把握",
    sure: (n) => ["没把握", "比较有把握", "很有把握"][n - 1],
    bracketed: (text) => "（" + text + "）",
    partly: (n, of) => of + " 项中对了 " + n + " 项。",
    rightly: (counted) => "答对：" + counted,
    putFirst: (counted) => "排在第一：" + counted,
    median: "中位数",
    middleHalf: "中间一半",
    leastMost: "最小和最大",
    range: (low, high) => low + " 到 " + high,
    wifi: "告诉旁边的人：Wi-Fi 是",
    wifiPassword: "，密码是",
  },
};

const HAND =
  "M14 22v-9.500M18.500 20v-12M23 20v-11M27.500 22v-8.500V24c0 " +
  "6-3 9.500-7.500 9.500-4 0-6-2-8-5.500l-3.400-5.800c-.8-1.500.6-2.800 2-2 1.400.8 2.700 2.600 3.400 3.800";

export const keeping = new Keeping();
export const page = {
  stage: null,
  waiting: null, // how it waited last
  language: ownLanguage(),
  form: { name: keeping.read("name"), number: "", rosterCode: "", team: "", joinCode: "", rejoinCode: "", signInCode: "", asked: "" },
  door: "join", // in the lobby: join, confirm or rejoin
  person: null, // whom the roster says the number belongs to
  joining: null, // what was said to take part, and not answered yet
  wrong: "", // what is wrong with that form, in words
  draft: null, // what is chosen and not sent: {value, confidence}
  unsent: null, // the answer that was still chosen and not sent when the question closed
  refusal: "", // why the answer to this very question was not saved
  notice: "", // a sentence that belongs to no answer on this screen
  away: false, // whether the server has been out of reach for long
  outdated: false,
  slide: null, // which one the class sees, as it was told last; null where slides aren't shared
  ends: null, // when the countdown ends, on this phone's steady clock
  spoken: null, // seconds last read out
  refresh: null, // brings the screen's moving parts up to date
};
export const main = document.getElementById("stage");
const voice = document.getElementById("voice");

function ownLanguage() {
  const kept = keeping.read("language");
  if (kept === "zh" || kept === "en") return kept;
  return /^zh/i.test(navigator.language || "zh") ? "zh" : "en";
}

/** Take in the words of a part that is loaded later: {en, zh}. */
export function learn(words) {
  Object.keys(words).forEach((language) => Object.assign(texts[language], words[language]));
}

export function has(table, key) {
  return Object.prototype.hasOwnProperty.call(table, key);
}

export function t(key, ...values) {
  const text = texts[page.language][key];
  return typeof text === "function" ? text(...values) : text;
}

/** An element; strings among the children become text. */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => {
    const value = attributes[key];
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  });
  children.forEach((child) => child !== null && element.append(child));
  return element;
}

export function drawing(paths, className, viewBox = "0 0 40 40") {
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

export function heading(text, className) {
  return make("h1", { tabindex: "-1", class: className || null }, text);
}

export function hand() {
  return drawing([HAND], "hand", "6 6 25 30");
}

const TAKING_PART = ["waiting", "asking", "closed", "revealed"];

/** Whether the phone takes part in a session that goes on. */
export function takesPart(stage) {
  return TAKING_PART.indexOf(stage.type) >= 0;
}

/** What somebody typed, without halves of characters, which the wire can't carry. */
export function typed(text) {
  return text.replace(/[\ud800-\udfff]/gu, "").trim();
}

/** A code or number that somebody typed, in the usual width and without spaces. */
export function typedCode(text) {
  return typed(text).normalize("NFKC").replace(/\s/g, "");
}

/** A code as people read it best: in groups of four. */
export function grouped(code) {
  return code.replace(/(.{4})(?=.)/g, "$1-");
}

/** The part of somebody's code that brings them back, as people read it best. */
export function rejoinCode(code) {
  return grouped(code.slice(0, 6));
}

/** The way to what is kept of this phone's owner: from the last session, as far as the phone knows. */
export function receiptLink() {
  const code = keeping.read("receipt");
  const link = (address) => make("p", { class: "aside" }, make("a", { href: address }, t("receiptGo")));
  return code ? link("/receipt.html#" + encodeURIComponent(code)) : null;
}

let speaking = 0;

/** Read out to those who don't see the page. */
export function say(text) {
  voice.textContent = "";
  clearTimeout(speaking);
  speaking = setTimeout(() => (voice.textContent = text), 60);
}
