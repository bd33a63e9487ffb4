// When the session is over: how it was. Loaded only by those who are asked, or whose word is still on its way.
// What was sent is kept on the phone until the server has it, whatever the page shows by then.

import { keeping, learn, make, page, say, t, typed } from "./page.js";
import { buildTiles } from "./questions.js";

export const words = {
  en: {
    feedbackTitle: "How was it?",
    feedbackHow: "Answer what you like. The trainer’s report shows it without names.",
    feedbackUseful: "How useful was this session for you?",
    feedbackEasy: "How easy was it to follow?",
    notAtAll: "not at all",
    very: "very",
    feedbackText: "What should be different next time?",
    feedbackSend: "Send feedback",
    feedbackFirst: "Rate it or write something",
    feedbackThanks: "Your feedback is saved ✓ Thank you! You can close this page.",
    feedbackGone: "Your feedback couldn’t be saved: that session takes no more of it.",
  },
  zh: {
    feedbackTitle: "这次课怎么样？",
    feedbackHow: "想答哪项就答哪项。培训师的报告中不显示名字。",
    feedbackUseful: "这次课对你有多大帮助？",
    feedbackEasy: "内容容易跟上吗？",
    notAtAll: "一点也不",
    very: "非常",
    feedbackText: "下次希望有什么不同？",
    feedbackSend: "发送反馈",
    feedbackFirst: "请打分或写点什么",
    feedbackThanks: "反馈已保存 ✓ 谢谢！现在可以关闭本页。",
    feedbackGone: "反馈没能保存：那次课不再接收反馈。",
  },
};
learn(words);

const LONGEST = 500;
const STEPS = ["1", "2", "3", "4", "5"];

/** What was sent and not acknowledged yet, by session. */
class Unsent {
  all() {
    try {
      return JSON.parse(keeping.read("feedback") || "{}") || {};
    } catch (damaged) {
      return {};
    }
  }

  put(session, said) {
    const all = this.all();
    all[session] = said;
    keeping.write("feedback", JSON.stringify(all));
  }

  drop(session) {
    const all = this.all();
    delete all[session];
    keeping.write("feedback", Object.keys(all).length ? JSON.stringify(all) : "");
  }
}

/** The form and what becomes of it. `line` is the page's `Connection`; `draw` shows the stage anew. */
export class Feedback {
  constructor(line, draw) {
    this.line = line;
    this.draw = draw;
    this.unsent = new Unsent();
    this.ratings = {};
    this.text = "";
    this.refusal = ""; // why it was not saved, in words
  }

  /** The page has another stage; `fresh` if the line is new. */
  follow(stage, fresh) {
    const all = this.unsent.all();
    if (fresh) Object.keys(all).forEach((session) => this.send(session, all[session]));
  }

  /** Take a message that is meant for here; returns whether it was. */
  hear(message) {
    if (message.type !== "feedback_saved" && message.type !== "feedback_refused") return false;
    this.unsent.drop(message.session_id);
    const here = page.stage && page.stage.type === "ended" && page.stage.session_id === message.session_id;
    if (message.type === "feedback_saved") {
      if (here) page.stage.feedback_given = true;
      say(t("feedbackThanks"));
    } else {
      const why = t({ too_fast: "too_fast", not_stored: "no_room" }[message.code] || "feedbackGone");
      if (here) this.refusal = why;
      else page.notice = why;
      say(why);
    }
    if (here) this.draw();
    return true;
  }

  send(session, said) {
    this.line.send({ type: "feedback", session_id: session, ratings: said.ratings, text: said.text });
  }

  /** What stands on the screen of a session that is over. */
  parts(stage) {
    const kept = this.unsent.all()[stage.session_id];
    if (stage.feedback_wanted && (kept || !stage.feedback_given)) return [this.form(stage.session_id, kept)];
    return [make("p", {}, t(stage.feedback_wanted ? "feedbackThanks" : "thanks"))];
  }

  form(session, kept) {
    if (kept) {
      this.ratings = kept.ratings || {};
      this.text = kept.text || "";
    }
    const standing = make("p", { class: "standing" });
    const button = make("button", { type: "submit", class: "main" });
    const said = () => ({ ratings: this.ratings, text: typed(this.text) });
    const scales = [this.scale("useful", "feedbackUseful"), this.scale("easy", "feedbackEasy")];
    const groups = [...scales, this.field()];
    const submit = (event) => {
      event.preventDefault();
      if (button.disabled) return;
      this.refusal = "";
      this.unsent.put(session, said());
      this.send(session, said());
      this.draw();
      say(t(this.line.up ? "sending" : "kept"));
    };
    page.refresh = () => {
      const [kind, words] = kept ? (this.line.up ? ["sending", t("sending")] : ["kept", t("kept")]) : ["wrong", this.refusal];
      const empty = !Object.keys(this.ratings).length && !typed(this.text);
      standing.hidden = !words;
      standing.className = "standing " + kind;
      standing.textContent = words;
      button.disabled = empty || Boolean(kept);
      button.textContent = t(empty ? "feedbackFirst" : "feedbackSend");
      groups.forEach((group) => (group.disabled = Boolean(kept)));
    };
    return make(
      "form",
      { class: "feedback", novalidate: true, submit },
      make("h2", {}, t("feedbackTitle")),
      make("p", {}, t("feedbackHow")),
      ...groups,
      button,
      standing,
    );
  }

  scale(name, question) {
    const change = (chosen) => {
      this.ratings = Object.assign({}, this.ratings, { [name]: chosen[0] + 1 });
      tiles.paint(chosen);
      page.refresh();
    };
    const tiles = buildTiles(STEPS, () => null, false, name, { change, press: () => false });
    tiles.paint([this.ratings[name] - 1]);
    return make(
      "fieldset",
      { class: "teams", "aria-describedby": name + "-scale" },
      make("legend", {}, t(question)),
      make("p", { id: name + "-scale" }, t("scale", t("notAtAll"), t("very"), STEPS.length)),
      make("div", { class: "scale" }, ...tiles.parts),
    );
  }

  field() {
    const counter = make("p", { class: "signs", id: "feedback-signs" });
    const input = () => {
      this.text = field.value;
      count();
      page.refresh();
    };
    const attributes = { id: "feedback", class: "field", rows: "3", maxlength: String(LONGEST), "aria-describedby": "feedback-signs" };
    const field = make("textarea", Object.assign(attributes, { input }));
    const count = () => (counter.textContent = t("signs", field.value.length, LONGEST));
    field.value = this.text;
    count();
    return make("fieldset", { class: "teams" }, make("label", { for: "feedback" }, t("feedbackText")), field, counter);
  }
}
