// The kinds of questions. Each has
//   hint(question)            what to do, in a sentence
//   blank(question)           the value of its input before anybody touched it
//   valueOf(answer)           the value that shows an answer
//   answerOf(question, value) the answer that a value is; null while it is none
//   wanted(question, value)   what is missing then, on the button
//   inWords(question, answer) an answer in words
//   build(question, input)    the input: {parts, paint(value), focus()}; focus is null where it would bring up a
//                             phone's keys. input.change(value) tells of a change, input.send() sends, and
//                             input.press() sends if it can, and tells whether
//   review(stage)             the result
// and, where they differ, `tapSends` (a tap is an answer, no button needed), `recall(stage)` (shown once it is
// closed) and `sendWords(value)` (on the button).

import { drawing, has, make, say, t, typed } from "./page.js";

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
const SHORT_TEXT = 100;
const LONG_TEXT = 500;
const WORD = 40;
const GREATEST = 1e15;

// --- tiles: one or several of some options ---

function letter(option) {
  return String.fromCharCode(65 + option);
}

function shapeBadge(option) {
  const kind = option % SHAPES.length;
  return make(
    "span",
    { class: "badge k" + kind },
    drawing([SHAPES[kind]], "shape"),
    make("b", {}, letter(option)),
  );
}

function signBadge(option) {
  return make("span", { class: "sign", "aria-hidden": "true" }, option ? "✗" : "✓");
}

function noBadge() {
  return null;
}

let byKey = false;
document.addEventListener("keydown", () => (byKey = true), true);
document.addEventListener("pointerdown", () => (byKey = false), true);
document.addEventListener("mousedown", () => (byKey = false), true);

/** A ring around a tile is for keyboards; ":focus-visible" is newer than our oldest browsers. */
function ring(event) {
  event.target.parentNode.classList.toggle("ring", event.type === "focus" && byKey);
}

/** Tiles to choose from; `shown` has each one's words, and its badge is what `badge` makes of its place. */
export function buildTiles(shown, badge, several, name, input) {
  let byArrow = false;
  const change = () => {
    const chosen = inputs.map((_, option) => option).filter((option) => inputs[option].checked);
    // Arrow keys only move among the options; a tap, a click or Enter sends.
    input.change(chosen, !byArrow);
    byArrow = false;
  };
  const press = (event) => {
    byArrow = !several && event.key.indexOf("Arrow") === 0;
    if (several || (event.key !== "Enter" && event.key !== " ")) return;
    if (input.press()) event.preventDefault();
  };
  const inputs = shown.map((_, option) =>
    make("input", {
      type: several ? "checkbox" : "radio",
      name,
      value: String(option),
      change,
      keydown: press,
      keyup: () => (byArrow = false),
      focus: ring,
      blur: ring,
    }),
  );
  const parts = shown.map((text, option) =>
    make("label", { class: "tile" }, inputs[option], badge(option), make("span", { class: "text" }, text)),
  );
  const paint = (chosen) =>
    inputs.forEach((one, option) => {
      one.checked = chosen.indexOf(option) >= 0;
      one.parentNode.classList.toggle("on", one.checked);
    });
  const focus = () => (inputs.filter((one) => one.checked)[0] || inputs[0]).focus();
  return { parts, paint, focus };
}

function count(stage, option) {
  const people = (stage.counts || [])[option] || 0;
  const share = stage.answered ? Math.round((100 * people) / stage.answered) : 0;
  return { share, words: t("counted", people, share) };
}

function bar(share) {
  const fill = make("i", {});
  fill.style.width = Math.min(share, 100) + "%";
  return make("span", { class: "bar", "aria-hidden": "true" }, fill);
}

function row(className, badge, ...text) {
  return make("li", { class: "tile " + className }, badge, make("span", { class: "text" }, ...text));
}

/** What tiles have in common: `shown(question)` are their words, `chosen(answer)` the places of an answer. */
function tilesKind(shown, badge, chosen, own) {
  const mine = (answer, option) => Boolean(answer) && chosen(answer).indexOf(option) >= 0;
  return Object.assign(
    {
      blank: () => [],
      valueOf: chosen,
      wanted: () => t("chooseFirst"),
      tapSends: () => true,
      build: (question, input) => buildTiles(shown(question), badge, Boolean(question.several), "option", input),

      recall: (stage, answer) => {
        const rows = shown(stage.question).map((text, option) => {
          const mark = mine(answer, option) ? make("em", { class: "mark" }, "● " + t("yours")) : null;
          return row(mark ? "own" : "", badge(option), text, mark);
        });
        return make("ul", { class: "options" }, ...rows);
      },

      review: (stage) => {
        const rows = shown(stage.question).map((text, option) => {
          const right = mine(stage.solution, option);
          const yours = mine(stage.saved, option);
          const { share, words } = count(stage, option);
          return row(
            "result" + (right ? " correct" : "") + (yours ? " own" : ""),
            badge(option),
            text,
            right ? make("em", { class: "mark good" }, "✓ " + t("rightAnswer")) : null,
            yours ? make("em", { class: "mark" }, "● " + t("yours")) : null,
            bar(share),
            make("small", {}, words),
          );
        });
        return [make("ul", { class: "options" }, ...rows)];
      },
    },
    own,
  );
}

const choice = tilesKind((question) => question.options, shapeBadge, (answer) => answer.options, {
  hint: (question) => t(question.several ? "pickSeveral" : "pickOne"),
  outline: (question) => t("options", question.options.length),
  tapSends: (question) => !question.several,
  answerOf: (question, value) => (value.length ? { kind: "choice", options: value } : null),
  inWords: (question, answer) => answer.options.map(letter).join(t("comma")),
  sendWords: (question, value) => (question.several ? t("sendSome", value.length) : t("send")),
});

const trueFalse = tilesKind(() => [t("isTrue"), t("isFalse")], signBadge, (answer) => [answer.truth ? 0 : 1], {
  hint: () => t("pickOne"),
  answerOf: (question, value) => (value.length ? { kind: "truth", truth: value[0] === 0 } : null),
  inWords: (question, answer) => t(answer.truth ? "isTrue" : "isFalse"),
});

const ratingTiles = tilesKind(steps, noBadge, (answer) => [answer.step], {
  hint: () => t("pickStep"),
  answerOf: (question, value) => (value.length ? { kind: "rating", step: value[0] } : null),
  inWords: (question, answer) => String(answer.step + 1),
});

function steps(question) {
  return Array.from({ length: question.steps || 5 }, (_, step) => String(step + 1));
}

function scaleWords(question) {
  if (!question.low && !question.high) return null;
  const [low, high] = [question.low || "–", question.high || "–"];
  return make("p", { class: "soft" }, t("scale", low, high, question.steps || 5));
}

const rating = Object.assign({}, ratingTiles, {
  build: (question, input) => {
    const tiles = ratingTiles.build(question, input);
    return Object.assign(tiles, {
      parts: [scaleWords(question), make("div", { class: "scale" }, ...tiles.parts)],
    });
  },
  recall: () => null,
  review: (stage) => [scaleWords(stage.question), ...ratingTiles.review(stage)],
});

// --- estimate ---

/** A number as it is written in English and Chinese, or null: "1,200" are thousands, "1,5" is not. */
export function readNumber(text) {
  let plain = text.normalize("NFKC").replace(/[\s_']/g, "").replace(/[−–]/g, "-");
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)) plain = plain.replace(/,/g, "");
  plain = plain.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

function plainNumber(number) {
  return String(Number(number.toPrecision(12)));
}

function isBound(value) {
  return typeof value === "number";
}

function bounds({ lowest, highest }) {
  if (isBound(lowest) && isBound(highest)) return t("between", plainNumber(lowest), plainNumber(highest));
  if (isBound(lowest)) return t("atLeast", plainNumber(lowest));
  return isBound(highest) ? t("atMost", plainNumber(highest)) : "";
}

function withUnit(question, text) {
  return question.unit ? text + " " + question.unit : text;
}

const estimate = {
  hint: () => t("typeNumber"),
  blank: () => "",
  valueOf: (answer) => plainNumber(answer.number),
  wanted: (question, value) => (value.trim() && bounds(question)) || t("numberFirst"),
  inWords: (question, answer) => withUnit(question, plainNumber(answer.number)),

  answerOf: (question, value) => {
    const number = readNumber(value);
    if (number === null || Math.abs(number) > GREATEST) return null;
    if (isBound(question.lowest) && number < question.lowest) return null;
    if (isBound(question.highest) && number > question.highest) return null;
    return { kind: "number", number };
  },

  build: (question, input) => {
    const field = textField({ id: "answer", inputmode: "decimal", maxlength: "24" }, input);
    const turn = () => {
      const value = field.value.trim();
      field.value = value[0] === "-" ? value.slice(1) : "-" + value;
      input.change(field.value);
      field.focus();
    };
    const signed = !isBound(question.lowest) || question.lowest < 0;
    // A phone's keys for numbers often have no minus.
    const sign = signed ? make("button", { type: "button", class: "plain", "aria-label": t("plusMinus"), click: turn }, "±") : null;
    return {
      parts: [
        make("label", { for: "answer" }, withUnit(question, t("yourNumber"))),
        make("div", { class: "line" }, sign, field),
        bounds(question) ? make("p", { class: "soft" }, bounds(question)) : null,
      ],
      paint: paintText(field),
      focus: null,
    };
  },

  review: ({ question, spread }) => {
    if (!spread) return [];
    const said = (number) => plainNumber(number);
    const lines = [
      [t("median"), said(spread.median)],
      [t("middleHalf"), t("range", said(spread.lower), said(spread.upper))],
      [t("leastMost"), t("range", said(spread.low), said(spread.high))],
    ];
    const rows = lines.map(([name, text]) => row("result", null, make("small", {}, name), make("p", {}, withUnit(question, text))));
    return [make("ul", { class: "options" }, ...rows)];
  },
};

// --- text ---

function textField(attributes, input, name = "input") {
  const enter = (event) => {
    // Enter that ends the choice of a Chinese character sends nothing.
    if (name !== "input" || event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    input.send();
  };
  const all = Object.assign({ class: "field", autocomplete: "off", enterkeyhint: name === "input" ? "send" : null }, attributes);
  const field = make(name, Object.assign(all, { input: () => input.change(field.value), keydown: enter }));
  return field;
}

/** Sets a field's text only if it differs, lest the caret jump. */
function paintText(field) {
  return (value) => {
    if (field.value !== value) field.value = value;
  };
}

function textKind(longest, element, own) {
  return Object.assign(
    {
      hint: () => t("typeText"),
      blank: () => "",
      valueOf: (answer) => answer.text,
      wanted: () => t("typeFirst"),
      answerOf: (question, value) => (typed(value) ? { kind: "text", text: typed(value) } : null),
      inWords: (question, answer) => answer.text,

      build: (question, input) => {
        const field = textField({ id: "answer", maxlength: String(longest), "aria-describedby": "signs" }, input, element);
        const counter = make("p", { class: "soft signs", id: "signs" });
        const paint = (value) => {
          paintText(field)(value);
          counter.textContent = t("signs", value.length, longest);
        };
        return { parts: [make("label", { for: "answer" }, t("yours")), field, counter], paint, focus: null };
      },

      review: () => [],
    },
    own,
  );
}

function wordList(stage) {
  const words = stage.words || [];
  const most = words.reduce((sum, word) => Math.max(sum, word.count), 1);
  const rows = words.map((word) =>
    row("result", null, word.text, bar((100 * word.count) / most), make("small", {}, t("people", word.count))),
  );
  return rows.length ? [make("ul", { class: "options" }, ...rows)] : [];
}

const shortText = textKind(SHORT_TEXT, "input", { review: wordList });
const openText = textKind(LONG_TEXT, "textarea", {});

const wordCloud = {
  hint: (question) => t("typeWords", question.words || 3),
  blank: (question) => Array.from({ length: question.words || 3 }, () => ""),
  valueOf: (answer) => answer.words,
  wanted: () => t("typeFirst"),
  inWords: (question, answer) => answer.words.join(t("comma")),

  answerOf: (question, value) => {
    const words = value.map(typed).filter((word, place, all) => word && all.indexOf(word) === place);
    return words.length ? { kind: "words", words } : null;
  },

  build: (question, input) => {
    const report = { change: () => input.change(fields.map((field) => field.value)), send: input.send };
    const fields = wordCloud
      .blank(question)
      .map((_, place) => textField({ id: "word" + place, maxlength: String(WORD) }, report));
    const parts = fields.map((field, place) =>
      make("div", { class: "pair" }, make("label", { for: field.id }, t("nthWord", place + 1)), field),
    );
    const paint = (value) => fields.forEach((field, place) => paintText(field)(value[place] || ""));
    return { parts, paint, focus: null };
  },

  review: wordList,
};

// --- ordering and matching ---

function shareRight(given, right) {
  return given.filter((one, place) => one === right[place]).length;
}

const ordering = {
  hint: () => t("order"),
  blank: (question) => question.items.map((_, item) => item),
  valueOf: (answer) => answer.order,
  wanted: () => t("send"),
  answerOf: (question, value) => ({ kind: "order", order: value }),
  inWords: (question, answer) => answer.order.map((item) => question.items[item]).join(" › "),
  partly: (answer, solution) => t("partly", shareRight(answer.order, solution.order), solution.order.length),

  build: ({ items }, input) => {
    const list = make("ol", { class: "options" });
    let order = [];
    const move = (item, by) => {
      const from = order.indexOf(item);
      const next = order.slice();
      next.splice(from, 1);
      next.splice(from + by, 0, item);
      input.change(next);
      const [up, down] = rows[item].querySelectorAll("button");
      const pressed = by < 0 ? up : down;
      (pressed.disabled ? (by < 0 ? down : up) : pressed).focus();
      say(t("nowAt", items[item], from + by + 1, items.length));
    };
    const arrow = (item, key, sign, by) =>
      make("button", { type: "button", class: "plain move", "aria-label": t(key, items[item]), click: () => move(item, by) }, sign);
    const rows = items.map((text, item) => {
      const arrows = make("span", { class: "arrows" }, arrow(item, "up", "↑", -1), arrow(item, "down", "↓", 1));
      return make("li", { class: "tile" }, make("b", { class: "nth" }), make("span", { class: "text" }, text), arrows);
    });
    const paint = (value) => {
      if (JSON.stringify(value) !== JSON.stringify(order)) value.forEach((item) => list.append(rows[item]));
      order = value;
      value.forEach((item, place) => {
        const [up, down] = rows[item].querySelectorAll("button");
        rows[item].querySelector(".nth").textContent = String(place + 1);
        up.disabled = place === 0;
        down.disabled = place === value.length - 1;
      });
    };
    const focus = () => (list.querySelector("button:enabled") || list).focus();
    return { parts: [list], paint, focus };
  },

  review: (stage) => {
    const { items } = stage.question;
    const solved = stage.solution ? stage.solution.order : items.map((_, item) => item);
    const rows = solved.map((item, place) => {
      const { share, words } = count(stage, item);
      const mark = stage.solution ? make("b", { class: "nth" }, String(place + 1)) : null;
      return row("result", mark, items[item], bar(share), make("small", {}, t(stage.solution ? "rightly" : "putFirst", words)));
    });
    return [make(stage.solution ? "ol" : "ul", { class: "options" }, ...rows)];
  },
};

const matching = {
  hint: () => t("match"),
  blank: (question) => question.left.map(() => null),
  valueOf: (answer) => answer.matches,
  wanted: () => t("matchFirst"),
  answerOf: (question, value) => (value.every((place) => place !== null) ? { kind: "match", matches: value } : null),
  partly: (answer, solution) => t("partly", shareRight(answer.matches, solution.matches), solution.matches.length),

  inWords: ({ left, right }, answer) =>
    answer.matches.map((place, item) => left[item] + " – " + right[place]).join("; "),

  build: ({ left, right }, input) => {
    const selects = left.map((_, item) =>
      make(
        "select",
        { id: "match" + item, class: "field", change: () => input.change(selects.map(chosen)) },
        make("option", { value: "" }, t("choosing")),
        ...right.map((text, place) => make("option", { value: String(place) }, text)),
      ),
    );
    const chosen = (select) => (select.value === "" ? null : Number(select.value));
    const parts = left.map((text, item) =>
      make("div", { class: "pair" }, make("label", { for: "match" + item }, text), selects[item]),
    );
    const paint = (value) =>
      selects.forEach((select, item) => {
        const place = value[item] === null ? "" : String(value[item]);
        if (select.value !== place) select.value = place;
      });
    return { parts, paint, focus: () => selects[0].focus() };
  },

  review: (stage) => {
    if (!stage.solution) return [];
    const { left, right } = stage.question;
    const rows = left.map((text, item) => {
      const { share, words } = count(stage, item);
      const other = make("em", { class: "mark good" }, "✓ " + right[stage.solution.matches[item]]);
      return row("result", null, text, other, bar(share), make("small", {}, t("rightly", words)));
    });
    return [make("ul", { class: "options" }, ...rows)];
  },
};

const KINDS = {
  choice,
  true_false: trueFalse,
  estimate,
  ordering,
  matching,
  rating,
  short_text: shortText,
  word_cloud: wordCloud,
  open_text: openText,
};

export function isKnown(question) {
  return has(KINDS, question.kind);
}

export function kindOf(question) {
  return KINDS[question.kind];
}

/** What is as usual isn't said on the wire. */
export function changeable(question) {
  return question.changeable !== false;
}

/** An answer in words, and how sure one is of it. */
export function answerInWords(question, answer, confidence) {
  const words = kindOf(question).inWords(question, answer);
  return confidence ? words + t("bracketed", t("sure", confidence)) : words;
}

export function pictureOf(question) {
  if (!/^[0-9a-f]{64}$/.test(question.picture || "")) return null;
  const picture = make("img", { class: "picture", src: "/pictures/" + question.picture, alt: t("picture") });
  picture.addEventListener("error", () => (picture.hidden = true));
  return picture;
}

/** The tiles that ask how sure one is: `paint` and `change` take 1 to 3, or null. */
export function buildSure(input) {
  const said = [1, 2, 3].map((level) => t("sure", level));
  const change = (chosen, meant) => input.change(chosen.length ? chosen[0] + 1 : null, meant);
  const tiles = buildTiles(said, noBadge, false, "sure", { change, press: input.press });
  const group = make(
    "fieldset",
    { class: "sure" },
    make("legend", {}, t("howSure")),
    make("div", { class: "scale" }, ...tiles.parts),
  );
  return { group, paint: (level) => tiles.paint(level ? [level - 1] : []) };
}
