/// The only script. It shortens ways that also exist without it: moves the focus to the error summary, says how many
/// characters are left, and keeps a progress page up to date.
let pageScript = #"""
    "use strict";
    (() => {
      const summary = document.getElementById("error-summary");
      if (summary) summary.focus();

      for (const area of document.querySelectorAll("textarea[data-limit]")) {
        const limit = Number(area.dataset.limit);
        const left = document.createElement("p");
        left.className = "count-left";
        left.setAttribute("role", "status");
        area.after(left);
        let timer = 0;
        const tell = () => {
          const rest = limit - [...area.value].length;
          left.textContent = rest >= 0 ? `还可以写 ${rest} 字` : `多了 ${-rest} 字，请删短`;
        };
        area.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(tell, 900); });
        if (area.value) tell();
      }

      const live = document.getElementById("live");
      if (live && live.dataset.live === "running") {
        const say = document.getElementById("live-say");
        const refresh = async () => {
          try {
            const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
            const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
            if (!answer.ok || !fresh) return;
            live.replaceChildren(...fresh.childNodes);
            if (say && fresh.dataset.say !== live.dataset.say) say.textContent = fresh.dataset.say;
            live.dataset.say = fresh.dataset.say;
            live.dataset.live = fresh.dataset.live;
          } catch {
            // Offline for a moment: the link on the page still works, and the next round asks again.
          } finally {
            if (live.dataset.live === "running") setTimeout(refresh, 4000);
          }
        };
        setTimeout(refresh, 4000);
      }
    })();

    """#
