//! ChromeDriver as a child process, and one WebDriver command as one HTTP request.
//!
//! A client crate was refused: the few commands used here are JSON over a loopback
//! connection, and the clients there are bring four times the crates and an async
//! run-time (<https://www.w3.org/TR/webdriver2/>).

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// Longest a command may take, loading a page included.
const COMMAND_LIMIT: Duration = Duration::from_mins(2);

/// A ChromeDriver of our own, on a port that it chose; killed when dropped.
pub struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// Starts ChromeDriver and waits until it says where it listens.
    pub fn start() -> Self {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver: not installed; tests/browser/run installs it");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, rest) = line.split_once("started successfully on port ")?;
                rest.trim_end_matches('.').parse::<u16>().ok()
            })
            .expect("chromedriver says its port");
        // Its pipe is read to the end, or it would one day wait for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: format!("http://127.0.0.1:{port}") }
    }

    /// A client for the driver.
    pub fn client(&self) -> Client {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(COMMAND_LIMIT))
            .http_status_as_error(false)
            .proxy(None)
            .build();
        Client { agent: config.into(), address: self.address.clone() }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends commands; one connection each browser.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    address: String,
}

/// What WebDriver answers when a command fails.
#[derive(Debug)]
pub struct Refusal {
    /// Error code, such as `no such element`.
    pub code: String,
    /// What the driver says of it.
    pub message: String,
}

impl Client {
    /// `GET`.
    pub fn get(&self, path: &str) -> Result<Value, Refusal> {
        answer(self.agent.get(format!("{}{path}", self.address)).call())
    }

    /// `POST` with a body.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        answer(self.agent.post(format!("{}{path}", self.address)).send_json(body))
    }

    /// `DELETE`.
    pub fn delete(&self, path: &str) -> Result<Value, Refusal> {
        answer(self.agent.delete(format!("{}{path}", self.address)).call())
    }
}

type Response = ureq::http::Response<ureq::Body>;

fn answer(response: Result<Response, ureq::Error>) -> Result<Value, Refusal> {
    let broken = |error: ureq::Error| Refusal {
        code: "no answer from chromedriver".to_owned(),
        message: error.to_string(),
    };
    let mut response = response.map_err(broken)?;
    // A printed page is larger than what is read by default.
    let body = response.body_mut().with_config().limit(256 * 1024 * 1024);
    let mut body: Value = body.read_json().map_err(broken)?;
    let value = body["value"].take();
    match value["error"].as_str() {
        Some(code) if !response.status().is_success() => {
            let message = value["message"].as_str().unwrap_or_default();
            let message = message.lines().next().unwrap_or_default().to_owned();
            Err(Refusal { code: code.to_owned(), message })
        }
        _ => Ok(value),
    }
}
