// Without this script every answer still opens by a click; it adds one button for all, levels, and remembered ticks.
(function () {
  "use strict";
  var answers = [].slice.call(document.querySelectorAll("details.answer"));
  var boxes = [].slice.call(document.querySelectorAll("input[data-key]"));
  var all = document.getElementById("all");
  var progress = document.getElementById("progress");
  var store = "qgen:" + location.pathname + ":";
  document.querySelector(".bar").hidden = false;

  function remembered(key) { try { return localStorage.getItem(store + key) === "1"; } catch (e) { return false; } }
  function remember(key, ticked) { try { ticked ? localStorage.setItem(store + key, "1") : localStorage.removeItem(store + key); } catch (e) { /* private mode */ } }

  function showProgress() {
    var ticked = boxes.filter(function (box) { return box.checked; }).length;
    progress.textContent = progress.dataset.words.replace("{ticked}", ticked).replace("{all}", boxes.length);
  }
  function showButton() {
    var open = answers.every(function (answer) { return answer.open; });
    all.setAttribute("aria-pressed", String(open));
    all.textContent = open ? all.dataset.hide : all.dataset.show;
  }
  function openAll(open) { answers.forEach(function (answer) { answer.open = open; }); showButton(); }

  boxes.forEach(function (box) {
    box.checked = remembered(box.dataset.key);
    box.addEventListener("change", function () { remember(box.dataset.key, box.checked); showProgress(); });
  });
  all.addEventListener("click", function () { openAll(all.getAttribute("aria-pressed") !== "true"); });
  answers.forEach(function (answer) { answer.addEventListener("toggle", showButton); });

  var levels = [].slice.call(document.querySelectorAll(".levels button"));
  levels.forEach(function (button) {
    button.addEventListener("click", function () {
      levels.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      document.querySelectorAll("article, .contents li").forEach(function (one) {
        one.hidden = button.dataset.level !== "" && one.dataset.level !== button.dataset.level;
      });
    });
  });

  // Older browsers print a closed <details> closed.
  var before = [];
  addEventListener("beforeprint", function () { before = answers.map(function (a) { return a.open; }); openAll(true); });
  addEventListener("afterprint", function () { answers.forEach(function (a, i) { a.open = before[i]; }); showButton(); });
  showProgress();
}());
