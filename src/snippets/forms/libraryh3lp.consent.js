(function () {
  var place = document.createElement("div");
  place.className = "needs-js";
  document.body.appendChild(place);
  var script = document.createElement("script");
  script.src = "https://[[host]]/js/libraryh3lp.js?[[service]]";
  document.body.appendChild(script);
})();
