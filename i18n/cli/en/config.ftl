# Configuration and data files (area 01).

G0101 = this is not valid TOML: { $reason ->
        [curly] the quotes must be straight ("), not curly and not guillemets
        [unquoted] text must stand between quotes, and the rest be true, false, a number or a date
        [quote] a quote is missing at the end of the text, or there is one too many
        [bool] this word is neither true nor false
        [date] this date does not exist, or is not written year-month-day
        [duplicate] this key is there twice
        [equals] a sign = is missing between the key and the value
        [value] a value is missing after the sign =
        [array] a comma, a bracket or a brace is missing
        [escape] this sign is not allowed after a backslash
        [key] this key is not allowed without quotes
        [extra] text follows the value on the same line
        [zero] a number cannot begin with a zero
       *[other] a part is not understood ({ $original })
    }
    .help = { $reason ->
        [curly] type the straight quote of the keyboard: title = "Hello"
        [unquoted] put the text between straight quotes, like title = "Hello"
        [quote] put a straight quote at the start and at the end; inside, write \"
        [bool] write true for yes, false for no
        [date] write the date like 2026-05-04, without quotes
        [duplicate] keep only one
        [equals] write key = value, one on each line
        [value] write a value, or remove the line
        [array] write the list like ["a", "b"]
        [escape] write the backslash twice, or put the text between straight apostrophes
        [key] a key has only letters without accents, digits, _ and -
        [extra] put only one key and one value on a line
        [zero] put it between quotes, like "0123"
       *[other] correct the line; text values stand between quotes, lists between square brackets
    }
    .explain = A file or front matter written in TOML could not be read. Every `key = value` stands on its own line, text between double quotes, dates bare (`2026-05-04`), lists in square brackets. What could be understood was used, so that other problems are reported too.
G0102 = this is not valid YAML: { $reason ->
        [tab] there is a tab in the indentation
        [colon] there is a colon in text without quotes
        [quote] a quote is missing, or text follows the last quote
        [list] a comma or a bracket is missing in the list
        [key] a colon and a space are missing after the key
        [indent] the indentation of this line does not go with that of the others
        [sign] a value without quotes cannot begin with this sign
        [no-keys] there is no key in this front matter
        [escape] this sign is not allowed after a backslash
       *[other] a part is not understood ({ $original })
    }
    .help = { $reason ->
        [tab] write spaces instead of the tab
        [colon] put the text between quotes, like title: "Loans: how long"
        [quote] put a straight quote at the start and at the end of the text
        [list] write the list like [a, b]
        [key] write key: value, one on each line
        [indent] let the keys begin where the line begins
        [sign] put the text between straight quotes
        [no-keys] write at least title: …; if this is a rule between texts, begin the file with an empty line
        [escape] write the backslash twice, or put the text between straight apostrophes
       *[other] check the indentation (spaces, no tabs) and put text with a colon between quotes
    }
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
G0117 = “{ $key }” names “{ $id }”, and no article has this id
    .help = write the path of an article without its language and .md, such as loans/renewals
    .nearest = did you mean “{ $nearest }”?
    .explain = `questions`, under `[home]`, and `form` or `chat`, under `[contact]`, name articles by id: the path below the language, without extension. The same id holds for all languages.
