# The help of the command line.

help-command = COMMAND
help-commands = Commands
help-options = Options
help-arguments = Arguments
help-usage = Usage:
help-help = Print this help, or that of a command

help-guichet = One tree of Markdown in several languages becomes a help site.
    .examples =
        Examples:
          guichet init my-site         a new bilingual site
          guichet serve                see it while you write
          guichet build                publish it into public/
          guichet check --lang fr      every problem, in French
help-guichet-init = Make a new bilingual site, ready to build
help-guichet-new = Make a new article in every language
help-guichet-new-article = Make a new article in every language
help-guichet-build = Build the site into a folder
help-guichet-check = Report everything that is wrong or could be better; publish nothing
help-guichet-serve = Preview the site and follow changes
help-guichet-render = Turn Markdown on standard input into HTML
help-guichet-search = Answer a question as the site and the widget do
    .examples =
        Examples:
          guichet search --lang en renew a book online
          guichet search --stdin < questions.jsonl
help-guichet-evaluate = Measure the answers with a list of questions
help-guichet-embed = Gives the snippet of a chat tool to paste into the catalogue, and says where
help-guichet-doctor = Says what is wrong with what was pasted into the catalogue
help-guichet-explain = Explain a code such as G0401
help-guichet-schema = Print what guichet.toml may hold, as a JSON Schema for editors
help-guichet-completions = Print the completions of a shell

arg-root = The site's folder [default: the current one]
arg-lang = The language of messages, fr or en [default: the system's]; for render, the language of the text
arg-format = The form of what is reported: human, short, json, github [default: human]
arg-dir = The folder of the new site
arg-id = The article's id, like loans/renewals
arg-out = The folder to publish into [default: public/ in the site's folder]
arg-base-url = Use this address instead of the configuration's base_url
arg-drafts = Include drafts
arg-date = The day that scheduled and expired articles are compared with [default: today, UTC]
arg-strict = Count warnings as errors
arg-replace = Write over files of others that stand where a page must go
arg-report = Write every problem into this file, one a line
arg-quiet = Say nothing when all goes well
arg-port = The port to listen on; 0 takes a free one [default: 4000]
arg-bind = Listen on this address instead of this computer only
arg-host = A further host name that the preview answers to
arg-html = What becomes of raw HTML: safe, trusted, off
arg-commonmark = Bare CommonMark: no extension, no typography, raw HTML kept
arg-question = The question, in the patron's words
arg-top = At most this many articles [default: 10]
arg-json = Print one line of JSON
arg-explain = Say how the question was understood
arg-stdin = Read one question a line, as JSON, and print one answer a line
arg-questions = Files of questions, one JSON object a line
arg-min-r1 = Exit with 1 when fewer questions have their article first
arg-min-r3 = Exit with 1 when fewer questions have their article in the first three
arg-min-auc = Exit with 1 when what has no answer is told from the rest less well
arg-misses = List the questions whose article is not first
arg-provider-id = The id of the account, instead of that of guichet.toml; for tawk, PROPERTY/WIDGET
arg-provider = The chat tool: zendesk, tawk, libraryh3lp, messenger, chatwoot, crisp
arg-form = The form: click (a button, nothing is loaded before), consent (for CookieConsentedJS), plain (the tool's own bubble) [default: click]
arg-koha = The version of Koha: 22.05, 23.11, 24.11, 25.11, 26.05 [default: 26.05]
arg-file = The file to examine; - for standard input
arg-tab = The language of the tab the snippet is pasted into
arg-csp = The security policy (CSP) that the catalogue sends
arg-code = A code (G0401) or its name (broken-link)
arg-shell = The shell: bash, elvish, fish, powershell, zsh
arg-help = Print this help
arg-version = Print the version

usage-unknown-argument = { $arg } is not an option here
usage-unknown-command = there is no command “{ $sub }”
usage-missing-argument = { $arg } is missing
usage-bad-value = “{ $value }” is not a possible value of { $arg }
usage-missing-command = a command is missing
usage-conflict = { $arg } does not go with another option given
usage-other = the command line is not understood
usage-near = did you mean { $near }?
usage-valid = the possible values are { $valid }
usage-date = write year-month-day, like 2026-05-04
usage-base-url = write the whole address, like https://help.example.ca/
usage-port = write a number from 0 to 65535
usage-help = See guichet --help
