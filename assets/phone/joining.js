// How one comes in: the code of a class, name or number, the code of those who were here before, the sign-in.
// `act` is what a form can do: act.say(message) tells the server now, act.join(message) as soon as it is there;
// act.draw() and act.update() show what has changed; act.up() tells whether the server is there.

import { buildTiles } from "./questions.js";
import { has, heading, keeping, make, page, receiptLink, rejoinCode, say, t, typed, typedCode } from "./page.js";

/** A labelled field whose text is kept in `page.form`. */
function field(key, label, attributes) {
  const input = make(
    "input",
    Object.assign(
      {
        id: key,
        type: "text",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        enterkeyhint: "go",
        "aria-describedby": "wrong",
        input: () => {
          page.form[key] = input.value;
        },
      },
      attributes,
    ),
  );
  input.value = page.form[key];
  return [make("label", { for: key }, label), input];
}

/** A form that says what is wrong with it; `send` returns the key of a text that says so, or nothing. */
function form(parts, go, send) {
  const wrong = make("p", { id: "wrong", class: "wrong" });
  const button = make("button", { type: "submit", class: "main" });
  const submit = (event) => {
    event.preventDefault();
    const lacking = send();
    page.wrong = lacking || "";
    if (page.wrong) say(t(page.wrong));
    const first = element.querySelector("input");
    if (page.wrong && first) first.focus();
    showWrong();
  };
  const showWrong = () => {
    wrong.textContent = page.wrong ? t(page.wrong) : "";
    element.querySelectorAll("input[type=text]").forEach((input) => input.setAttribute("aria-invalid", String(Boolean(page.wrong))));
  };
  const element = make("form", { class: "join", novalidate: true, submit }, ...parts, wrong, button);
  button.textContent = t(go);
  return { element, button, showWrong };
}

/** The form's button waits with the form, and says for what. */
function waits(made, go, act) {
  const later = make("p", { class: "soft" });
  made.element.append(later);
  page.refresh = () => {
    made.showWrong();
    made.button.textContent = t(page.joining ? (page.joining.type === "join" ? "joining" : "wait") : go);
    later.textContent = page.joining && !act.up() ? t("joinsLater") : "";
  };
  return made.element;
}

function open(door, act) {
  return () => {
    page.door = door;
    page.wrong = "";
    act.draw();
  };
}

function plain(text, click) {
  return make("button", { type: "button", class: "plain", click }, text);
}

// --- the lobby ---

const doors = { join: drawJoin, confirm: drawConfirm, rejoin: drawRejoin };

export function drawLobby(stage, act) {
  return [doors[page.door](stage, act), page.door === "join" ? receiptLink() : null];
}

const IDENTITIES = {
  anonymous: { stored: "keepsAnonymous", fields: () => [], lacks: () => "" },

  nickname: {
    stored: "keepsName",
    fields: () => field("name", t("name"), { maxlength: "40", autocomplete: "nickname" }),
    lacks: (message) => (message.name ? "" : "nameWanted"),
  },

  roster: {
    stored: "keepsList",
    fields: () => [
      ...field("number", t("number"), { maxlength: "40" }),
      ...field("name", t("listName"), { maxlength: "40", autocomplete: "name" }),
      ...field("rosterCode", t("listCode"), { maxlength: "40" }),
    ],
    lacks: (message) => (message.number && (message.name || message.roster_code) ? "" : "numberWanted"),
  },
};

function drawJoin(stage, act) {
  const { fields, lacks, stored } = IDENTITIES[stage.identity];
  const send = () => {
    const message = joinMessage(stage);
    const lacking = lacks(message) || (stage.teams && !message.team ? "teamWanted" : "");
    if (lacking) return lacking;
    if (message.name) keeping.write("name", message.name);
    act.join(message);
    return "";
  };
  const parts = [
    make("p", { class: "over" }, t("joinTitle")),
    heading(stage.title || "举手 Handsup"),
    ...fields(),
    stage.teams ? teamTiles(stage.teams) : null,
    make("p", { id: "stored", class: "soft" }, t(stored)),
  ];
  const element = waits(form(parts, "join", send), "join", act);
  element.append(make("p", { class: "aside" }, plain(t("beforeLink"), open("rejoin", act))));
  if (stage.wifi) element.append(wifiLine(stage.wifi));
  return element;
}

/** For those beside who aren't on the network yet: some scanners don't join it by a code. */
function wifiLine({ name, password }) {
  const parts = [t("wifi"), " ", make("b", {}, name)];
  if (password) parts.push(t("gap") + t("wifiPassword"), " ", make("b", {}, password));
  return make("p", { class: "soft wifi" }, ...parts);
}

function joinMessage(stage) {
  const { name, number, rosterCode, team } = page.form;
  const message = { type: "join" };
  if (stage.identity !== "anonymous") message.name = typed(name);
  if (stage.identity === "roster") {
    message.number = typed(number);
    message.roster_code = typed(rosterCode);
  }
  if (stage.teams && stage.teams.indexOf(team) >= 0) message.team = team;
  return message;
}

function teamTiles(teams) {
  const change = (chosen) => {
    page.form.team = teams[chosen[0]];
    tiles.paint(chosen);
  };
  const tiles = buildTiles(teams, () => null, false, "team", { change, press: () => false });
  tiles.paint([teams.indexOf(page.form.team)]);
  return make("fieldset", { class: "teams" }, make("legend", {}, t("team")), ...tiles.parts);
}

function drawConfirm(stage, act) {
  const { number, name } = page.person;
  const send = () => {
    act.join(Object.assign(joinMessage(stage), { name }));
    return "";
  };
  const parts = [
    make("p", { class: "over" }, t("isThisYou")),
    heading(name),
    make("p", { class: "soft" }, t("numbered", number)),
  ];
  const element = waits(form(parts, "itIsMe", send), "itIsMe", act);
  element.append(make("p", { class: "aside" }, plain(t("notMe"), open("join", act))));
  return element;
}

function drawRejoin(stage, act) {
  const send = () => {
    const code = typedCode(page.form.rejoinCode);
    if (code.replace(/-/g, "").length !== 6) return "beforeWanted";
    act.join({ type: "rejoin", code });
    return "";
  };
  const parts = [
    make("p", { class: "over" }, stage.title),
    heading(t("beforeTitle")),
    ...field("rejoinCode", t("beforeLabel"), { maxlength: "20", autocapitalize: "characters" }),
    make("p", { class: "soft" }, t("beforeWhere")),
  ];
  const element = waits(form(parts, "beforeGo", send), "beforeGo", act);
  element.append(make("p", { class: "aside" }, plain(t("back"), open("join", act))));
  return element;
}

// --- the code of a class ---

/** The code that the page's address brought along: http://…/4711 */
export function codeInAddress() {
  const found = /^\/(\d{4,12})$/.exec(location.pathname);
  return found ? found[1] : "";
}

export function drawCodeWanted() {
  const there = codeInAddress();
  const send = () => {
    const code = typedCode(page.form.joinCode);
    if (!/^\d{4,12}$/.test(code)) return "codeDigits";
    location.assign("/" + code);
    return "";
  };
  const made = form(
    [
      heading(t("codeTitle")),
      there ? make("p", { class: "wrong" }, t("codeUnknown", there)) : null,
      ...field("joinCode", t("codeLabel"), { maxlength: "12", inputmode: "numeric" }),
    ],
    "codeGo",
    send,
  );
  page.refresh = made.showWrong;
  return [made.element];
}

// --- waiting: who one is here, and the sign-in ---

export function drawWaiting(stage, act) {
  const name = stage.name ? t(stage.anonymous ? "anonymousNumber" : "hello", stage.name) : t("youAreIn");
  return [
    heading(name),
    stage.team ? make("p", {}, t("inTeam", stage.team)) : null,
    make("p", {}, t("waits")),
    stage.signed_in ? make("p", { class: "present" }, t("present")) : null,
    stage.sign_in && !stage.signed_in ? signInForm(act) : null,
    stage.code ? make("p", { class: "code" }, t("comeBack"), " ", make("b", {}, rejoinCode(stage.code))) : null,
  ];
}

function signInForm(act) {
  const send = () => {
    const code = typedCode(page.form.signInCode);
    if (!/^\d{4}$/.test(code)) return "signInDigits";
    return act.say({ type: "sign_in", code }) ? "" : "notNow";
  };
  const digits = field("signInCode", t("signIn"), { maxlength: "4", inputmode: "numeric", enterkeyhint: "send" });
  const made = form(digits, "signInGo", send);
  page.refresh = made.showWrong;
  return made.element;
}

// --- what the server says to it ---

const REFUSALS = {
  name: "nameWanted",
  team: "teamWanted",
  roster: "roster",
  taken: "taken",
  removed: "removed",
  code: "beforeWrong",
  joined: "joinedAlready",
  wrong_code: "signInWrong",
  over: "signInOver",
};

/** Show a refusal beside the form that it is for; false if there is none. */
export function takeRefusal(code) {
  const forms = ["lobby", "waiting"];
  if (!has(REFUSALS, code) || forms.indexOf((page.stage || {}).type) < 0) return false;
  page.wrong = REFUSALS[code];
  say(t(page.wrong));
  return true;
}
