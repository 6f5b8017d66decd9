//! What can be typed. The words of the help are in `i18n/cli/<lang>/help.ftl`.

use camino::Utf8PathBuf;
use clap::{Parser, Subcommand, ValueEnum};

use crate::base::Date;
use crate::base::date::parse_date;
use crate::config::{BaseUrl, HtmlPolicy};
use crate::report::Format;
use crate::snippets::{EMBEDDABLE, Form, KohaVersion};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "guichet", version, arg_required_else_help = true)]
pub(super) struct Args {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<Utf8PathBuf>,
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(InitOptions),
    New(NewOptions),
    Build(BuildOptions),
    Check(CheckOptions),
    Serve(ServeOptions),
    Render(RenderOptions),
    Search(SearchOptions),
    Evaluate(EvaluateOptions),
    Embed(EmbedOptions),
    Doctor(DoctorOptions),
    Explain(ExplainOptions),
    Schema,
    Completions(CompletionsOptions),
}

#[derive(Debug, clap::Args)]
pub(super) struct InitOptions {
    #[arg(value_name = "DIR")]
    pub(super) dir: Utf8PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct NewOptions {
    #[command(subcommand)]
    pub(super) what: NewWhat,
}

/// What can be made anew.
#[derive(Debug, Subcommand)]
pub(super) enum NewWhat {
    Article {
        #[arg(value_name = "ID")]
        id: String,
    },
}

/// Which texts take part, and where they will be.
#[derive(Debug, clap::Args)]
pub(super) struct SiteOptions {
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<BaseUrl>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(super) struct BuildOptions {
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<Utf8PathBuf>,
    #[command(flatten)]
    pub(super) site: SiteOptions,
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(long)]
    pub(super) replace: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<Utf8PathBuf>,
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<Utf8PathBuf>,
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ServeOptions {
    #[arg(long, value_name = "N", default_value_t = 4000)]
    pub(super) port: u16,
    #[arg(long, value_name = "ADDRESS")]
    pub(super) bind: Option<std::net::IpAddr>,
    #[arg(long, value_name = "NAME")]
    pub(super) host: Vec<String>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
}

#[derive(Debug, clap::Args)]
pub(super) struct RenderOptions {
    #[arg(long, value_name = "POLICY", value_enum)]
    pub(super) html: Option<HtmlArg>,
    #[arg(long, conflicts_with = "html")]
    pub(super) commonmark: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct SearchOptions {
    #[arg(value_name = "QUESTION", required_unless_present = "stdin")]
    pub(super) question: Vec<String>,
    #[arg(long, value_name = "N")]
    pub(super) top: Option<usize>,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(long, conflicts_with = "json")]
    pub(super) explain: bool,
    #[arg(long, conflicts_with_all = ["question", "explain"])]
    pub(super) stdin: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct EvaluateOptions {
    #[arg(value_name = "FILE", required = true)]
    pub(super) questions: Vec<Utf8PathBuf>,
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(super) min_r1: Option<f64>,
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(super) min_r3: Option<f64>,
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(super) min_auc: Option<f64>,
    #[arg(long)]
    pub(super) misses: bool,
}

/// What happens to raw HTML.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum HtmlArg {
    Safe,
    Trusted,
    Off,
}

#[derive(Debug, clap::Args)]
pub(super) struct EmbedOptions {
    #[arg(value_name = "PROVIDER", value_parser = clap::builder::PossibleValuesParser::new(EMBEDDABLE))]
    pub(super) provider: String,
    #[arg(long = "id", value_name = "ID")]
    pub(super) provider_id: Option<String>,
    #[arg(long, value_name = "FORM", value_enum, default_value = "click")]
    pub(super) form: FormArg,
    #[arg(long, value_name = "VERSION", value_enum, default_value = "26.05")]
    pub(super) koha: KohaVersion,
}

/// How a snippet treats privacy.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormArg {
    Click,
    Consent,
    Plain,
}

#[derive(Debug, clap::Args)]
pub(super) struct DoctorOptions {
    #[arg(value_name = "FILE")]
    pub(super) file: Utf8PathBuf,
    #[arg(long, value_name = "LANG")]
    pub(super) tab: Option<String>,
    #[arg(long, value_name = "POLICY")]
    pub(super) csp: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainOptions {
    #[arg(value_name = "CODE")]
    pub(super) code: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsOptions {
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

impl From<FormArg> for Form {
    fn from(arg: FormArg) -> Self {
        match arg {
            FormArg::Click => Self::Click,
            FormArg::Consent => Self::Consent,
            FormArg::Plain => Self::Plain,
        }
    }
}

impl From<HtmlArg> for HtmlPolicy {
    fn from(arg: HtmlArg) -> Self {
        match arg {
            HtmlArg::Safe => Self::Safe,
            HtmlArg::Trusted => Self::Trusted,
            HtmlArg::Off => Self::Off,
        }
    }
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "https://aide.example.ca/".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok();
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "0.85".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}
