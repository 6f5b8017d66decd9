window.$crisp = [];
window.CRISP_WEBSITE_ID = "[[website]]";
window.CRISP_RUNTIME_CONFIG = { locale: "[[code]]" };
(function () {
  var script = document.createElement("script");
  script.src = "https://client.crisp.chat/l.js";
  document.body.appendChild(script);
})();
