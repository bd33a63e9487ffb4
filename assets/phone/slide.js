// The slide on the projector, on the phone: a third sheet beside the lesson, where the trainer shares the slides.
// A picture is fetched only while somebody looks: a class of a thousand must not fill the Wi-Fi by itself.

import { learn, make, page, say, t } from "./page.js";

export const words = {
  en: {
    slideOpen: "Slide",
    slideTitle: "On the projector",
    slideNone: "There is no slide on the projector just now.",
    slideNamed: (number, title) => "Slide " + number + (title ? ": " + title : ""),
    slideLoading: "Loading…",
    slideFailed: "The slide couldn’t be loaded. It will be tried again.",
  },
  zh: {
    slideOpen: "课件",
    slideTitle: "投影上的课件",
    slideNone: "现在投影上没有课件。",
    slideNamed: (number, title) => "第 " + number + " 页" + (title ? "：" + title : ""),
    slideLoading: "正在加载……",
    slideFailed: "课件没能加载，会自动重试。",
  },
};
learn(words);

const AGAIN_MS = 3000;

/** What stands on the sheet; `isOpen` tells whether anybody looks. */
export class Slides {
  constructor(isOpen) {
    this.isOpen = isOpen;
    this.wanted = ""; // the hash of the picture that is there, or on its way
    document.addEventListener("visibilitychange", () => this.show());
  }

  parts() {
    this.frame = make("div", { class: "projected" });
    this.caption = make("p", { class: "soft" });
    this.wanted = "";
    this.show();
    return [this.frame, this.caption];
  }

  /** The class sees another slide, or somebody has begun to look. */
  show() {
    const { sha256 = "", number, title } = page.slide || {};
    clearTimeout(this.again);
    if (!this.isOpen() || document.hidden || (sha256 && sha256 === this.wanted)) return;
    this.wanted = sha256;
    if (!sha256) {
      this.put(null, t("slideNone"));
      return;
    }
    const named = t("slideNamed", number, title);
    const picture = make("img", { alt: named });
    const meant = (act) => () => this.wanted === sha256 && act();
    picture.onload = meant(() => this.put(picture, named));
    picture.onerror = meant(() => {
      this.wanted = "";
      this.caption.textContent = t("slideFailed");
      this.again = setTimeout(() => this.show(), AGAIN_MS);
    });
    if (!this.frame.firstChild) this.caption.textContent = t("slideLoading");
    picture.src = "/slides/" + sha256;
  }

  put(picture, words) {
    while (this.frame.firstChild) this.frame.removeChild(this.frame.firstChild);
    if (picture) this.frame.append(picture);
    this.caption.textContent = words;
    say(words);
  }
}
