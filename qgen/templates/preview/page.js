// The preview's page. What is chosen lives in the address, so that a reload, or the next save, changes nothing.
(function () {
  "use strict";
  var PAGE = 24;  // questions drawn at a time
  var chosen = Object.assign(
    { lang: "", side: "back", width: "desk", light: "day", tab: "cards", deck: "", tag: "", pattern: "", kind: "", rule: "", search: "" },
    Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
  );
  var data = { questions: [], problems: [], decks: {}, languages: [], rules: {} };
  var css = "", drawn = 0, matching = [], round = 0;
  var $ = function (id) { return document.getElementById(id); };

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function choose(changes) {
    Object.assign(chosen, changes);
    var kept = Object.entries(chosen).filter(function (pair) { return pair[1]; });
    history.replaceState(null, "", "#" + new URLSearchParams(kept));
    if ("lang" in changes) load(); else draw();
  }

  function place(file, line, column) {
    var link = element("a", { href: "vscode://file/" + encodeURI(data.root + "/" + file) + ":" + line + ":" + (column || 1), title: "Open in VS Code" }, file + ":" + line);
    return link;
  }

  function fits(question, besides) {
    var words = (chosen.search || "").toLowerCase();
    return (besides === "deck" || !chosen.deck || question.decks.includes(chosen.deck)) &&
      (besides === "tag" || !chosen.tag || question.tags.includes(chosen.tag)) &&
      (besides === "pattern" || !chosen.pattern || question.pattern === chosen.pattern) &&
      (besides === "kind" || !chosen.kind || question.kind === chosen.kind) &&
      (besides === "rule" || !chosen.rule || question.rules.includes(chosen.rule)) &&
      (!words || (question.text + " " + question.answer + " " + question.key).toLowerCase().includes(words));
  }

  function drawChoices(name, values, label) {
    var counts = new Map();
    data.questions.forEach(function (question) {
      if (fits(question, name)) [].concat(values(question)).forEach(function (value) { counts.set(value, (counts.get(value) || 0) + 1); });
    });
    var rows = Array.from(counts).sort(function (a, b) { return b[1] - a[1]; });
    if (chosen[name] && !counts.has(chosen[name])) rows.unshift([chosen[name], 0]);
    $(name).replaceChildren.apply($(name), rows.map(function (row) {
      var on = chosen[name] === row[0];
      var button = element("button", { "aria-pressed": on }, label ? label(row[0]) : row[0]);
      button.append(element("span", {}, row[1]));
      button.onclick = function () { var change = {}; change[name] = on ? "" : row[0]; choose(change); };
      return button;
    }));
    return rows.length;
  }

  function face(html, own) {
    var host = element("div", { "class": "face" });
    var inside = host.attachShadow({ mode: "open" });
    var night = chosen.light === "night" ? " nightMode night_mode" : "";
    inside.innerHTML = "<style>" + (own || css) + "</style><div class=\"card" + night + "\">" + html + "</div>";
    var shapes = inside.querySelector(".shapes"), picture = inside.querySelector("#image-occlusion-container");
    if (shapes && picture) { picture.className = "frame"; picture.append.apply(picture, shapes.querySelectorAll(".cover")); shapes.remove(); }
    return host;
  }

  function item(question, cards) {
    var box = element("article", { "class": "item", "data-key": question.key });
    var head = element("header");
    head.append(element("span", {}, question.label), element("code", {}, question.key));
    if (question.rules.length) head.append(element("span", { "class": "rules", title: question.rules.map(function (rule) { return data.rules[rule]; }).join("\n") }, question.rules.join(" ")));
    head.append(place(question.file, question.line));
    var sides = element("div", { "class": "sides" });
    function show(number) {
      var wanted = chosen.side === "both" ? ["front", "back"] : [chosen.side];
      sides.replaceChildren.apply(sides, wanted.map(function (side) { return face(cards[number][side], cards[number].css); }));
      box.querySelectorAll(".pager button").forEach(function (button, place) { button.setAttribute("aria-pressed", place === number); });
    }
    box.append(head, sides);
    if (cards.length > 1) {
      var pager = element("div", { "class": "pager", role: "group", "aria-label": "Cards of this note" });
      cards.forEach(function (_, number) {
        var button = element("button", {}, number + 1);
        button.onclick = function () { show(number); };
        pager.append(button);
      });
      box.append(pager);
    }
    if (cards.length) show(0);
    return box;
  }

  function drawMore() {
    if (drawn >= matching.length) return;
    var mine = ++round, next = matching.slice(drawn, drawn + PAGE);
    drawn += next.length;
    fetch("/cards.json?lang=" + data.language + "&keys=" + encodeURIComponent(next.map(function (question) { return question.key; }).join("\n")))
      .then(function (answer) { return answer.json(); })
      .then(function (cards) {
        if (mine !== round) return;  // something else was chosen meanwhile
        next.forEach(function (question) { $("cards").insertBefore(item(question, cards[question.key] || []), $("more")); });
        if ($("more").getBoundingClientRect().top < innerHeight + 600) drawMore();
      });
  }

  var watcher = new IntersectionObserver(function (seen) { if (seen[0].isIntersecting) drawMore(); }, { rootMargin: "600px" });

  function drawCards() {
    round += 1;
    drawn = 0;
    watcher.disconnect();
    var more = element("div", { id: "more" });
    $("cards").replaceChildren(more);
    if (!matching.length) $("cards").prepend(element("p", { "class": "empty" }, data.questions.length ? "No question matches these filters." : "No questions yet."));
    watcher.observe(more);
  }

  function drawProblems() {
    $("problems").replaceChildren.apply($("problems"), data.problems.length ? data.problems.map(function (problem) {
      var box = element("div", { "class": "problem " + problem.severity });
      if (problem.file) { box.append(place(problem.file, problem.line, problem.column)); }
      box.append(element("pre", {}, problem.shown));
      return box;
    }) : [element("p", { "class": "empty" }, "No problems.")]);
  }

  function draw() {
    matching = data.questions.filter(function (question) { return fits(question); });
    $("count").textContent = matching.length === data.questions.length ? matching.length : matching.length + " / " + data.questions.length;
    $("faults").textContent = data.problems.length || "";
    $("faults").className = data.problems.some(function (problem) { return problem.severity === "error"; }) ? "bad" : "";
    drawChoices("deck", function (question) { return question.decks; }, function (name) { return data.decks[name] || name; });
    drawChoices("tag", function (question) { return question.tags; });
    drawChoices("pattern", function (question) { return question.pattern; });
    drawChoices("kind", function (question) { return question.kind; });
    $("rules-section").hidden = !drawChoices("rule", function (question) { return question.rules; }, function (rule) { return rule + " " + (data.rules[rule] || ""); });
    $("languages").replaceChildren.apply($("languages"), data.languages.map(function (code) {
      var button = element("button", { "aria-pressed": code === data.language }, code);
      button.onclick = function () { choose({ lang: code }); };
      return button;
    }));
    document.body.className = [chosen.side, chosen.width, chosen.light].join(" ");
    document.querySelectorAll("[data-side],[data-width],[data-light]").forEach(function (button) {
      var name = Object.keys(button.dataset)[0];
      button.setAttribute("aria-pressed", chosen[name] === button.dataset[name]);
    });
    document.querySelectorAll("[data-tab]").forEach(function (button) { button.setAttribute("aria-selected", button.dataset.tab === chosen.tab); });
    ["cards", "problems", "guide"].forEach(function (name) { $(name).hidden = name !== chosen.tab; });
    document.body.dataset.tab = chosen.tab;
    drawProblems();
    if (chosen.tab === "cards") drawCards();
    if (chosen.tab === "guide") {
      var deck = chosen.deck || Object.keys(data.decks)[0];
      var address = "/study-guide?deck=" + deck + "&lang=" + data.language + "&version=" + data.version;
      if ($("guide").getAttribute("src") !== address) $("guide").setAttribute("src", address);
    }
    var first = data.problems.find(function (problem) { return problem.severity === "error"; });
    $("banner").hidden = !data.broken;
    if (data.broken) $("banner").replaceChildren(element("b", {}, data.questions.length ? "The sources are broken; you see the last good state." : "The sources are broken."), element("pre", {}, first ? first.shown : ""));
  }

  function load() {
    return Promise.all([
      fetch("/overview.json?lang=" + chosen.lang).then(function (answer) { return answer.json(); }),
      fetch("/cards.css").then(function (answer) { return answer.text(); }),
    ]).then(function (answers) {
      var top = scrollY, same = data.language === answers[0].language;
      data = Object.assign({ questions: [], problems: [], decks: {}, languages: [], rules: {} }, answers[0]);
      css = answers[1];
      document.body.dataset.version = data.version;
      draw();
      if (same) scrollTo(0, top);
    });
  }

  function say(text) {
    $("status").textContent = text;
    $("status").className = "shown";
    setTimeout(function () { $("status").className = ""; }, 1600);
  }

  function follow() {
    var stream = new EventSource("/changes?version=" + (data.version || 0));
    stream.onmessage = function (message) {
      if (+message.data === data.version) return;
      load().then(function () { say(data.broken ? "Not readable" : "Up to date"); });
    };
    stream.onerror = function () { stream.close(); say("Waiting for qgen serve …"); setTimeout(function () { load().then(follow, follow); }, 1500); };
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    var name = button && Object.keys(button.dataset)[0];
    if (name) { var change = {}; change[name] = button.dataset[name]; choose(change); }
  });
  var typing;
  $("search").value = chosen.search;
  $("search").addEventListener("input", function () { clearTimeout(typing); typing = setTimeout(function () { choose({ search: $("search").value }); }, 150); });
  load().then(follow);
})();
