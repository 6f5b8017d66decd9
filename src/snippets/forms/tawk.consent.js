window.Tawk_API = window.Tawk_API || {};
window.Tawk_LoadStart = new Date();
(function () {
  var script = document.createElement("script");
  script.src = "https://embed.tawk.to/[[property]]/[[widget]]";
  script.charset = "UTF-8";
  script.setAttribute("crossorigin", "*");
  document.body.appendChild(script);
})();
