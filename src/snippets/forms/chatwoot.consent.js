(function () {
  window.chatwootSettings = { locale: "[[code]]", position: "right", type: "standard" };
  var script = document.createElement("script");
  script.src = "[[url]]/packs/js/sdk.js";
  script.onload = function () {
    window.chatwootSDK.run({ websiteToken: "[[website]]", baseUrl: "[[url]]" });
  };
  document.body.appendChild(script);
})();
