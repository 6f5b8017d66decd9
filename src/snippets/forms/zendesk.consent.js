(function () {
  var script = document.createElement("script");
  script.id = "ze-snippet";
  script.src = "https://static.zdassets.com/ekr/snippet.js?key=[[key]]";
  document.body.appendChild(script);
})();
