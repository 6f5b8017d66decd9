# Configuration and data files (area 01).

G0101 = this is not valid TOML: { $reason }
    .help = correct the line; text values stand between quotes, lists between square brackets
    .explain = A file or front matter written in TOML could not be read. Every `key = value` stands on its own line, text between double quotes, dates bare (`2026-05-04`), lists in square brackets. What could be understood was used, so that other problems are reported too.
G0102 = this is not valid YAML: { $reason }
    .help = check the indentation (spaces, no tabs) and put text with a colon between quotes
    .explain = Front matter between `---` lines is YAML. The usual causes are a tab, an uneven indentation, or a title with a colon that is not quoted.
G0103 = unknown setting “{ $key }”
    .help = remove it, or look it up in the reference of guichet.toml
    .nearest = did you mean “{ $nearest }”?
    .explain = A key of `guichet.toml` is not one that guichet knows, so it has no effect. It is most often misspelled, or stands in the wrong table.
G0104 = “{ $key }” must be { $expected ->
        [string] text between quotes
        [integer] a whole number, without quotes
        [bool] true or false, without quotes
        [date] a date like 2026-05-04
        [strings] a list of texts, like ["a", "b"]
        [table] a table
       *[other] { $expected }
    }
    .help = write the value in that form
    .explain = The value has another kind than the key needs: a number where text is wanted, text where a list is wanted, and so on.
G0105 = the setting “{ $key }” is missing
    .help = add it to guichet.toml
    .explain = guichet needs at least `title`, `base_url`, `default_language` and one `[languages.xx]` table with a `name`.
G0106 = “{ $code }” cannot be a language
    .help = use a code like fr, en or pt-BR, once each
    .explain = A language is a BCP 47 code: letters, digits and hyphens. It names the folder below `content/` and the first part of addresses. The same code may not stand twice, not even in other case.
G0107 = “{ $url }” is not the address of a site
    .help = write the whole address, like https://aide.example.ca/
    .explain = `base_url` is the public address of the site: `http://` or `https://`, a host, and maybe a folder; no query and no fragment.
G0108 = the default language “{ $code }” is not declared
    .help = declare it under [languages], or choose a declared one
    .nearest = did you mean “{ $nearest }”?
    .explain = `default_language` must be one of the languages of the `[languages]` tables.
G0109 = “{ $value }” is not a possible value of “{ $key }”
    .help = choose one of: { $allowed }
    .explain = The key takes one of a few words only.
G0110 = “{ $value }” is not a date
    .help = write year-month-day, like 2026-05-04
    .explain = Dates are real days of the calendar, written year-month-day with two digits for month and day.
G0111 = nested deeper than { $limit } levels
    .help = flatten the data
    .explain = Tables and lists may be nested 32 deep, far more than any setting needs.
G0112 = YAML anchors and aliases are not allowed here
    .help = write the value out, or use TOML between +++ lines
    .explain = Anchors (`&a`) and aliases (`*a`) let a few lines stand for gigabytes of data; guichet refuses them.
G0113 = “{ $key }” looks like a secret
    .help = remove it from the file and put it in an environment variable
    .explain = Passwords, tokens and keys never stand in `guichet.toml`: the file is shared and kept in history. Remove the value, change the secret, and give it by the environment variable named in the documentation.
G0114 = “{ $key }” stands twice
    .first = first here
    .help = keep one of them
    .explain = A key may stand only once in a table.
G0115 = more than { $limit } values
    .help = split the file
    .explain = A data file may hold 20,000 values, far more than any site needs.
G0116 = there is no check named “{ $name }”
    .help = see the list of checks in the documentation
    .nearest = did you mean “{ $nearest }”?
    .explain = The keys of `[checks]` are the names of checks, such as `broken-link`; the values are "error", "warn" or "off".
