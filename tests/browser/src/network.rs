//! What a page asked of the network, read from the log of the browser.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::browser::Browser;

/// One answer that the browser received.
#[derive(Clone, Debug, Default)]
pub struct Transfer {
    /// The address that was asked for.
    pub url: String,
    /// Kind of file: `Document`, `Stylesheet`, `Script`, `Image`…
    pub kind: String,
    /// Status of the answer; 0 when there was none.
    pub status: u64,
    /// Bytes over the wire, headers and compression included.
    pub n_bytes: u64,
    /// Whether the answer sets a cookie.
    pub sets_cookie: bool,
}

impl Browser {
    /// What was asked since the last time, in order. Addresses inside the page (`data:`)
    /// are no requests.
    pub fn transfers(&self) -> Vec<Transfer> {
        let mut order = Vec::new();
        let mut found: BTreeMap<String, Transfer> = BTreeMap::new();
        for entry in self.log("performance") {
            let text = entry["message"].as_str().unwrap_or_default();
            let event: Value = serde_json::from_str(text).unwrap_or_default();
            let (method, params) = (&event["message"]["method"], &event["message"]["params"]);
            let Some(id) = params["requestId"].as_str() else { continue };
            match method.as_str().unwrap_or_default() {
                "Network.requestWillBeSent" => {
                    order.push(id.to_owned());
                    let transfer = found.entry(id.to_owned()).or_default();
                    transfer.url = string(&params["request"]["url"]);
                    transfer.kind = string(&params["type"]);
                }
                "Network.responseReceived" => {
                    let transfer = found.entry(id.to_owned()).or_default();
                    transfer.status = params["response"]["status"].as_u64().unwrap_or_default();
                    let headers = params["response"]["headers"].as_object();
                    let names = headers.into_iter().flat_map(|headers| headers.keys());
                    transfer.sets_cookie =
                        names.into_iter().any(|name| name.eq_ignore_ascii_case("set-cookie"));
                }
                "Network.loadingFinished" => {
                    let transfer = found.entry(id.to_owned()).or_default();
                    let n_bytes = params["encodedDataLength"].as_f64().unwrap_or_default();
                    transfer.n_bytes = n_bytes as u64;
                }
                _ => {}
            }
        }
        order.dedup();
        let known = order.into_iter().filter_map(|id| found.remove(&id));
        known.filter(|transfer| transfer.url.starts_with("http")).collect()
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
